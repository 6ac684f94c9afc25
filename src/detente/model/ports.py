"""What the outer layers must provide: the reader that reads and the store that keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

import msgspec

from detente.model.document import Document, DocumentRef
from detente.model.entry import Entry
from detente.model.reading import Reading


class Reader(Protocol):
    """Turns a document into a reading. Never raises on any text.

    `broad` counts attitudes, thoughts and polls as quotes too (the PolNeAR convention).
    """

    def read(self, document: Document, *, broad: bool = False) -> Reading: ...


class Overlap(msgspec.Struct, frozen=True):
    """How many sampled shingles a document of the desk shares with another text, of how many it has itself."""

    document: DocumentRef
    shared: int
    total: int


class Hit(msgspec.Struct, frozen=True):
    """A document found by a search; in `snippet` the words found stand between [ and ]."""

    document: DocumentRef
    snippet: str


class Store(Protocol):
    """Keeps one desk: documents, readings and the append-only log."""

    def commit(
        self, document: Document, reading: Reading, entries: Sequence[Entry], shingles: Collection[int] = ()
    ) -> bool:
        """Write a document, its reading, its entries and its shingles in one transaction.

        Returns False, changing nothing, where the desk has this document with this text already.
        Raises DocumentConflict where the id stands there with another text, StoreError where it cannot write.
        """
        ...

    def append(self, entry: Entry) -> bool:
        """Append one entry (an analyst's). Returns False where the log has it already."""
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

    def overlaps(self, shingles: Collection[int]) -> Sequence[Overlap]:
        """The documents that share any of these shingles, most shared first."""
        ...

    def search(self, words: str, limit: int = 20) -> Sequence[Hit]:
        """Documents that hold the words, best first."""
        ...

    def close(self) -> None: ...
