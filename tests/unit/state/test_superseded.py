"""What a correction or retraction supersedes: earlier editions by the same outlet, from the day of the notice on."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import document, event, stated

from detente.model import AsOf, Clocks, Decided, Document, Entry, StateOfPlay, WithdrawDocument
from detente.state import fold
from detente.state.facts import facts
from detente.state.projection import Log, Projection

TEXT = " ".join(f"line{at}" for at in range(300))
CORRECTION = "\nCorrection: An earlier version of this story misstated the toll."
RETRACTION = "\nRetraction: We have retracted our report “Toll doubles overnight”."
MET = event("r1", when="2025-06-03")


def titled(one: Document, title: str) -> Document:
    return Document(id=one.id, text=one.text, published=one.published, outlet=one.outlet, title=title)


FIRST = document("first", "2025-06-04", "Harbour Post", TEXT)
COPY = document("copy", "2025-06-04", "City Echo", TEXT + " and more")
MENDED = document("mended", "2025-06-06", "harbour post", TEXT + CORRECTION)
OTHER = document("other", "2025-06-03", "Harbour Post", "Quite another report of the same outlet.")
ELSEWHERE = document("elsewhere", "2025-06-06", "Valley News", TEXT + CORRECTION)
TITLED = titled(document("titled", "2025-06-02", "Harbour Post", "The toll doubled."), "Toll Doubles Overnight")
RETRACTING = document("retracting", "2025-06-08", "Harbour Post", "News in brief." + RETRACTION)
ITSELF = document("itself", "2025-06-08", "Harbour Post", "Editor's note: This story has been retracted.\nOld words.")

CASES = [
    ("an earlier edition of the corrected text", [FIRST, MENDED], {"first"}),
    ("a copy by another outlet stands", [FIRST, COPY, MENDED], {"first"}),
    ("another report of the outlet stands", [OTHER, MENDED], set()),
    ("another outlet's notice corrects its own", [FIRST, ELSEWHERE], set()),
    ("a retraction names its report by title", [TITLED, OTHER, RETRACTING], {"titled"}),
    ("a text that is retracted itself", [OTHER, ITSELF], {"itself"}),
    ("nothing without a notice", [FIRST, COPY], set()),
]


def log(documents: Sequence[Document]) -> list[Entry]:
    found: list[Entry] = []
    for at, one in enumerate(documents):
        found += stated(one, MET, among=documents[:at])
    return found


def state(entries: Sequence[Entry], known: str | None = None) -> StateOfPlay:
    moment = AsOf(dt.date(2025, 6, 10), dt.date.fromisoformat(known) if known else None)
    folded = fold(entries, moment)
    log = Log(lambda places: [entries[place - 1] for place in places], lambda: entries)
    projection = Projection([facts(list(enumerate(entries, 1)))], log)
    assert projection.state(moment) == folded
    return folded


@pytest.mark.parametrize(("behaviour", "documents", "gone"), CASES, ids=[row[0] for row in CASES])
def test_what_is_superseded(behaviour: str, documents: list[Document], gone: set[str]) -> None:
    found = state(log(documents))
    assert set(found.superseded) == set(found.withdrawn) == gone
    assert set(found.documents) == {one.id for one in documents} - gone


def test_before_the_notice_the_earlier_edition_stood() -> None:
    entries = log([FIRST, MENDED])
    assert set(state(entries, "2025-06-05").documents) == {"first"}
    assert set(state(entries, "2025-06-06").documents) == {"mended"}


def test_a_withdrawn_notice_supersedes_nothing() -> None:
    decision = WithdrawDocument(document="mended")
    clocks = Clocks(recorded_at="2025-07-02")
    entry = Decided(id="d", document="mended", clocks=clocks, analyst="Ada", reason="", turn=9, decision=decision)
    assert set(state([*log([FIRST, MENDED]), entry]).documents) == {"first"}


@settings(max_examples=8, deadline=None)
@given(st.permutations([FIRST, COPY, MENDED, TITLED, RETRACTING, ITSELF]), st.randoms(use_true_random=False))
def test_documents_may_come_in_any_order(documents: list[Document], draw: random.Random) -> None:
    entries = log(documents)
    found = fold(draw.sample(entries, len(entries)), AsOf(dt.date(2025, 6, 10)))
    assert set(found.superseded) == {"first", "titled", "itself"}
