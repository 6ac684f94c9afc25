"""The rows of the log. An entry is written once and never changed; a later one supersedes it by key."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from detente.model.decision import Decision
from detente.model.document import DocumentRef
from detente.model.interval import Interval
from detente.model.notice import Notice
from detente.model.quote import Quote
from detente.model.reading import ReaderInfo
from detente.model.record import Record
from detente.model.revision import Alteration


class Clocks(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """When it is so in the world, when a document first said it, when this desk took it in."""

    valid: Interval | None = None
    known_at: str | None = None
    recorded_at: str


class EntryBase(msgspec.Struct, frozen=True, gc=False, kw_only=True, tag_field="entry"):
    """What every entry has. `id` follows from the content, so that the same fact gets the same id on any desk."""

    name: ClassVar[str]
    id: str
    document: str
    clocks: Clocks


class Likeness(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """How much a document has in common with another one of the desk, in sampled shingles.

    The fact is symmetric and says nothing of who copied whom: the fold decides that, by publication, so that
    documents may arrive in any order.
    """

    document: str
    shared: int
    own: int
    theirs: int

    @property
    def containment(self) -> float:
        """Share (0..1) of the shorter text that stands in the other one."""
        return self.shared / max(1, min(self.own, self.theirs))


class DocumentAdded(EntryBase, frozen=True, gc=False, kw_only=True, tag="document-added"):
    """A document was taken in and read. `origin` is the document it copies, None where it is its own origin.

    `cites` are the outlets it says it relays, `voice` whose word its own words are: 'party:CHN' (state media),
    'outlet:Reuters' (a tagged wire copy, or the outlet itself) or 'document:ID'. `likenesses` are near copies
    that the desk had when the document came; the fold settles `origin` from them.
    """

    name: ClassVar[str] = "document-added"
    ref: DocumentRef
    reader: ReaderInfo
    origin: str | None = None
    cites: tuple[str, ...] = ()
    voice: str = ""
    likenesses: tuple[Likeness, ...] = ()


class QuoteStated(EntryBase, frozen=True, gc=False, kw_only=True, tag="quote-stated"):
    """A document says that somebody said something. `source` and `since`: see RecordStated."""

    name: ClassVar[str] = "quote-stated"
    key: str
    quote: Quote
    source: str | None = None
    since: str | None = None


class RecordStated(EntryBase, frozen=True, gc=False, kw_only=True, tag="record-stated"):
    """A document says that something is the case. `key` is the typed key of the thing in the world.

    `source` is whom the document has it from ('party:USA', 'outlet:Reuters', 'source:International Monetary Fund');
    None where it says so in its own voice. `since` is when an earlier edition of the document said it, in the same
    sentences; None where none did.
    """

    name: ClassVar[str] = "record-stated"
    key: str
    record: Record
    source: str | None = None
    since: str | None = None


class NoticeStated(EntryBase, frozen=True, gc=False, kw_only=True, tag="notice-stated"):
    """A document corrects or retracts what its outlet published before; the fold works out which."""

    name: ClassVar[str] = "notice-stated"
    notice: Notice


class DocumentRevised(EntryBase, frozen=True, gc=False, kw_only=True, tag="document-revised"):
    """The document is an edition of `of` (the one taken in first) and stands, from the day of this entry on, in place
    of the editions `before`, the latest of which comes first.

    `altered` are quotes and figures that differ from that one; `announced` says that the document itself tells of a
    correction.
    """

    name: ClassVar[str] = "document-revised"
    of: str
    before: tuple[str, ...] = ()
    announced: bool = False
    altered: tuple[Alteration, ...] = ()


class DocumentWithdrawn(EntryBase, frozen=True, gc=False, kw_only=True, tag="document-withdrawn"):
    """An analyst takes a document out of the state; it stays in the log as a tombstone."""

    name: ClassVar[str] = "document-withdrawn"
    analyst: str
    reason: str


class Decided(EntryBase, frozen=True, gc=False, kw_only=True, tag="decided"):
    """An analyst decided something; whatever the kind, this is the entry. `detente.model.decision` has the kinds.

    `turn` is the place in the log after which it was entered: of decisions on one thing the one of the latest turn
    counts, whatever the clock of the machine said. `document` is empty where it is about no single document.
    """

    name: ClassVar[str] = "decided"
    document: str = ""
    analyst: str
    reason: str
    turn: int
    decision: Decision


Ruling = DocumentWithdrawn | Decided
"""What an analyst enters (desks before `Decided` withdrew documents by DocumentWithdrawn); `detente.state.rulings` says
what follows from each kind."""
Entry = DocumentAdded | QuoteStated | RecordStated | NoticeStated | DocumentRevised | Ruling
