"""The state of play as of a moment: a pure fold of the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import msgspec

from detente.model.actor import Source
from detente.model.document import DocumentRef
from detente.model.entry import Clocks, DocumentAdded, DocumentRevised, NoticeStated, QuoteStated, RecordStated, Ruling
from detente.model.quote import Quote
from detente.model.record import Record
from detente.model.series import KnowsPrices

Standing = Literal["stated", "confirmed", "contested", "denied", "unconfirmed"]


Review = Literal["", "accepted", "corrected"]


class AsOf(msgspec.Struct, frozen=True):
    """The moment looked at: `valid` in the world, `known` by documents published until then (None: all there are)."""

    valid: dt.date
    known: dt.date | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The words a line rests on, and the way they came."""

    document: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    chain: tuple[Source, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of any view: the record or quote it stands for, and what the desk makes of it.

    `accounts` are the ids of the entries that tell of the same thing (same `key`), the one shown first.
    `superseded` are the ids of the entries that it supersedes. `section` is the part of an overview it stands in.
    `review` is what an analyst said of the account shown, `notes` are analysts' notes on any of them.
    """

    id: str
    key: str
    subject: Record | Quote
    clocks: Clocks
    standing: Standing
    origins: int
    evidence: tuple[Evidence, ...]
    accounts: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    section: str = ""
    review: Review = ""
    notes: tuple[str, ...] = ()


class StateOfPlay(msgspec.Struct, frozen=True, kw_only=True):
    """What the log says as of a moment: entries in force by key, before any view selects from them.

    `families` leads from a copied document to the document where its text began; originals are not in it.
    `rulings` are what analysts entered, the earliest first; `superseded` leads from a document that its outlet
    corrected or retracted to the notice, and from one that it revised to the revision; `prices`, where the desk has
    series, tell which reported moves are not so. `records` and `quotes` may be read from the desk only when they are
    asked for (see `detente.state.groups`).
    """

    as_of: AsOf
    documents: Mapping[str, DocumentAdded]
    records: Mapping[str, tuple[RecordStated, ...]]
    quotes: Mapping[str, tuple[QuoteStated, ...]]
    withdrawn: Mapping[str, DocumentRef]
    families: Mapping[str, str] = msgspec.field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    superseded: Mapping[str, NoticeStated | DocumentRevised] = msgspec.field(default_factory=dict)
    prices: KnowsPrices | None = None
