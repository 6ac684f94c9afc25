"""The projection gives the state that the fold of the log gives, whatever the log, the day and the parts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, TRUMP, document, event, gap, move, pledge, quote, stated, tariff

from detente.model import AsOf, Clocks, Document, DocumentWithdrawn, Entry, Event, Measure, Span
from detente.state import VIEWS, fold
from detente.state.facts import Table, facts, merged
from detente.state.groups import Groups, of_kind, parties
from detente.state.projection import Log, Projection

TEXTS = [" ".join(f"{topic}{at}" for at in range(200)) for topic in ("tea", "fur")]
DATES = ["2025-05-30", "2025-06", "2025-06-03T10:00:00Z", "2025-06-05", "2025", None]
WORDS = (Span(0, 22, "they hope to meet soon"),)
SUBJECTS = [
    event("r1", when="2025-06-05"),
    event("r2", status="planned", evidence=WORDS),
    event("r3", status="planned", evidence=WORDS, actors=(TRUMP,)),
    event("r4", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025-05-30"),
    tariff("r5", 145, when="2025-04-10"),
    tariff("r6", 30, "lower", when="2025-05-14/2025-08-12"),
    pledge("r7", "2025-08-12"),
    gap("r8"),
    move("r9", "up", 40),
    quote("q1", "we spoke at length about many things"),
    quote("q2", "the harbour would open again", kind="indirect"),
    quote("q3", "the harbour would open again", kind="indirect", speaker=None),
]


def withdrawal(name: str) -> DocumentWithdrawn:
    return DocumentWithdrawn(
        id=f"w-{name}", document=name, clocks=Clocks(recorded_at="2025-07-02"), analyst="me", reason="a hoax"
    )


@st.composite
def logs(draw: st.DrawFn) -> list[tuple[Entry, ...]]:
    """The entries of up to six documents, some copies of others, some dated in part or not at all, some withdrawn."""
    said: list[tuple[Entry, ...]] = []
    among: list[Document] = []
    for name in draw(st.permutations("abcdef"))[: draw(st.integers(0, 6))]:
        text = draw(st.sampled_from([*TEXTS, f"{TEXTS[0]} {TEXTS[1]}", f"{TEXTS[0][:700]}", ""]))
        one = document(name, draw(st.sampled_from(DATES)), draw(st.sampled_from(["Post", "Echo", None])), text)
        subjects = draw(st.lists(st.sampled_from(SUBJECTS), max_size=5, unique_by=lambda each: each.id))
        said.append(stated(one, *subjects, among=among))
        among.append(one)
    gone = draw(st.sets(st.sampled_from([one.id for one in among]), max_size=1)) if among else set()
    return [*said, *((withdrawal(name),) for name in gone)]


def projected(said: Sequence[Sequence[Entry]], cuts: Sequence[int] = ()) -> Projection:
    """The projection of a log in parts that begin with the documents of these places."""
    log = [entry for entries in said for entry in entries]
    firsts = [sum(map(len, said[:at])) for at in sorted({0, *(cut for cut in cuts if cut < len(said))})]
    numbered = list(enumerate(log, 1))
    parts = [facts(numbered[a:b]) for a, b in zip(firsts, [*firsts[1:], len(log)], strict=True) if a < b]
    return Projection(parts, Log(lambda places: [log[place - 1] for place in places], lambda: log))


def days() -> st.SearchStrategy[dt.date]:
    return st.dates(dt.date(2025, 5, 25), dt.date(2025, 7, 3))


@settings(max_examples=40, deadline=None)
@given(logs(), st.lists(st.none() | days(), min_size=1, max_size=3), st.lists(st.integers(0, 6), max_size=3))
def test_any_state_is_that_of_the_fold(
    said: list[tuple[Entry, ...]], known: list[dt.date | None], cuts: list[int]
) -> None:
    projection = projected(said, cuts)
    log = [entry for entries in said for entry in entries]
    for day in known:
        moment = AsOf(dt.date(2025, 6, 10), day)
        assert projection.state(moment) == fold(log, moment)


def small() -> list[tuple[Entry, ...]]:
    """An original, its copy and another document that tell of the same things."""
    original = document("a", "2025-06-03", "Post", TEXTS[0])
    copy = document("b", "2025-06-05", "Echo", TEXTS[0] + " and more")
    return [
        stated(original, *SUBJECTS),
        stated(copy, *SUBJECTS, among=[original]),
        stated(document("c", "2025-06-06", "Third", TEXTS[1]), *SUBJECTS[:6]),
    ]


def test_every_view_shows_the_same() -> None:
    said = small()
    moment = AsOf(dt.date(2025, 6, 10))
    ours, theirs = projected(said).state(moment), fold([entry for one in said for entry in one], moment)
    assert isinstance(ours.records, Groups)
    for view in VIEWS.values():
        assert view.lines(ours) == view.lines(theirs), view.name


def test_nothing_is_read_before_it_is_asked_for() -> None:
    said = small()
    log = [entry for entries in said for entry in entries]
    read: list[int] = []

    def at(places: Sequence[int]) -> list[Entry]:
        read.extend(places)
        return [log[place - 1] for place in places]

    state = Projection([facts(list(enumerate(log, 1)))], Log(at, lambda: log)).state(AsOf(dt.date(2025, 6, 10)))
    assert (len(state.records) > 0, len(state.documents), read) == (True, 3, [])
    measures = list(of_kind(state.records, "measure"))
    assert {type(entry.record) for group in measures for entry in group} == {Measure}
    assert {type(log[place - 1].record) for place in read} == {Measure}  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["event", "event:CONSULT", "measure", "gap"])
def test_a_view_may_ask_for_a_kind(kind: str) -> None:
    moment = AsOf(dt.date(2025, 6, 10))
    ours = projected(small()).state(moment).records
    theirs = fold([entry for one in small() for entry in one], moment).records
    groups = sorted(of_kind(ours, kind), key=lambda group: group[0].key)
    assert groups == sorted(of_kind(theirs, kind), key=lambda group: group[0].key)
    assert {entry.record.kind for group in groups for entry in group} == {kind.partition(":")[0]}
    assert len(groups) > 0


def test_parties_are_counted_without_reading() -> None:
    moment = AsOf(dt.date(2025, 6, 10))
    ours = projected(small()).state(moment)
    theirs = fold([entry for one in small() for entry in one], moment)
    assert parties(ours.records) == parties(theirs.records)
    assert parties(ours.records)["CHN+USA"] > 0


def test_a_key_that_is_not_there_is_not_found() -> None:
    records = projected(small()).state(AsOf(dt.date(2025, 6, 10))).records
    assert "no such key" not in records
    assert all(records[key][0].key == key for key in records)


@settings(max_examples=20, deadline=None)
@given(logs(), st.integers(0, 6))
def test_parts_put_together_are_the_facts_of_the_whole(said: list[tuple[Entry, ...]], cut: int) -> None:
    numbered = list(enumerate((entry for entries in said for entry in entries), 1))
    at = sum(map(len, said[:cut]))
    parts = [facts(part) for part in (numbered[:at], numbered[at:]) if part]
    if parts:
        assert merged(parts) == facts(numbered)


def test_a_document_whose_entries_came_apart_is_folded_entry_by_entry() -> None:
    said = small()
    late = [said[0][:6], said[1], said[2], said[0][6:]]
    projection = projected(late, [0, 1, 2, 3])
    assert Table(projection.parts).torn == ("a",)
    moment = AsOf(dt.date(2025, 6, 10))
    assert projection.state(moment) == fold([entry for one in late for entry in one], moment)


def test_a_copy_is_keyed_by_the_first_that_was_known_by_the_day() -> None:
    """Two copies of one text: the one dated to the month sorts first, and is known only when the month is over."""
    original = document("a", "2025-05-30", "Post", TEXTS[0])
    monthly, daily = document("b", "2025-06", "Echo", TEXTS[0]), document("c", "2025-06-03", "Third", TEXTS[0])
    hoped = SUBJECTS[1]
    said = [
        stated(original),
        stated(monthly, hoped, among=[original]),
        stated(daily, hoped, among=[original, monthly]),
    ]
    log = [entry for entries in said for entry in entries]
    for known in (dt.date(2025, 6, 10), dt.date(2025, 6, 30)):
        moment = AsOf(dt.date(2025, 6, 10), known)
        assert projected(said).state(moment) == fold(log, moment)


def test_entries_come_in_any_order_of_documents() -> None:
    said = small()
    shuffled = random.Random(1).sample(said, len(said))
    moment = AsOf(dt.date(2025, 6, 10), dt.date(2025, 6, 6))
    assert projected(shuffled).state(moment) == projected(said).state(moment)


def test_events_keep_their_type_in_the_facts() -> None:
    names = facts(list(enumerate(small()[0], 1))).names
    assert {f"event:{one.type}" for one in SUBJECTS if isinstance(one, Event)} <= set(names)
