"""The rows of the log. An entry is written once and never changed; a later one supersedes it by key."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from detente.model.document import DocumentRef
from detente.model.interval import Interval
from detente.model.quote import Quote
from detente.model.reading import ReaderInfo
from detente.model.record import Record


class Clocks(msgspec.Struct, frozen=True, kw_only=True):
    """When it is so in the world, when a document first said it, when this desk took it in."""

    valid: Interval | None = None
    known_at: str | None = None
    recorded_at: str


class EntryBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="entry"):
    """What every entry has. `id` follows from the content, so that the same fact gets the same id on any desk."""

    name: ClassVar[str]
    id: str
    document: str
    clocks: Clocks


class DocumentAdded(EntryBase, frozen=True, kw_only=True, tag="document-added"):
    """A document was taken in and read. `origin` is the document it copies, None where it is its own origin."""

    name: ClassVar[str] = "document-added"
    ref: DocumentRef
    reader: ReaderInfo
    origin: str | None = None
    cites: tuple[str, ...] = ()


class QuoteStated(EntryBase, frozen=True, kw_only=True, tag="quote-stated"):
    """A document says that somebody said something."""

    name: ClassVar[str] = "quote-stated"
    key: str
    quote: Quote


class RecordStated(EntryBase, frozen=True, kw_only=True, tag="record-stated"):
    """A document says that something is the case. `key` is the typed key of the thing in the world."""

    name: ClassVar[str] = "record-stated"
    key: str
    record: Record


class DocumentWithdrawn(EntryBase, frozen=True, kw_only=True, tag="document-withdrawn"):
    """An analyst takes a document out of the state; it stays in the log as a tombstone."""

    name: ClassVar[str] = "document-withdrawn"
    analyst: str
    reason: str


Entry = DocumentAdded | QuoteStated | RecordStated | DocumentWithdrawn
