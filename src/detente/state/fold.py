"""The log, folded into the state of play as of a moment. Pure, and the same for any order of the entries.

This is what the state is. `detente.state.projection` gives the same state sooner, from facts kept of each entry; what
analysts enter plugs in at `detente.state.rulings`, for both.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from detente.model import (
    AsOf,
    Clocks,
    DocumentAdded,
    DocumentRef,
    Entry,
    QuoteStated,
    RecordStated,
    StateOfPlay,
    last_day,
    parents,
    pieces,
    roots,
)
from detente.state.amendments import Relink
from detente.state.copied import rekeyed
from detente.state.notices import Superseding, edition, stated, superseded
from detente.state.rulings import Said, amended, as_linked, gathered, withdrawn

Stated = TypeVar("Stated", RecordStated, QuoteStated)


NEVER = dt.date.max.toordinal()


@functools.lru_cache(maxsize=100_000)
def _last(when: str) -> int:
    try:
        return last_day(when[:10]).toordinal()
    except ValueError:
        return NEVER


def seen_day(clocks: Clocks) -> int:
    """The day (ordinal) from which an entry is known: the last on which its document may have been published, or on
    which the desk took an undated one in; what is no date is never known by a day.
    """
    return _last(clocks.known_at or clocks.recorded_at)


def fold(entries: Iterable[Entry], as_of: AsOf, relink: Relink = as_linked) -> StateOfPlay:
    """The state of play as of a moment.

    `as_of.known` hides what was published later; `as_of.valid` hides nothing here: each view asks by it what has
    begun, ended or lies ahead. Entries of withdrawn documents are left out whatever `known`. `relink` works out the
    keys of accounts that analysts amended; by default they keep theirs.
    """
    log = entries if isinstance(entries, list | tuple) else list(entries)
    rulings = gathered(log)
    taken_out = withdrawn(rulings)
    corrected = superseded_by(log, as_of.known, taken_out)
    gone = taken_out.union(corrected)
    added: dict[str, DocumentAdded] = {}
    tombstones: dict[str, DocumentRef] = {}
    records: dict[str, list[RecordStated]] = {}
    quotes: dict[str, list[QuoteStated]] = {}
    for entry in _visible(log, as_of.known, amended(log, rulings, relink)):
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
        documents={d: settled(entry, families.get(d)) for d, entry in added.items()},
        records=_ordered(rekeyed(records, families, added) if families else records),
        quotes=_ordered(rekeyed(quotes, families, added) if families else quotes),
        withdrawn=tombstones,
        families=families,
        rulings=rulings,
        superseded=corrected,
    )


def superseded_by(log: Iterable[Entry], known: dt.date | None, withdrawn: Collection[str]) -> dict[str, Superseding]:
    """The documents that no more stood on the day `known`, and the notice or revision of each; see `notices`."""
    until = NEVER if known is None else known.toordinal()
    told = stated(log, lambda entry: seen_day(entry.clocks) <= until and entry.document not in withdrawn)
    if not told:
        return {}
    added = [entry for entry in _visible(log, known, {}) if isinstance(entry, DocumentAdded)]
    return superseded(told, {one.document: edition(one) for one in added if one.document not in withdrawn})


def _visible(
    log: Iterable[Entry], known: dt.date | None, amendments: Mapping[str, RecordStated | QuoteStated | None]
) -> Iterator[Said]:
    """What documents said by the day `known`, as analysts amended it."""
    until = NEVER if known is None else known.toordinal()
    for entry in log:
        if not isinstance(entry, Said) or (known is not None and seen_day(entry.clocks) > until):
            continue
        kept = amendments.get(entry.id, entry) if amendments else entry
        if kept is not None:
            yield kept


def _first(one: DocumentAdded | None, other: DocumentAdded) -> DocumentAdded:
    """Of two entries for one document the one with more likenesses, so that the choice has no order."""
    if one is None:
        return other
    return max(one, other, key=lambda e: (len(e.likenesses), e.clocks.recorded_at, e.id))


def _families(added: Mapping[str, DocumentAdded]) -> dict[str, str]:
    published = {document: entry.ref.published for document, entry in added.items()}
    pairs = ((d, like.document, like.containment) for d, entry in added.items() for like in entry.likenesses)
    return roots(parents(published, pairs))


def settled(entry: DocumentAdded, origin: str | None) -> DocumentAdded:
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
    return tuple(sorted(unique.values(), key=place))


def place(entry: RecordStated | QuoteStated) -> tuple[str, str, int, str]:
    spans = entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)
    return (entry.clocks.known_at or "9999", entry.document, spans[0].start if spans else 0, entry.id)
