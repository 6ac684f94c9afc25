"""Positions: what each party says it wants, since when, and what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from small_log import CHINA, USA, XI, document, event, pledge, quote, stated, view

from detente.model import Actor, Entry, Event, Span
from detente.state.views import PositionLine

TEXT = "China asks the United States to lift its chip rules."


def wish(kind: str, text: str = TEXT, **fields: Any) -> Event:
    given = {"actors": (CHINA,), "targets": (USA,), "issues": ("semiconductors",)} | fields
    return event("r1", kind, evidence=(Span(0, len(text), text),), confidence=0.9, **given)


def lines(log: Sequence[Entry], day: str = "2025-06-10") -> list[PositionLine]:
    return [line for line in view("positions", log, day) if isinstance(line, PositionLine)]


COMPANIES = [
    ("a company known by name", Actor("Huawei", "CHN")),
    ("its founder", Actor("Ren Zhengfei", "CHN")),
    ("a company by what it is called", Actor("a Chinese chipmaker", "CHN")),
]


@pytest.mark.parametrize(("behaviour", "actor"), COMPANIES, ids=[row[0] for row in COMPANIES])
def test_a_company_is_not_its_state(behaviour: str, actor: Actor) -> None:
    assert not lines(stated(document("a"), wish("REJECT", actors=(actor,))))
    [line] = lines(stated(document("a"), wish("REJECT", actors=(actor, CHINA))))
    assert line.stance == "refusal"


STANCES = [
    ("what is asked for", wish("REQUEST"), "demand"),
    ("what is refused", wish("REJECT"), "refusal"),
    ("what is conceded", wish("CONCEDE"), "offer"),
    ("what is threatened", wish("THREATEN"), "threat"),
    ("what is supported", wish("SUPPORT"), "support"),
    ("what there is no bargaining about", wish("REJECT", "China will never accept that of the United States."),
     "red line"),
    ("what is undertaken", pledge("r1", actors=(CHINA,), targets=(USA,), issues=("semiconductors",), confidence=0.9,
                                  evidence=(Span(0, 45, "China will approve sales to the United States"),)), "offer"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "record", "stance"), STANCES, ids=[row[0] for row in STANCES])
def test_stances(behaviour: str, record: Event, stance: str) -> None:
    [line] = lines(stated(document("a"), record))
    assert (line.party, line.toward, line.issue, line.stance) == ("CHN", "USA", "semiconductors", stance)


NONE = [
    ("a contact", event("r1", issues=("tariffs",))),
    ("a question", wish("REQUEST", "Will China ask for more?")),
    ("a demand that is denied", wish("REQUEST", status="negated")),
    ("a demand of somebody without a country", wish("REQUEST", actors=())),
    ("an act toward nobody on no issue", wish("REQUEST", targets=(), issues=())),
]


@pytest.mark.parametrize(("behaviour", "record"), NONE, ids=[row[0] for row in NONE])
def test_what_is_no_position(behaviour: str, record: Event) -> None:
    assert not lines(stated(document("a"), record))


def test_what_is_told_again_is_one_position_with_its_days() -> None:
    log = [*stated(document("a", "2025-05-02"), wish("REQUEST")), *stated(document("b"), wish("REQUEST"))]
    [line] = lines(log)
    assert (line.since, line.latest, line.times) == ("2025-05-02", "2025-06-06", 2)
    assert {piece.document for piece in line.evidence} == {"a", "b"}


def test_a_change_says_what_was_said_before() -> None:
    log = [*stated(document("a", "2025-05-02"), wish("REJECT")), *stated(document("b"), wish("CONCEDE"))]
    offer, refusal = lines(log)
    assert (offer.stance, offer.before) == ("offer", f"refusal, 2025-05-02: “{TEXT}”")
    assert (refusal.stance, refusal.before) == ("refusal", "")


def test_what_is_wanted_on_no_issue_is_kept_where_it_is_wanted_of_somebody() -> None:
    [line] = lines(stated(document("a"), wish("REQUEST", issues=())))
    assert line.issue == "other"


def test_quotes_that_hold_the_words_are_named() -> None:
    said = quote("q1", TEXT, "Xi Jinping", "CHN")
    [line] = lines(stated(document("a"), wish("REQUEST", actors=(XI,)), said))
    assert len(line.quotes) == 1


def test_as_of_a_day_only_what_was_said_by_then_counts() -> None:
    assert not lines(stated(document("a", "2025-06-06"), wish("REQUEST")), "2025-06-05")


def test_whom_the_words_do_not_name_is_not_addressed() -> None:
    [line] = lines(stated(document("a"), wish("REQUEST", "China asks for the chip rules to be lifted.")))
    assert line.toward == "-"
