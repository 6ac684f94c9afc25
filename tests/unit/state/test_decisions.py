"""Analysts' decisions in the fold: actors merged and split, lines corrected, accepted and left out, all taken back."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, RECORDED, TRUMP, USA, XI, document, event, quote, stated, tariff, view

from detente.linking.relink import relink
from detente.model import (
    AcceptLine,
    Actor,
    AsOf,
    Clocks,
    CorrectLine,
    Decided,
    Decision,
    Entry,
    Event,
    KnowActor,
    KnownActor,
    Line,
    Measure,
    MergeActors,
    NoteLine,
    Office,
    Quote,
    RecordStated,
    Source,
    SplitActor,
    StateOfPlay,
    Undo,
    WithdrawDocument,
    WithdrawLine,
)
from detente.state import VIEWS, fold, identities
from detente.state.book import Book
from detente.state.lines import make, shown_first
from detente.state.rulings import gathered, holding

VICE = Actor("Vice Premier He", "CHN")
HE = Actor("He Lifeng", "CHN")
BESSENT = Actor("Scott Bessent", "USA")


def decided(name: str, decision: Decision, turn: int = 1, document: str = "") -> Decided:
    clocks = Clocks(recorded_at=RECORDED)
    return Decided(id=name, document=document, clocks=clocks, analyst="Ada", reason="so", turn=turn, decision=decision)


def talks(name: str, actor: Actor, outlet: str) -> tuple[Entry, ...]:
    """A document that tells of talks in Geneva between Bessent and somebody."""
    return stated(document(name, outlet=outlet), event("r1", when="2025-05-10", actors=(BESSENT, actor)))


def log() -> list[Entry]:
    said = quote("q1", "we shall talk", speaker="Vice Premier He", country="CHN")
    return [
        *talks("a", HE, "Harbour Post"),
        *talks("b", VICE, "Valley News"),
        *stated(document("c"), said, tariff("r2", 145, when="2025-04-10")),
    ]


def state(entries: list[Entry], day: str = "2025-06-10") -> StateOfPlay:
    return fold(entries, AsOf(dt.date.fromisoformat(day)), relink)


def lines(name: str, entries: list[Entry]) -> tuple[Line, ...]:
    return VIEWS[name].lines(state(entries))


def told_by(entries: list[Entry]) -> list[tuple[RecordStated, ...]]:
    return list(state(entries).records.values())


def line_of(entries: list[Entry], name: str) -> Line:
    """The line of the records of that name, the best account first."""
    book = Book.of(state(entries))
    [group] = [one for one in book.state.records.values() if one[0].record.id == name]
    return make(Line, book, shown_first(book, group))


MERGE = decided("m", MergeActors(actor="Vice Premier He", into="He Lifeng", country="CHN"))


def test_two_names_of_one_man_are_two_meetings_until_they_are_merged() -> None:
    assert len(lines("meetings", log())) == 2
    [line] = lines("meetings", [*log(), MERGE])
    assert isinstance(line.subject, Event)
    assert [actor.name for actor in line.subject.actors] == ["Scott Bessent", "He Lifeng"]
    assert (line.standing, line.origins) == ("confirmed", 2)


def test_a_merge_reaches_who_spoke_and_keeps_the_words() -> None:
    [line] = lines("quotes", [*log(), MERGE])
    assert isinstance(line.subject, Quote)
    assert line.subject.speaker is not None
    assert (line.subject.speaker.name, line.evidence[0].text) == ("He Lifeng", "we shall talk")


def test_a_merge_holds_for_documents_that_come_later() -> None:
    later = talks("d", VICE, "City Echo")
    [line] = lines("meetings", [*log(), MERGE, *later])
    assert line.origins == 3


def test_merges_are_followed_to_their_end_and_a_circle_changes_nothing() -> None:
    other = decided("n", MergeActors(actor="He Lifeng", into="Vice Premier He Lifeng", country="CHN"), turn=2)
    names = {actor.name for actor in identities.actors(state([*log(), MERGE, other]))}
    assert "Vice Premier He Lifeng" in names
    assert not {"Vice Premier He", "He Lifeng"} & names
    back = decided("o", MergeActors(actor="He Lifeng", into="Vice Premier He", country="CHN"), turn=2)
    assert state([*log(), MERGE, back]).records == state(log()).records


def test_whoever_cites_the_merged_actor_cites_the_party() -> None:
    told = event("r1", when="2025-06-05", attribution=(Source("Vice Premier He", "person"),))
    [line] = VIEWS["meetings"].lines(state([*stated(document("a"), told), MERGE]))
    [entry] = state([*stated(document("a"), told), MERGE]).records[line.key]
    assert entry.source == "party:CHN"


def test_a_split_tells_two_of_one_name_apart_where_it_says_so() -> None:
    apart = decided("s", SplitActor(actor="He Lifeng", apart="He Lifeng (banker)", documents=("b",)))
    entries = [*talks("a", HE, "Harbour Post"), *talks("b", HE, "Valley News")]
    assert len(lines("meetings", entries)) == 1
    assert len(lines("meetings", [*entries, apart])) == 2


def entry_of(entries: list[Entry], name: str) -> RecordStated:
    return next(one for one in entries if isinstance(one, RecordStated) and one.record.id == name)


def test_a_corrected_field_changes_the_line_and_its_date_but_not_its_words() -> None:
    entry = entry_of(log(), "r2")
    changes = {"rate": {"value": 30.0, "unit": "percent"}, "when": {"start": "2025-05-14", "end": None}}
    correct = decided("k", CorrectLine(line="l", entries=(entry.id,), changes=changes))
    line = line_of([*log(), correct], "r2")
    assert isinstance(line.subject, Measure)
    assert line.subject.rate is not None
    assert (line.subject.rate.value, line.clocks.valid and line.clocks.valid.start) == (30.0, "2025-05-14")
    assert (line.review, line.subject.confidence) == ("corrected", 1.0)
    assert line.subject.evidence == entry.record.evidence


def test_a_correction_that_changes_who_took_part_changes_the_key() -> None:
    entries = log()
    one = next(e for e in entries if isinstance(e, RecordStated) and e.document == "b")
    changes = {"actors": [{"name": "Scott Bessent", "country": "USA"}, {"name": "He Lifeng", "country": "CHN"}]}
    correct = decided("k", CorrectLine(line="l", entries=(one.id,), changes=changes))
    assert len(lines("meetings", [*entries, correct])) == 1


def test_of_two_corrections_the_later_turn_counts_whatever_the_clock_said() -> None:
    entry = entry_of(log(), "r2")
    first, second = (
        decided(name, CorrectLine(line="l", entries=(entry.id,), changes={"scope": scope}), turn)
        for name, scope, turn in (("z", "steel", 2), ("a", "toys", 9))
    )
    told = [one.record for group in state([*log(), second, first]).records.values() for one in group]
    assert [one.scope for one in told if isinstance(one, Measure)] == ["toys"]


def test_an_accepted_account_is_shown_before_those_that_nobody_read() -> None:
    yes, no = event("r1", when="2025-06-05"), event("r1", status="negated", when="2025-06-05")
    entries = [*stated(document("a"), yes), *stated(document("b"), no)]
    refuted = next(one for one in entries if isinstance(one, RecordStated) and one.document == "b")
    accept = decided("k", AcceptLine(line="l", entries=(refuted.id,)))
    line = line_of([*entries, accept], "r1")
    assert (line.accounts[0], line.review) == (refuted.id, "accepted")


def test_a_note_stands_on_its_line_and_changes_nothing_else() -> None:
    entry = entry_of(log(), "r2")
    note = decided("k", NoteLine(line="l", entries=(entry.id,), text="ask the ministry"))
    line = line_of([*log(), note], "r2")
    assert line.notes == ("ask the ministry",)
    assert state([*log(), note]).records == state(log()).records


def test_a_withdrawn_line_is_gone_and_its_document_stays() -> None:
    entry = entry_of(log(), "r2")
    withdraw = decided("k", WithdrawLine(line="l", entries=(entry.id,)))
    assert not any(isinstance(one.record, Measure) for group in told_by([*log(), withdraw]) for one in group)
    assert "c" in state([*log(), withdraw]).documents


ENTRY = entry_of(log(), "r2").id
DECISIONS: list[tuple[str, Decision]] = [
    ("withdrawing a document", WithdrawDocument(document="a")),
    ("withdrawing a line", WithdrawLine(line="l", entries=(ENTRY,))),
    ("accepting", AcceptLine(line="l", entries=(ENTRY,))),
    ("correcting", CorrectLine(line="l", entries=(ENTRY,), changes={"scope": "toys"})),
    ("merging", MERGE.decision),
    ("splitting", SplitActor(actor="He Lifeng", apart="He", documents=("a",))),
]


@pytest.mark.parametrize(("behaviour", "decision"), DECISIONS, ids=[row[0] for row in DECISIONS])
def test_what_is_taken_back_leaves_the_state_as_it_was(behaviour: str, decision: Decision) -> None:
    entered = decided("k", decision)
    undo = decided("u", Undo(entry="k"), turn=2)
    before, during, after = state(log()), state([*log(), entered]), state([*log(), entered, undo])
    assert (during.records, set(during.documents)) != (before.records, set(before.documents))
    assert (after.records, after.quotes, after.documents) == (before.records, before.quotes, before.documents)
    assert holding(after.rulings) == ()
    assert [one.id for one in gathered([undo, entered])] == ["k", "u"]


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, len(DECISIONS) - 1)), st.booleans(), st.randoms(use_true_random=False))
def test_the_log_in_any_order_with_any_decisions_gives_the_same_state(
    which: set[int], undone: bool, draw: random.Random
) -> None:
    rulings: list[Entry] = [decided(f"k{at}", DECISIONS[at][1], turn=at) for at in sorted(which)]
    if rulings and undone:
        rulings.append(decided("u", Undo(entry=rulings[0].id), turn=20))
    entries = [*log(), *rulings]
    assert state(draw.sample(entries, len(entries))) == state(entries)


def test_the_desks_own_table_comes_from_decisions_and_may_be_taken_back() -> None:
    row = KnownActor(name="Ms Roe", country="USA")
    know = decided("k", KnowActor(actor=row))
    assert identities.own_table([know]) == (row,)
    assert identities.own_table([know, decided("u", Undo(entry="k"), turn=2)]) == ()


def test_who_is_who_counts_and_proposes_those_whom_no_table_knows() -> None:
    stranger = Actor("Wang Wengtao", "CHN")
    entries = [*log(), *stated(document("e"), event("r9", when="2025-06-01", actors=(TRUMP, stranger)))]
    found = {one.name: one for one in identities.actors(state(entries))}
    assert (found["Donald Trump"].known, found["Donald Trump"].records) == ("table", 1)
    assert (found["Wang Wengtao"].known, found["Wang Wengtao"].resembles) == ("proposed", "Wang Wentao")
    assert found["Vice Premier He"].quotes == 1
    assert found["United States"].documents == 1


@pytest.mark.parametrize(
    ("day", "held"), [("2018-06-01", "president"), ("2022-06-01", None), ("2025-06-01", "president")]
)
def test_a_persons_office_is_that_of_the_day(day: str, held: str | None) -> None:
    assert identities.office("Donald Trump", day) == held


def test_the_desks_own_table_tells_offices_before_the_packages() -> None:
    own = [KnownActor(name="Donald Trump", offices=(Office(office="mayor", start="2025-06"),))]
    assert identities.office("Donald Trump", "2025-06-10", own) == "mayor"
    assert identities.office("Donald Trump", "2025-05-10", own) is None


@pytest.mark.parametrize(
    "description", ["officials", "Chinese students", "a source close to the talks", "Donald Trump and Xi Jinping"]
)
def test_descriptions_are_nobody_to_propose(description: str) -> None:
    entries = list(stated(document("e"), event("r9", when="2025-06-01", actors=(USA, Actor(description, None)))))
    assert [one.name for one in identities.actors(state(entries))] == ["United States"]


def test_nothing_is_amended_where_nobody_decided() -> None:
    assert view("meetings", log()) == lines("meetings", log())
    assert {XI.name, CHINA.name}.isdisjoint(one.name for one in identities.actors(state(log()))) is False


def test_a_corrected_rate_is_in_the_ledger_though_most_accounts_say_otherwise() -> None:
    entries: list[Entry] = []
    for name in "abc":
        entries += stated(document(name, "2025-05-01", f"{name} News"), tariff("r1", 145, "keep", "ongoing"))
    entries += stated(document("z", "2025-05-20", "Valley News"), tariff("r1", 145, "keep", "ongoing"))
    one = next(e for e in entries if isinstance(e, RecordStated) and e.document == "z")
    correct = decided("k", CorrectLine(line="l", entries=(one.id,), changes={"rate": {"value": 30, "unit": "percent"}}))
    [line] = lines("measures", [*entries, correct])
    assert isinstance(line.subject, Measure)
    assert line.subject.rate is not None
    assert (line.subject.rate.value, line.review) == (30, "corrected")
