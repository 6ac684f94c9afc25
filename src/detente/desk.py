"""The Python API: a desk is one dispute's record, and puts reading, linking, the store and the state together.

desk = Desk.create("us-china.db", dispute="US-China trade")
for added in desk.add(documents(["news.jsonl"])):
    print(added.document, added.outcome)
state = desk.state(as_of=date(2025, 6, 10))
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, Self

import msgspec

from detente import revising
from detente.errors import (
    DateInvalid,
    DocumentConflict,
    DocumentInvalid,
    InputError,
    NotFound,
    ReadingFailed,
    SpanMismatch,
)
from detente.linking import FEWEST, around, link, shingles
from detente.model import (
    Aside,
    AsOf,
    Document,
    DocumentRef,
    DocumentRevised,
    Entry,
    Evidence,
    Hit,
    Line,
    NoticeStated,
    QuoteStated,
    Reader,
    Reading,
    RecordStated,
    Span,
    StateOfPlay,
    Store,
    conceivable,
    partial,
)
from detente.projecting import Projector
from detente.reading import sentences
from detente.reading.processes import failure, read_all, read_with
from detente.selection import Selection
from detente.state import VIEWS, Change, Explanation, diff, why
from detente.state.identities import own_table
from detente.store.sqlite import SqliteStore

Clock = Callable[[], str]
SAVED = 500
"""Documents after which facts for the state are saved."""


def now() -> str:
    """The present moment, ISO, UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def today() -> dt.date:
    """The present day in UTC, as the log's clock has it."""
    return dt.datetime.now(dt.UTC).date()


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document: its id (None where it had none yet), and for a failure what was wrong.

    `edition_of` is the document that it is a later (or earlier) edition of.
    """

    outcome: Literal["added", "present", "failed"]
    document: str | None = None
    quotes: int = 0
    records: int = 0
    error: InputError | None = None
    edition_of: str | None = None


class Desk:
    """One dispute's record. Use it as a context manager, or close it."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        self.store = store
        self.clock = clock
        self.projector = Projector(store)
        self._taking = threading.Lock()  # between the look whether a text is there and its commit none may come
        self._text = functools.lru_cache(maxsize=8)(lambda document_id: store.document(document_id).text)

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, dispute: str | None = None) -> Self:
        """Make a desk. `dispute` names it, else the file's name does. Raises DeskExists, DeskMissing, DeskReadOnly."""
        return cls(SqliteStore.create(path, dispute=dispute or os.path.splitext(os.path.basename(path))[0]))

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Self:
        """Open a desk. Raises DeskMissing, DeskInvalid, DeskTooNew, DeskReadOnly."""
        return cls(SqliteStore.open(path, read_only=read_only))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def add(
        self,
        documents: Iterable[Document | InputError],
        reader: Reader | str | None = None,
        *,
        broad: bool = False,
        jobs: int = 1,
    ) -> Iterator[Added]:
        """Read the documents and take them in, each committed before the next: what is yielded is on disk.

        A document that the desk has already is passed over unread, so adding again is harmless. `reader` is a reader
        or the name of one (None: the best that is installed); `jobs` processes read where it is a name. Another text
        of a document that the desk has, by id or address, is an edition of it. Errors among the documents, an id that
        the desk has with a text that has nothing to do with it, and a document on which the reader fails come out as
        failures; the latter two are set aside (`asides`). Raises DeskReadOnly and StoreError where the desk cannot be
        written.
        """
        passed: list[Added] = []
        for count, (document, reading) in enumerate(
            self._readings(self._fresh(documents, passed), reader, broad, jobs, passed)
        ):
            yield from drained(passed)
            yield self.take(document, reading)
            if count % SAVED == SAVED - 1:
                self.projector.save()
        yield from drained(passed)
        self.projector.save()

    def take(self, document: Document, reading: Reading) -> Added:
        """Link one reading to what the desk has, and commit it. Raises DeskReadOnly and StoreError.

        Another text of a document that the desk has is taken in as an edition of it, under an id of its own.
        """
        wrong = misdated(document)
        if wrong:
            return Added(outcome="failed", document=document.id, error=wrong)
        with self._taking:
            if revising.present(self.store, document):
                return Added(outcome="present", document=document.id)
            return self._taken(document, reading)

    def _taken(self, document: Document, reading: Reading) -> Added:
        """Link and commit a text that the desk has not."""
        edition = revising.revision(self.store, document, self.clock())
        if edition:
            document, reading = edition.document, revising.as_edition(edition, reading)
        sample = shingles(document.text)
        overlaps = self.store.overlaps(sample, FEWEST, around(document))
        try:
            entries = link(document, reading, overlaps, self.clock())
            entries = revising.revised(edition, entries) if edition else entries
        except Exception as error:  # noqa: BLE001 - what one reading brings out must not cost the other documents
            return self._set_aside(document, "defect", failure(document, error))
        try:
            new = self.store.commit(document, reading, entries, sample)
        except DocumentInvalid as error:
            return Added(outcome="failed", document=document.id, error=error)
        except DocumentConflict as error:
            return self._set_aside(document, "conflict", error)
        except SpanMismatch as error:
            return self._set_aside(document, "defect", failure(document, error))
        return Added(
            outcome="added" if new else "present",
            document=document.id,
            quotes=len(reading.quotes),
            records=len(reading.records),
            edition_of=edition.of if edition else None,
        )

    def state(self, as_of: dt.date | None = None, known_at: dt.date | None = None) -> StateOfPlay:
        """The state of play on the day `as_of` (today), by what was published until `known_at` (all there is)."""
        return self.projector.state(AsOf(as_of or today(), known_at))

    def lines(
        self,
        view: str,
        selection: Selection | None = None,
        *,
        as_of: dt.date | None = None,
        known_at: dt.date | None = None,
    ) -> Iterator[Line]:
        """The lines of a view, of which `selection` may choose some. Raises NotFound where there is no such view."""
        return (selection or Selection()).of(self.view(view, as_of=as_of, known_at=known_at))

    def view(self, view: str, *, as_of: dt.date | None = None, known_at: dt.date | None = None) -> Sequence[Line]:
        """All lines of a view, the same sequence again while the log does not grow and the moment was lately asked for.

        Of a long view each line is made when it is asked for, so that its length and a stretch of it cost little.
        Raises NotFound where there is no such view.
        """
        if view not in VIEWS:
            raise NotFound(f"no view is called {view!r}; choose one of {', '.join(VIEWS)}")
        return VIEWS[view].of(self.state(as_of, known_at))

    def diff(self, before: dt.date, after: dt.date, known_at: dt.date | None = None) -> tuple[Change, ...]:
        """What changed from one day to another, each by what was published until then, or both until `known_at`."""
        old, new = (self.state(day, known_at or day) for day in (before, after))
        return diff(old, new)

    def why(self, line: str, as_of: dt.date | None = None, known_at: dt.date | None = None) -> Explanation:
        """From what a line, an entry, a record or a quote of that id follows. Raises NotFound."""
        return why(self.state(as_of, known_at), line)

    def sentence(self, evidence: Evidence) -> Span:
        """The sentences of its document in which the words of `evidence` stand. Raises NotFound, SpanMismatch."""
        text = self._text(evidence.document)
        held = [one for one in sentences.split(text) if one.start < evidence.end and evidence.start < one.end]
        ends = [evidence.start, evidence.end, *(at for one in held for at in (one.start, one.end))]
        return Span.of(text, min(ends), max(ends))

    def check(self) -> tuple[int, int]:
        """Look whether every span of the log stands in its document. Returns how many documents and spans there are.

        Raises SpanMismatch, naming the first that does not.
        """
        spans = 0
        for entry in self.store.entries():
            for span in spans_of(entry):
                spans += 1
                if not span.matches(self._text(entry.document)):
                    raise SpanMismatch(
                        f"entry {entry.id!r}: {span.text[:60]!r} does not stand at {span.start}:{span.end} of document "
                        f"{entry.document!r}; restore the desk from a backup"
                    )
        return sum(1 for _ in self.documents()), spans

    def document(self, document_id: str) -> Document:
        """The document. Raises NotFound."""
        return self.store.document(document_id)

    def documents(self) -> Iterator[DocumentRef]:
        """References to all documents, by publication then id."""
        return self.store.documents()

    def asides(self) -> Sequence[Aside]:
        """The documents that were set aside and have not been taken in since, the earliest first."""
        return self.store.asides()

    def search(self, words: str, limit: int = 20) -> Sequence[Hit]:
        """Documents that hold all the words, best first; words between double quotes stand as a phrase."""
        return self.store.search(words, limit)

    def _fresh(self, documents: Iterable[Document | InputError], passed: list[Added]) -> Iterator[Document]:
        """The documents the desk has not; the others go to `passed`."""
        for item in documents:
            if isinstance(item, DocumentConflict) and isinstance(item.document, Document):
                yield item.document
            elif isinstance(item, InputError):
                passed.append(Added(outcome="failed", error=item))
            elif revising.present(self.store, item):
                passed.append(Added(outcome="present", document=item.id))
            else:
                yield item

    def _readings(
        self, documents: Iterator[Document], reader: Reader | str | None, broad: bool, jobs: int, passed: list[Added]
    ) -> Iterator[tuple[Document, Reading]]:
        def failed(document: Document, error: ReadingFailed) -> None:
            passed.append(self._set_aside(document, "defect", error))

        if reader is None or isinstance(reader, str):
            own = own_table(self.state().rulings)
            return read_all(documents, reader=reader, broad=broad, jobs=jobs, actors=own, failed=failed)
        return read_with(reader, documents, broad=broad, failed=failed)

    def _set_aside(self, document: Document, why: Literal["conflict", "defect"], error: InputError) -> Added:
        """Keep a document that is not taken in, unless it cannot even be written."""
        aside = Aside(document=document, why=why, reason=str(error), recorded_at=self.clock())
        with contextlib.suppress(DocumentInvalid):
            self.store.set_aside(aside)
        return Added(outcome="failed", document=document.id, error=error)


def misdated(document: Document) -> DocumentInvalid | None:
    """What is wrong with the dates of a document: one that is none, or that no days can be counted around."""
    for when in (document.published, document.modified):
        try:
            sound = when is None or conceivable(partial(when))
        except DateInvalid:
            sound = False
        if when is not None and not sound:
            return DocumentInvalid(
                f"document {document.id!r}: {when[:40]!r} is no date of a publication; correct it or leave it out"
            )
    return None


def drained(passed: list[Added]) -> Iterator[Added]:
    """What stands in `passed`, which is empty afterwards."""
    yield from passed
    passed.clear()


def spans_of(entry: Entry) -> tuple[Span, ...]:
    """Every span an entry rests on."""
    if isinstance(entry, QuoteStated):
        return entry.quote.spans
    if isinstance(entry, NoticeStated):
        return (entry.notice.words,)
    if isinstance(entry, DocumentRevised):
        return tuple(one.after for one in entry.altered if one.after)
    return entry.record.spans if isinstance(entry, RecordStated) else ()
