"""A desk follows from its log alone, and its state from what its documents say, not from the order they came in."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.desk import Desk
from detente.errors import DeskReadOnly
from detente.model import (
    Actor,
    AsOf,
    Clocks,
    Document,
    DocumentRef,
    DocumentWithdrawn,
    Event,
    Interval,
    Measure,
    Quote,
    Rate,
    ReaderInfo,
    Reading,
    Span,
    Speaker,
)
from detente.projecting import kept
from detente.replaying import replay
from detente.state import canonical, fold
from detente.store.sqlite import SqliteStore

COUNT = itertools.count()
NOW = "2025-07-01T00:00:00+00:00"
DAYS = [dt.date(2025, 6, 2), dt.date(2025, 6, 4), dt.date(2025, 6, 30)]
TALK = "The envoys of Arcadia met the envoys of Borduria. “We shall see about steel,” said Ms Roe. "
LONG = TALK + " ".join(f"Line {at} of the long report says nothing new." for at in range(80))
DOCUMENTS = [
    Document(id="a", text=LONG, published="2025-06-02", outlet="Harbour News"),
    Document(id="b", text=LONG[:3000], published="2025-06-03T08:00:00Z", outlet="Hill Gazette"),
    Document(id="c", text=LONG + " Added later.", published=None, outlet=None),
    Document(id="d", text=TALK + "Arcadia put 20 percent on steel.", published="2025-06", outlet="Valley Post"),
    Document(id="e", text=LONG[500:], published="2025-06-03", outlet="Echo"),
]


class TalkReader:
    """Reads the talks, the quote and the tariff wherever their words stand."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        quotes, records = [], []
        if (at := document.text.find("We shall see")) >= 0:
            said = Span.of(document.text, at, at + len("We shall see about steel"))
            quotes.append(Quote(id="q1", content=said, kind="direct", speaker=Speaker("Roe", "USA", "person")))
        if "met the envoys" in document.text:
            met = (Span.of(document.text, 0, document.text.index(".") + 1),)
            actors = (Actor("Arcadia", "USA"), Actor("Borduria", "CHN"))
            records.append(Event(id="r1", type="CONSULT", status="happened", actors=actors, evidence=met))
        if (at := document.text.find("Arcadia put")) >= 0:
            tariff = Measure(
                id="r2", type="tariff", action="impose", status="happened", rate=Rate(20, "percent"), scope="steel",
                actors=(Actor("Arcadia", "USA"),), targets=(Actor("Borduria", "CHN"),),
                when=Interval("2025-06-01", "2025-06-01"), evidence=(Span.of(document.text, at, at + 11),),
            )  # fmt: skip
            records.append(tariff)
        reader = ReaderInfo(name="talk", version="1")
        return Reading(
            document=DocumentRef.of(document, "en"), quotes=tuple(quotes), records=tuple(records), reader=reader
        )


def made(folder: Path, documents: Sequence[Document]) -> Desk:
    desk = Desk(SqliteStore.create(folder / f"{next(COUNT)}.db", dispute="Steel"), clock=lambda: NOW)
    assert {added.outcome for added in desk.add(documents, TalkReader())} <= {"added"}
    return desk


def states(desk: Desk) -> list[bytes]:
    return [canonical(desk.state(day, known)) for day, known in itertools.product(DAYS, [*DAYS, None])]


def withdrawal() -> DocumentWithdrawn:
    return DocumentWithdrawn(id="w", document="d", clocks=Clocks(recorded_at=NOW), analyst="me", reason="a hoax")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(DOCUMENTS))
def test_documents_in_any_order_give_the_same_states(tmp_path: Path, order: list[Document]) -> None:
    with made(tmp_path, order) as desk, made(tmp_path, DOCUMENTS) as other:
        assert states(desk) == states(other)
        assert desk.state().families == {"b": "a", "c": "a", "e": "a"}


def test_a_desk_made_anew_from_its_log_has_the_same_entries_and_states(tmp_path: Path) -> None:
    with made(tmp_path, DOCUMENTS) as desk:
        desk.store.append(withdrawal())
        with replay(desk, tmp_path / "again.db") as again:
            assert list(again.store.entries()) == list(desk.store.entries())
            assert states(again) == states(desk)
            assert [again.document(ref.id) for ref in again.documents()] == [
                desk.document(ref.id) for ref in desk.documents()
            ]
            assert set(again.state().withdrawn) == {"d"}


def test_facts_are_kept_when_documents_are_added(tmp_path: Path) -> None:
    with made(tmp_path, DOCUMENTS[:3]) as desk:
        assert (desk.projector.behind(), desk.projector.sound()) == (0, True)
        before = states(desk)
        list(desk.add(DOCUMENTS[3:], TalkReader()))
        assert (desk.projector.behind(), desk.projector.sound()) == (0, True)
        assert states(desk) != before
        assert states(desk) == states_folded(desk)


def states_folded(desk: Desk) -> list[bytes]:
    """As `states`, of the log itself."""
    log = list(desk.store.entries())
    return [canonical(fold(log, AsOf(day, known))) for day, known in itertools.product(DAYS, [*DAYS, None])]


def test_what_has_no_facts_yet_is_read_from_the_log(tmp_path: Path) -> None:
    with made(tmp_path, DOCUMENTS) as desk:
        desk.store.append(withdrawal())
        assert desk.projector.behind() == 1
        with Desk.open(desk.store.path, read_only=True) as reader:  # type: ignore[attr-defined]
            assert "d" not in reader.state().documents
            with pytest.raises(DeskReadOnly):
                reader.projector.save()


def test_facts_that_are_damaged_or_of_another_version_are_made_anew(tmp_path: Path) -> None:
    with made(tmp_path, DOCUMENTS) as desk:
        right = states(desk)
        (part,) = desk.store.parts()
        damage = "UPDATE facts SET facts = zeroblob(10)"
        desk.store._connection.execute(damage)  # type: ignore[attr-defined]
        assert (list(desk.store.parts()), desk.projector.behind()) == ([], part.last)
        with Desk.open(desk.store.path, read_only=True) as reader:  # type: ignore[attr-defined]
            assert states(reader) == right
        desk.store.keep(msgspec.structs.replace(part, version=0))
        assert (kept(desk.store), desk.projector.behind()) == ([], part.last)
        desk.projector.save()
        assert list(desk.store.parts()) == [part]


def test_parts_stay_few_as_documents_come_one_by_one(tmp_path: Path) -> None:
    with made(tmp_path, ()) as desk:
        for at in range(24):
            text = f"{TALK} Report {at}."
            list(desk.add([Document(id=f"d{at}", text=text, published="2025-06-03", outlet="Echo")], TalkReader()))
        assert len(desk.store.parts()) <= 5
        assert (desk.projector.behind(), desk.projector.sound()) == (0, True)
