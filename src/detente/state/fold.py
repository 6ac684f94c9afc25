"""The log, folded into the state of play as of a moment. Pure, and the same for any order of the entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from detente.model import (
    AsOf,
    Clocks,
    DocumentAdded,
    DocumentRef,
    DocumentWithdrawn,
    Entry,
    QuoteStated,
    RecordStated,
    StateOfPlay,
    last_day,
    origins,
    pieces,
)
from detente.state.copied import rekeyed

Stated = TypeVar("Stated", RecordStated, QuoteStated)


class Horizon:
    """What was known by a day: what documents published until then say; undated ones when the desk took them in."""

    def __init__(self, known: dt.date | None) -> None:
        self.known = known
        self._seen: dict[str, bool] = {}

    def sees(self, clocks: Clocks) -> bool:
        if self.known is None:
            return True
        when = clocks.known_at or clocks.recorded_at
        if when not in self._seen:
            self._seen[when] = last_day(when[:10]) <= self.known
        return self._seen[when]


def fold(entries: Iterable[Entry], as_of: AsOf) -> StateOfPlay:
    """The state of play as of a moment.

    `as_of.known` hides what was published later; `as_of.valid` hides nothing here: each view asks by it what has
    begun, ended or lies ahead. Entries of withdrawn documents are left out whatever `known`.
    """
    log = entries if isinstance(entries, list | tuple) else list(entries)
    gone = {entry.document for entry in log if type(entry) is DocumentWithdrawn}
    sees = Horizon(as_of.known).sees
    added: dict[str, DocumentAdded] = {}
    tombstones: dict[str, DocumentRef] = {}
    records: dict[str, list[RecordStated]] = {}
    quotes: dict[str, list[QuoteStated]] = {}
    for entry in log:
        if isinstance(entry, DocumentWithdrawn) or not sees(entry.clocks):
            continue
        if entry.document in gone:
            if isinstance(entry, DocumentAdded):
                tombstones[entry.document] = entry.ref
        elif isinstance(entry, RecordStated):
            records.setdefault(entry.key, []).append(entry)
        elif isinstance(entry, QuoteStated):
            quotes.setdefault(entry.key, []).append(entry)
        else:
            added[entry.document] = _first(added.get(entry.document), entry)
    families = _families(added)
    return StateOfPlay(
        as_of=as_of,
        documents={d: _settled(entry, families.get(d)) for d, entry in added.items()},
        records=_ordered(rekeyed(records, families, added) if families else records),
        quotes=_ordered(rekeyed(quotes, families, added) if families else quotes),
        withdrawn=tombstones,
        families=families,
    )


def _first(one: DocumentAdded | None, other: DocumentAdded) -> DocumentAdded:
    """Of two entries for one document the one with more likenesses, so that the choice has no order."""
    if one is None:
        return other
    return max(one, other, key=lambda e: (len(e.likenesses), e.clocks.recorded_at, e.id))


def _families(added: Mapping[str, DocumentAdded]) -> dict[str, str]:
    documents = {document: entry.ref for document, entry in added.items()}
    pairs = ((d, like.document, like.containment) for d, entry in added.items() for like in entry.likenesses)
    return origins(documents, pairs)


def _settled(entry: DocumentAdded, origin: str | None) -> DocumentAdded:
    """The entry with its origin settled; which of two copies came to the desk first no longer shows."""
    if origin is None and not entry.likenesses:
        return entry
    return msgspec.structs.replace(entry, origin=origin, likenesses=())


def _ordered(groups: dict[str, list[Stated]]) -> dict[str, tuple[Stated, ...]]:
    return {key: _accounts(group) if len(group) > 1 else tuple(group) for key, group in groups.items()}


def _accounts(group: list[Stated]) -> tuple[Stated, ...]:
    """The accounts of one thing by publication, document and place; an entry written twice counts once."""
    unique = {entry.id: entry for entry in group}
    if len(unique) < len(group):
        unique = {entry.id: entry for entry in sorted(group, key=msgspec.json.encode)}
    return tuple(sorted(unique.values(), key=_place))


def _place(entry: RecordStated | QuoteStated) -> tuple[str, str, int, str]:
    spans = entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)
    return (entry.clocks.known_at or "9999", entry.document, spans[0].start if spans else 0, entry.id)
