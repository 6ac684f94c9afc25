"""The Python API: what a desk takes in, keeps, refuses, and can account for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from detente.desk import Desk
from detente.errors import DeskExists, DeskMissing, DocumentInvalid, NotFound, ReadingFailed, SpanMismatch
from detente.model import (
    Actor,
    Document,
    DocumentRef,
    Interval,
    Measure,
    Quote,
    Rate,
    ReaderInfo,
    Reading,
    RecordStated,
    Span,
    Speaker,
)

MAY = Document(
    id="may", published="2025-05-03", outlet="Harbour News", text="Arcadia put 10 percent on steel. “Enough,” it said."
)
JUNE = Document(id="june", published="2025-06-03", outlet="Hill Gazette", text="Arcadia put 20 percent on steel.")


class SteelReader:
    """Reads 'N percent on steel' as a tariff of the USA on China, and what stands in quotation marks as said by it."""

    def __init__(self) -> None:
        self.read_ids: list[str] = []

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        self.read_ids.append(document.id)
        return Reading(
            document=DocumentRef.of(document, "en"),
            quotes=tuple(self.quotes(document.text)),
            records=tuple(self.measures(document)),
            reader=ReaderInfo(name="steel", version="1"),
        )

    def quotes(self, text: str) -> Iterator[Quote]:
        start = text.find("“") + 1
        if start:
            content = Span.of(text, start, text.index("”"))
            yield Quote(id="q1", content=content, kind="direct", speaker=Speaker("United States", "USA", "government"))

    def measures(self, document: Document) -> Iterator[Measure]:
        head, found, _ = document.text.partition(" percent on steel")
        if found:
            yield Measure(
                id="r1",
                type="tariff",
                action="impose",
                status="happened",
                actors=(Actor("United States", "USA", "Arcadia"),),
                targets=(Actor("China", "CHN"),),
                rate=Rate(float(head.split()[-1]), "percent"),
                scope="steel",
                when=Interval(document.published, document.published),
                evidence=(Span.of(document.text, 0, document.text.index(".")),),
            )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "arcadia.db") as desk:
        yield desk


def outcomes(desk: Desk, *documents: Document | DocumentInvalid, reader: SteelReader | None = None) -> list[str]:
    return [added.outcome for added in desk.add(documents, reader or SteelReader())]


def test_a_document_is_on_disk_before_the_next_is_read(tmp_path: Path, desk: Desk) -> None:
    adding = desk.add([MAY, JUNE], SteelReader())
    assert next(adding).document == "may"
    with Desk.open(tmp_path / "arcadia.db", read_only=True) as other:
        assert [ref.id for ref in other.documents()] == ["may"]
    assert next(adding).outcome == "added"


def test_a_document_that_is_there_is_not_read_again(desk: Desk) -> None:
    reader = SteelReader()
    assert outcomes(desk, MAY, reader=reader) == ["added"]
    assert outcomes(desk, MAY, JUNE, MAY, reader=reader) == ["present", "added", "present"]
    assert reader.read_ids == ["may", "june"]


def test_another_text_under_the_same_id_fails_and_the_first_one_stands(desk: Desk) -> None:
    changed = msgspec.structs.replace(MAY, text="Arcadia took it back.")
    assert outcomes(desk, MAY, changed, JUNE) == ["added", "failed", "added"]
    assert desk.document("may") == MAY


def test_errors_among_the_documents_come_out_as_failures(desk: Desk) -> None:
    assert outcomes(desk, DocumentInvalid("line 1: broken"), MAY) == ["failed", "added"]


def test_a_reading_with_words_that_are_not_there_is_set_aside(desk: Desk) -> None:
    class Inventor(SteelReader):
        def quotes(self, text: str) -> Iterator[Quote]:
            yield Quote(id="q1", content=Span(0, 7, "Borduri"), kind="direct")

    (added,) = desk.add([MAY], Inventor())
    assert isinstance(added.error, ReadingFailed)
    assert "Borduri" in str(added.error)
    assert list(desk.documents()) == []
    assert [one.document for one in desk.asides()] == [MAY]


def test_a_reader_that_fails_on_one_document_reads_the_others(desk: Desk) -> None:
    class Broken(SteelReader):
        def read(self, document: Document, *, broad: bool = False) -> Reading:
            return super().read(document, broad=bool(1 / (document.id != "may")))

    assert sorted(outcomes(desk, MAY, JUNE, reader=Broken())) == ["added", "failed"]
    (aside,) = desk.asides()
    assert (aside.document, aside.why) == (MAY, "defect")
    assert "ZeroDivisionError" in aside.reason
    assert "please report it" in aside.reason


def test_a_reading_that_cannot_be_linked_is_set_aside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, *_: object) -> None:
        raise IndexError(document.id)

    monkeypatch.setattr("detente.desk.link", broken)
    assert outcomes(desk, MAY) == ["failed"]
    assert [(one.document.id, one.why) for one in desk.asides()] == [("may", "defect")]


def test_what_was_set_aside_is_taken_in_once_the_reader_is_mended(desk: Desk) -> None:
    class Broken(SteelReader):
        def measures(self, document: Document) -> Iterator[Measure]:
            raise KeyError(document.id)

    assert outcomes(desk, MAY, reader=Broken()) == outcomes(desk, MAY, reader=Broken()) == ["failed"]
    assert len(desk.asides()) == 1
    assert outcomes(desk, MAY) == ["added"]
    assert desk.asides() == []


def test_another_text_under_an_id_is_set_aside_word_for_word(desk: Desk) -> None:
    other = msgspec.structs.replace(MAY, text="Nobody in Bordavia expects a harvest.")
    assert outcomes(desk, MAY, other) == ["added", "failed"]
    (aside,) = desk.asides()
    assert (aside.document, aside.why) == (other, "conflict")
    assert desk.document("may") == MAY


def test_the_state_is_that_of_the_day_and_of_what_was_known(desk: Desk) -> None:
    outcomes(desk, JUNE, MAY)

    def rates(as_of: dt.date, known_at: dt.date | None = None) -> list[float | None]:
        lines = desk.lines("measures", as_of=as_of, known_at=known_at)
        return [line.subject.rate.value for line in lines if isinstance(line.subject, Measure) and line.subject.rate]

    assert rates(dt.date(2025, 5, 1)) == []
    assert rates(dt.date(2025, 5, 31)) == [10]
    assert rates(dt.date(2025, 6, 30)) == [20]
    assert rates(dt.date(2025, 6, 30), dt.date(2025, 5, 31)) == [10]


def test_diff_tells_what_changed(desk: Desk) -> None:
    outcomes(desk, MAY, JUNE)
    (change,) = (c for c in desk.diff(dt.date(2025, 5, 31), dt.date(2025, 6, 30)) if c.view == "measures")
    assert change.change == "changed"
    assert "20 %" in change.text


def test_why_leads_to_the_sentence_and_to_what_was_superseded(desk: Desk) -> None:
    outcomes(desk, MAY, JUNE)
    (line,) = desk.lines("measures")
    found = desk.why(line.id)
    evidence = found.accounts[0].evidence[0]
    assert evidence.document == "june"
    assert desk.sentence(evidence).text == JUNE.text
    assert [account.evidence[0].document for account in found.superseded] == ["may"]
    with pytest.raises(NotFound):
        desk.why("l-nothing")


def test_check_counts_spans_and_names_one_that_does_not_match(desk: Desk) -> None:
    outcomes(desk, MAY, JUNE)
    assert desk.check() == (2, 3)
    stated = next(entry for entry in desk.store.entries() if isinstance(entry, RecordStated))
    wrong = msgspec.structs.replace(stated.record, evidence=(Span(0, 5, "Wrong"),))
    entries = [msgspec.structs.replace(stated, record=wrong)]
    desk.store.entries = lambda: iter(entries)  # type: ignore[method-assign]
    with pytest.raises(SpanMismatch, match="'Wrong' does not stand at 0:5"):
        desk.check()


def test_a_desk_is_named_after_its_dispute_or_its_file(tmp_path: Path) -> None:
    Desk.create(tmp_path / "arcadia-borduria.db").close()
    with Desk.open(tmp_path / "arcadia-borduria.db") as desk:
        assert desk.store.dispute == "arcadia-borduria"  # type: ignore[attr-defined]
    with pytest.raises(DeskExists):
        Desk.create(tmp_path / "arcadia-borduria.db")
    with pytest.raises(DeskMissing, match="detente init"):
        Desk.open(tmp_path / "elsewhere.db")


def test_there_is_no_view_of_another_name(desk: Desk) -> None:
    with pytest.raises(NotFound, match="timeline"):
        desk.lines("horoscope")
