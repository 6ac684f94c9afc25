"""The fold: any order, known-at, tombstones, copies."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, TRUMP, document, event, gap, pledge, quote, state, stated, tariff, view

from detente.model import Clocks, Document, DocumentWithdrawn, Entry, Record, Source, Span
from detente.state import VIEWS, line_json

WORDS = (Span(0, 22, "they hope to meet soon"),)
WIRE = " ".join(f"word{at}" for at in range(300))


def log() -> list[Entry]:
    """Three documents, one of them a copy, that agree on a call and not on much else."""
    original = document("a", "2025-06-05T09:00:00Z", "Harbour Post", WIRE)
    copy = document("b", "2025-06-05T15:00:00Z", "City Echo", WIRE + " and a little more")
    other = document("c", "2025-06-06", "Valley News")
    call = event("r1", when="2025-06-05")
    said = quote("q1", "we spoke at length about many things")
    lowered = tariff("r2", 30, "lower", when="2025-05-14/2025-08-12")
    return [
        *stated(original, call, said, tariff("r2", 145, when="2025-04-10")),
        *stated(copy, call, said, among=[original]),
        *stated(other, call, lowered, pledge("r3", "2025-08-12"), gap("r4")),
    ]


def longer_log() -> list[Entry]:
    """The log, and a family whose copy tells the same undated plan, and a call on another day."""
    original = document("d", "2025-06-05T09:00:00Z", "River Post", WIRE[::-1])
    copy = document("e", "2025-06-05T15:00:00Z", "Town Echo", WIRE[::-1] + " and more")
    hoped, call = event("r1", status="planned", evidence=WORDS), event("r2", when="2025-06-05", mode="phone")
    otherwise = event("r2", when="2025-06-04", mode="phone")
    return [*log(), *stated(original, hoped, call), *stated(copy, hoped, otherwise, among=[original])]


def withdrawal(name: str) -> DocumentWithdrawn:
    clocks = Clocks(recorded_at="2025-07-02")
    return DocumentWithdrawn(id=f"w-{name}", document=name, clocks=clocks, analyst="me", reason="not what it says")


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_order_gives_the_same_state(draw: random.Random) -> None:
    entries = [*longer_log(), withdrawal("c")]
    shuffled = draw.sample(entries, len(entries))
    assert state(shuffled) == state(entries)


@settings(max_examples=4, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_view_shows_the_same_for_any_order(draw: random.Random) -> None:
    entries = longer_log()
    shuffled = state(draw.sample(entries, len(entries)))
    for each in VIEWS.values():
        assert each.lines(shuffled) == each.lines(state(entries))


def test_documents_may_come_in_any_order_to_the_desk() -> None:
    early = Document(id="early", text=WIRE, published="2025-06-05", outlet="Harbour Post")
    late = Document(id="late", text=WIRE + " and more", published="2025-06-06", outlet="City Echo")
    call = event("r1", when="2025-06-05")
    one = [*stated(early, call), *stated(late, call, among=[early])]
    other = [*stated(late, call), *stated(early, call, among=[late])]
    assert state(one) == state(other)
    assert state(one).families == {"late": "early"}
    assert state(other).documents["late"].origin == "early"


def test_an_entry_written_twice_counts_once() -> None:
    assert state([*log(), *log()]) == state(log())


def test_what_was_published_later_was_not_known() -> None:
    known = state(log(), known="2025-06-05")
    assert set(known.documents) == {"a", "b"}
    assert not [key for key in known.records if key.startswith("commitment")]


def test_an_undated_document_was_known_when_the_desk_took_it_in() -> None:
    undated = stated(document("a", None), gap("r1"))
    assert not state(undated, known="2025-06-30").records
    assert state(undated, known="2025-07-01").records


def test_a_document_of_a_month_is_known_at_its_end() -> None:
    entries = stated(document("a", "2025-06"), gap("r1"))
    assert not state(entries, known="2025-06-29").records
    assert state(entries, known="2025-06-30").records


def test_a_withdrawn_document_leaves_a_tombstone() -> None:
    after = state([*log(), withdrawal("c")])
    assert set(after.withdrawn) == {"c"}
    assert set(after.documents) == {"a", "b"}
    assert all(entry.document != "c" for group in after.records.values() for entry in group)


def test_when_an_original_is_withdrawn_its_copy_stands_alone() -> None:
    assert state([*log(), withdrawal("a")]).families == {}


def test_copies_are_one_origin() -> None:
    [line] = view("meetings", log()[:7])
    assert (line.origins, line.standing) == (1, "stated")
    assert len(line.accounts) == 2


def test_an_independent_origin_confirms() -> None:
    [line] = view("meetings", log())
    assert (line.origins, line.standing) == (2, "confirmed")


def test_two_outlets_with_one_source_are_one_origin() -> None:
    call = event("r1", when="2025-06-05", attribution=(Source("Donald Trump", "person"),))
    entries = [*stated(document("a"), call), *stated(document("b", outlet="Valley News"), call)]
    [line] = view("meetings", entries)
    assert (line.origins, line.standing) == (1, "stated")


def test_the_other_party_confirms() -> None:
    ours = event("r1", when="2025-06-05", attribution=(Source("Donald Trump", "person"),))
    theirs = event("r1", when="2025-06-05", attribution=(Source("Xinhua", "outlet"),))
    entries = [*stated(document("a"), ours), *stated(document("b"), theirs)]
    [line] = view("meetings", entries)
    assert (line.origins, line.standing) == (2, "confirmed")


def test_one_publisher_is_one_origin_however_many_documents() -> None:
    call = event("r1", when="2025-06-05")
    [line] = view("meetings", [*stated(document("a"), call), *stated(document("b"), call)])
    assert line.origins == 1


def test_a_party_that_says_no_denies() -> None:
    yes = event("r1", when="2025-06-05")
    no = event("r1", status="negated", when="2025-06-05", attribution=(Source("Xi Jinping", "person"),))
    [line] = view("meetings", [*stated(document("a"), yes), *stated(document("b"), no)])
    assert (line.standing, line_json(line)["status"]) == ("denied", "happened")


def test_a_text_that_hedges_is_unconfirmed_by_whomever_else_hedges() -> None:
    rumour = event("r1", status="unconfirmed", when="2025-06-05")
    entries = [*stated(document("a"), rumour), *stated(document("b", outlet="Valley News"), rumour)]
    [line] = view("meetings", entries)
    assert line.standing == "unconfirmed"


def test_a_line_as_json_carries_what_the_contract_asks() -> None:
    row = line_json(view("timeline", log())[0])
    assert {"id", "status", "clocks", "standing", "origins", "evidence", "key", "accounts", "superseded"} <= set(row)
    assert {"kind", "type", "actors", "targets", "when", "subject_id"} <= set(row)
    assert {"document", "outlet", "published", "start", "end", "text", "chain"} == set(row["evidence"][0])
    assert set(row["clocks"]) == {"valid", "known_at", "recorded_at"}


def test_a_quote_as_json_has_happened() -> None:
    row = line_json(view("quotes", log())[0])
    assert (row["status"], row["kind"]) == ("happened", "direct")
    msgspec.json.encode(row)


def test_ids_of_lines_stay_when_more_is_read() -> None:
    before = {line.id for line in view("meetings", log()[:4])}
    assert before <= {line.id for line in view("meetings", log())}


def test_accusations_of_one_day_are_lines_of_their_own() -> None:
    acts = [event(f"r{at}", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025-05-30") for at in range(2)]
    assert len(view("timeline", stated(document("a"), *acts))) == 2


SOON = event("r1", status="planned", evidence=WORDS)
COPIED = [
    ("an undated plan in the same words is one", SOON, SOON, 1),
    (
        "spaces and marks are no other words",
        SOON,
        event("r1", status="planned", evidence=(Span(0, 23, "they hope\nto meet soon."),)),
        1,
    ),
    (
        "a name taken otherwise is the same account",
        SOON,
        event("r1", status="planned", evidence=WORDS, actors=(TRUMP,)),
        1,
    ),
    (
        "other words are another account",
        SOON,
        event("r1", status="planned", evidence=(Span(0, 15, "they shall meet"),)),
        2,
    ),
    ("another sort of act is another one", SOON, event("r1", "REQUEST", status="planned", evidence=WORDS), 2),
]


@pytest.mark.parametrize(("behaviour", "one", "other", "lines"), COPIED, ids=[row[0] for row in COPIED])
def test_what_a_copy_says_in_the_same_words_is_one_account(
    behaviour: str, one: Record, other: Record, lines: int
) -> None:
    original, copy = document("a", "2025-06-05", "Harbour Post", WIRE), document("b", "2025-06-06", "City Echo", WIRE)
    log = [*stated(original, one), *stated(copy, other, among=[original])]
    told = view("unplaced", log)
    assert len(told) == lines
    assert {line.origins for line in told} == {1}
    if lines == 1:
        assert told[0].evidence[0].document == "a"
        assert len(told[0].accounts) == 2


def test_the_same_words_of_no_copy_are_two_accounts() -> None:
    assert len(view("unplaced", [*stated(document("a"), SOON), *stated(document("b"), SOON)])) == 2


def test_indirect_speech_of_a_copy_is_one_quote() -> None:
    original, copy = document("a", "2025-06-05", "Harbour Post", WIRE), document("b", "2025-06-06", "City Echo", WIRE)
    said = quote("q1", "the harbour would open again", kind="indirect")
    assert len(view("quotes", [*stated(original, said), *stated(copy, said, among=[original])])) == 1
