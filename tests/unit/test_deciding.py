"""What an analyst may enter on a desk, what is refused, and that a replay has it all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.deciding import Analyst
from detente.desk import Desk
from detente.errors import NotFound, UsageError
from detente.model import (
    Actor,
    CorrectLine,
    Decided,
    Document,
    DocumentRef,
    Event,
    Interval,
    KnownActor,
    Measure,
    Rate,
    ReaderInfo,
    Reading,
    Span,
)
from detente.replaying import replay
from detente.state import canonical
from detente.state.identities import own_table
from detente.store.sqlite import SqliteStore

CHINA, USA = Actor("China", "CHN"), Actor("United States", "USA")
DOCUMENTS = [
    Document(id="a", text="China's Mr Hee met the US.", published="2025-05-10", outlet="Harbour Post"),
    Document(id="b", text="China's He met the US.", published="2025-05-11", outlet="Valley News"),
    Document(id="c", text="The US put 145 percent on China.", published="2025-05-12", outlet="Echo"),
    Document(id="d", text="The US put 145 percent on China, they say.", published="2025-05-13", outlet="Quay"),
]


class TalksReader:
    """Reads the documents above."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        words = (Span.of(document.text, 0, len(document.text)),)
        who = Actor("Mr Hee" if "Hee" in document.text else "He Lifeng", "CHN")
        met = Event(
            id="r1",
            type="CONSULT",
            status="happened",
            actors=(who, USA),
            when=Interval("2025-05-10", "2025-05-10"),
            evidence=words,
        )
        put = Measure(
            id="r2",
            type="tariff",
            action="impose",
            status="happened",
            actors=(USA,),
            targets=(CHINA,),
            rate=Rate(145, "percent"),
            scope="Chinese goods",
            when=Interval("2025-04-10", None),
            evidence=words,
        )
        records = (met,) if "met" in document.text else (put,)
        return Reading(document=DocumentRef.of(document), records=records, reader=ReaderInfo(name="talks", version="1"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the documents, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("made") / "talks.db"
    with Desk.create(path) as desk:
        assert {added.outcome for added in desk.add(DOCUMENTS, TalksReader())} == {"added"}
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    store = SqliteStore.open(shutil.copy(made, tmp_path))
    with Desk(store, clock=lambda: "2025-07-01T00:00:00+00:00") as desk:
        yield desk


@pytest.fixture
def ada(desk: Desk) -> Analyst:
    return Analyst(desk, "Ada")


def entry_id(desk: Desk, document: str) -> str:
    return next(e.id for group in desk.state().records.values() for e in group if e.document == document)


def test_a_merge_is_one_entry_with_who_when_and_why(desk: Desk, ada: Analyst) -> None:
    before = desk.store.head()
    entry = ada.merge("Mr Hee", "He Lifeng", "a slip of the pen")
    assert (entry.analyst, entry.reason, entry.clocks.recorded_at[:10]) == ("Ada", "a slip of the pen", "2025-07-01")
    assert (desk.store.head(), entry.turn) == (before + 1, before)
    assert "Mr Hee" not in {a.name for g in desk.state().records.values() for a in g[0].record.actors}


def test_into_may_be_any_name_of_the_actor_that_a_table_has(ada: Analyst) -> None:
    assert ada.merge("Mr Hee", "MOFCOM", "says so").decision.into == "China Ministry of Commerce"  # type: ignore[union-attr]


def test_a_line_is_corrected_in_all_accounts_that_say_the_same(desk: Desk, ada: Analyst) -> None:
    line = desk.why(entry_id(desk, "c")).line
    entry = ada.correct(line.id, ["rate=30 percent"], "the former rate")
    assert isinstance(entry.decision, CorrectLine)
    assert set(entry.decision.entries) == {entry_id(desk, "c"), entry_id(desk, "d")}
    found = desk.why(entry.decision.entries[0])
    assert isinstance(found.line.subject, Measure)
    assert found.line.subject.rate == Rate(30, "percent")
    assert found.decisions == (entry,)


def test_an_entry_is_corrected_alone(desk: Desk, ada: Analyst) -> None:
    one = entry_id(desk, "d")
    assert ada.correct(one, ["scope=toys"], "it says toys").decision.entries == (one,)  # type: ignore[union-attr]


def test_taking_back_an_undo_enters_the_decision_anew(desk: Desk, ada: Analyst) -> None:
    withdrawal = ada.withdraw("a", "a hoax")
    undo = ada.undo(withdrawal.id, "no hoax")
    assert "a" in desk.state().documents
    again = ada.undo(undo.id, "a hoax after all")
    assert (again.decision, again.id != withdrawal.id) == (withdrawal.decision, True)
    assert set(desk.state().withdrawn) == {"a"}


def test_the_same_decision_twice_in_one_second_is_two_entries(ada: Analyst, desk: Desk) -> None:
    line = desk.why(entry_id(desk, "c")).line.id
    assert ada.note(line, "hm").id != ada.note(line, "hm").id


REFUSED: list[tuple[str, Callable[[Analyst], object], type[Exception], str]] = [
    ("nobody of that name", lambda ada: ada.merge("Ms X", "China", ""), NotFound, "'Ms X' on this desk"),
    ("nobody to merge into", lambda ada: ada.merge("Mr Hee", "Zyx Q", ""), NotFound, "detente actors add"),
    ("an actor into itself", lambda ada: ada.merge("He Lifeng", "He Lifeng", ""), UsageError, "two names"),
    ("no such document", lambda ada: ada.split("Mr Hee", "Hee", ["zz"], ""), NotFound, "'zz'"),
    ("nobody to split", lambda ada: ada.split("Ms X", "Y", ["a"], ""), NotFound, "'Ms X'"),
    ("no such line", lambda ada: ada.accept("l-0"), NotFound, "'l-0'"),
    ("neither document nor line", lambda ada: ada.withdraw("zz", ""), NotFound, "'zz'"),
    ("nobody to grade", lambda ada: ada.grade("Nobody Gazette", "B", None, ""), NotFound, "'Nobody Gazette'"),
    ("no such entry", lambda ada: ada.undo("d-0", ""), NotFound, "detente decisions"),
    ("a document withdrawn twice", lambda ada: [ada.withdraw("a", "") for _ in "ab"], UsageError, "already"),
    ("a note without words", lambda ada: ada.note("r2", " "), UsageError, "empty"),
    ("one name for two actors", lambda ada: ada.split("Mr Hee", "Mr Hee", ["a"], ""), UsageError, "a name of its own"),
    ("a blank name", lambda ada: ada.split("Mr Hee", " ", ["a"], ""), UsageError, "a name of its own"),
    (
        "an entry taken back twice",
        lambda ada: [ada.undo(e, "") for e in [ada.withdraw("a", "").id] * 2],
        UsageError,
        "already",
    ),
]


@pytest.mark.parametrize(("behaviour", "call", "error", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_means_nothing_is_refused(
    ada: Analyst, behaviour: str, call: Callable[[Analyst], object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        call(ada)


def test_merges_may_follow_one_another_and_not_in_a_circle(desk: Desk, ada: Analyst) -> None:
    ada.merge("Mr Hee", "He Lifeng", "a slip")
    second = ada.merge("He Lifeng", "China", "speaks for it")
    with pytest.raises(UsageError, match=f"counts as 'China' by {second.id}"):
        ada.merge("China", "He Lifeng", "a circle")
    assert {a.name for g in desk.state().records.values() for a in g[0].record.actors} == {"China", "United States"}


def test_a_line_is_withdrawn_once_until_it_is_taken_back(desk: Desk, ada: Analyst) -> None:
    one = entry_id(desk, "d")
    entry = ada.withdraw(one, "a question")
    with pytest.raises(UsageError, match=f"withdrawn already, by {entry.id}"):
        ada.withdraw(one, "a question")
    ada.undo(entry.id, "no question")
    assert ada.withdraw(one, "a question after all").id != entry.id


FIELDS = [
    ("the rate's bound", "rate=up to 30 %", {"value": 30.0, "unit": "percent", "bound": "max"}),
    ("a rate in another unit", "rate=5 dollars", {"value": 5.0, "unit": "dollars", "bound": None}),
    ("no rate", "rate=none", None),
    ("a day", "when=2025-05-14", {"start": "2025-05-14", "end": "2025-05-14"}),
    ("a stretch", "when=2025-05/2025-08-12", {"start": "2025-05", "end": "2025-08-12"}),
    ("an open beginning", "when=/2025", {"start": None, "end": "2025"}),
    (
        "known actors",
        "targets=China; EU",
        [{"name": "China", "country": "CHN"}, {"name": "European Union", "country": "EUU"}],
    ),
    ("an unknown actor", "actors=Ann Roe", [{"name": "Ann Roe", "country": None}]),
    ("issues", "issues=steel; toys", ["steel", "toys"]),
    ("who said so", "attribution=Reuters", [{"name": "Reuters", "kind": "outlet"}]),
    ("words", "scope=all goods = all", "all goods = all"),
]


@pytest.mark.parametrize(("behaviour", "given", "value"), FIELDS, ids=[row[0] for row in FIELDS])
def test_fields_are_typed_as_people_write_them(
    desk: Desk, ada: Analyst, behaviour: str, given: str, value: object
) -> None:
    decision = ada.correct(entry_id(desk, "c"), [given], "so").decision
    assert isinstance(decision, CorrectLine)
    assert list(decision.changes.values()) == [value]
    desk.state().records.values()


WRONG = [
    ("no value", "rate", "FIELD=VALUE"),
    ("a field of other records", "due=2025-05-14", "cannot be corrected on this line; choose one of"),
    ("the words themselves", "evidence=other", "cannot be corrected"),
    ("a status there is not", "status=maybe", "maybe"),
    ("no date", "when=soon", "soon"),
    ("what the line says already", "rate=145 percent", "says so already"),
    ("a stretch that ends before it begins", "when=2025-06-01/2025-05", "the earlier date first"),
    ("no figure", "rate=much", "write for example 30 percent"),
]


@pytest.mark.parametrize(("behaviour", "given", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_a_value_that_is_none_is_refused(desk: Desk, ada: Analyst, behaviour: str, given: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ada.correct(entry_id(desk, "c"), [given], "so")
    assert desk.state().rulings == ()


@pytest.mark.parametrize("source", ["Harbour Post", "outlet:Harbour Post", "Mr Hee"])
def test_a_source_is_graded_by_its_name_or_origin(ada: Analyst, source: str) -> None:
    assert ada.grade(source, "B", 2, "own correspondent").decision.source == source  # type: ignore[union-attr]


def test_actors_are_added_to_the_desks_own_table_once(desk: Desk, ada: Analyst) -> None:
    roe = KnownActor(name="Ann Roe", country="PRT")
    assert [len(ada.know([roe, roe])), len(ada.know([roe]))] == [1, 0]
    assert own_table(desk.state().rulings) == (roe,)


def test_a_desk_replayed_from_its_log_has_every_decision(desk: Desk, ada: Analyst, tmp_path: Path) -> None:
    ada.merge("Mr Hee", "He Lifeng", "the same")
    ada.withdraw("d", "a hoax")
    ada.undo(ada.correct(entry_id(desk, "c"), ["scope=toys"], "so").id, "no")
    ada.know([KnownActor(name="Ann Roe")])
    with replay(desk, tmp_path / "again.db") as again:
        assert list(again.store.entries()) == list(desk.store.entries())
        assert canonical(again.state()) == canonical(desk.state())
        assert sum(isinstance(entry, Decided) for entry in again.store.entries()) == 5
