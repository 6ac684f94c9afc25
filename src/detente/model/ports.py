"""What the outer layers must provide: the reader that reads and the store that keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, runtime_checkable

import msgspec

from detente.model.alert import AlertStore
from detente.model.aside import Aside
from detente.model.document import Document, DocumentRef
from detente.model.entry import Entry
from detente.model.feed import FeedStore, ProfileStore
from detente.model.known_actor import KnownActor
from detente.model.original import OriginalStore
from detente.model.reading import Reading
from detente.model.revision import EditionStore
from detente.model.series import SeriesStore


class Reader(Protocol):
    """Turns a document into a reading. Never raises on any text.

    `broad` counts attitudes, thoughts and polls as quotes too (the PolNeAR convention).
    """

    def read(self, document: Document, *, broad: bool = False) -> Reading: ...


@runtime_checkable
class KnowsActors(Protocol):
    """What a reader is besides that can be given actors to look for."""

    def know(self, actors: Sequence[KnownActor]) -> None:
        """Look for these actors too, and before those that it knows."""
        ...


class Overlap(msgspec.Struct, frozen=True):
    """How many sampled shingles a document of the desk shares with another text, of how many it has itself."""

    document: DocumentRef
    shared: int
    total: int


class Hit(msgspec.Struct, frozen=True):
    """A document found by a search; in `snippet` the words found stand between [ and ]."""

    document: DocumentRef
    snippet: str


class Part(msgspec.Struct, frozen=True):
    """Facts of the entries at the places `first` to `last` of the log, as bytes that mean nothing to a store.

    They follow from the log, so a store may lose them at any time.
    """

    first: int
    last: int
    version: int
    data: bytes


class Store(Protocol):
    """Keeps one desk: documents, readings and the append-only log, whose entries have places 1, 2, 3 ... in it."""

    @property
    def dispute(self) -> str:
        """The name of the dispute."""
        ...

    @property
    def series(self) -> SeriesStore:
        """The series of prices."""
        ...

    @property
    def originals(self) -> OriginalStore:
        """The bytes that documents were made from."""
        ...

    @property
    def feeds(self) -> FeedStore:
        """The feeds that the desk follows."""
        ...

    @property
    def alerts(self) -> AlertStore:
        """Rules of what to be told of, and what became of them."""
        ...

    @property
    def profiles(self) -> ProfileStore:
        """What its dispute is known by."""
        ...

    @property
    def editions(self) -> EditionStore:
        """Which documents are editions of one."""
        ...

    def commit(
        self, document: Document, reading: Reading, entries: Sequence[Entry], shingles: Collection[int] = ()
    ) -> bool:
        """Write a document, its original if it has one, its reading, its entries and its shingles in one transaction.

        Returns False, changing nothing, where the desk has this document with this text already.
        Raises DocumentConflict where the id stands there with another text, StoreError where it cannot write.
        """
        ...

    def append(self, entry: Entry, head: int | None = None) -> bool:
        """Append one entry (an analyst's). Returns False where the log has it already.

        Raises LogGrown, and appends nothing, where a `head` is given that is no longer the head of the log.
        """
        ...

    def set_aside(self, aside: Aside) -> bool:
        """Keep a document that was not taken in. Returns False where it is there already for that reason."""
        ...

    def asides(self) -> Sequence[Aside]:
        """The documents that were set aside and have not been taken in since, the earliest first."""
        ...

    def document(self, document_id: str) -> Document:
        """The document. Raises NotFound."""
        ...

    def has(self, document: Document) -> bool:
        """Whether the desk has this document with this text. Raises DocumentConflict where its text differs."""
        ...

    def documents(self) -> Iterator[DocumentRef]:
        """References to all documents, by publication then id."""
        ...

    def reading(self, document_id: str) -> Reading:
        """The document's reading. Raises NotFound."""
        ...

    def entries(self) -> Iterator[Entry]:
        """The whole log in the order written."""
        ...

    def head(self) -> int:
        """The place of the last entry of the log; 0 where it is empty."""
        ...

    def numbered(self, after: int = 0) -> Iterator[tuple[int, Entry]]:
        """The entries after that place, each with its own, in the order written."""
        ...

    def at(self, places: Sequence[int]) -> Sequence[Entry]:
        """The entries at those places, in that order. Raises NotFound where one is beyond the log."""
        ...

    def parts(self) -> Sequence[Part]:
        """The facts that are kept and whole, by place."""
        ...

    def keep(self, part: Part) -> None:
        """Keep these facts, instead of any that cover a place of theirs."""
        ...

    def overlaps(
        self, shingles: Collection[int], least: int = 1, between: tuple[dt.date, dt.date] | None = None
    ) -> Sequence[Overlap]:
        """The documents that share at least so many of these shingles, most shared first, then by id.

        With `between`, documents published before or after these days need not be among them; those of which it is not
        known when they were published are.
        """
        ...

    def search(self, words: str, limit: int = 20) -> Sequence[Hit]:
        """Documents that hold the words, best first."""
        ...

    def compact(self) -> None:
        """Give the disk back what is no more used. Raises DeskReadOnly and StoreError."""
        ...

    def close(self) -> None: ...
