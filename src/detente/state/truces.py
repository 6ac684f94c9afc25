"""Truces with an end, and which measures of the ledger hold for as long as they do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model import Event, Measure, RecordStated, StateOfPlay, last_day
from detente.state import terms
from detente.state.claims import affirms, denies, known_day
from detente.state.groups import of_kind
from detente.state.steps import Step

TYPES = frozenset({"AGREE", "RETREAT"})
PROLONGED = ("event:AGREE", "event:RETREAT", "measure:tariff")
"""Kinds of records that tell of an extension."""
ISSUE, MODE = "cease-fire", "ceasefire"
UNDER = dt.timedelta(days=60)
"""A measure eased so long at most before a report of the truce's end is eased under it."""
NEAR, LATE = dt.timedelta(days=45), dt.timedelta(days=14)
"""How long before and after an end an extension of it may be told."""
EASED = frozenset({"lowered", "suspended"})


@dataclass(frozen=True, slots=True)
class Truce:
    """A truce that ends by itself on `end` (partial ISO date). `told` are the accounts, the earliest first."""

    end: str
    parties: frozenset[str]
    told: tuple[RecordStated, ...]

    def covers(self, step: Step, imposer: str, target: str) -> bool:
        """Whether the step eases a measure of one party on the other and was taken when the truce was new."""
        if step.stage not in EASED or step.since is None or not {imposer, target} <= self.parties:
            return False
        known = known_day(self.told[0].clocks)
        return step.known - UNDER <= known <= step.since + UNDER and step.since < last_day(self.end)


@dataclass(frozen=True, slots=True)
class Extension:
    """An account that what was eased between parties is prolonged by a length ('90 days')."""

    known: dt.date
    parties: frozenset[str]
    length: str
    told: RecordStated


def extensions(state: StateOfPlay) -> tuple[Extension, ...]:
    """The extensions told by the day looked at, in the order in which they became known."""
    found = (_extension(entry) for group in of_kind(state.records, *PROLONGED) for entry in group)
    known = [one for one in found if one is not None and one.known <= state.as_of.valid]
    return tuple(sorted(known, key=lambda one: (one.known, one.told.id)))


def _extension(entry: RecordStated) -> Extension | None:
    record = entry.record
    if not isinstance(record, Event | Measure) or not affirms(record) or not _prolongs(record):
        return None
    length, parties = terms.term(record), _parties(entry)
    return Extension(known_day(entry.clocks), parties, length, entry) if length and len(parties) > 1 else None


def _prolongs(record: Event | Measure) -> bool:
    """Whether an agreement or a measure is told to be prolonged; a question or an aim is none."""
    kind = record.type in TYPES if isinstance(record, Event) else record.type == "tariff"
    return kind and terms.extends(record)


def prolonged(
    end: dt.date, parties: frozenset[str], found: Sequence[Extension], known: dt.date
) -> tuple[dt.date, list[RecordStated]]:
    """The end after all extensions that were told around it, each end being extended once, and who tells of them.

    `known` is the day on which the end was first told. The extension that it came about by does not prolong it again.
    """
    told: list[RecordStated] = []
    others = [one for one in found if parties <= one.parties and not _brought_about(end, known, one)]
    while near := [one for one in others if end - NEAR <= one.known <= end + LATE]:
        longer = terms.after(end, near[-1].length)
        retold = end + max(LATE, (longer - end) / 2)
        others = [one for one in others if one.known > retold]
        told.append(near[-1].told)
        end = longer
    return end, told


def _brought_about(end: dt.date, known: dt.date, one: Extension) -> bool:
    """Whether it may be by this extension, told before the end or with it, that the end is what it is."""
    return one.known <= known + LATE and end - NEAR <= terms.after(one.known, one.length) <= end + LATE


def truces(state: StateOfPlay) -> tuple[Truce, ...]:
    """The truces whose end was published by the day looked at, by end; accounts of one end and parties are one truce.

    One that names a single party tells of the truce of that day to which it is a party, where there is but one.
    """
    ends: dict[str, list[RecordStated]] = {}
    for group in of_kind(state.records, *(f"event:{kind}" for kind in sorted(TYPES))):
        for entry in group:
            end = _end(entry)
            if end and known_day(entry.clocks) <= state.as_of.valid:
                ends.setdefault(end, []).append(entry)
    return tuple(truce for end, told in sorted(ends.items()) for truce in _truces(end, told))


def _end(entry: RecordStated) -> str | None:
    """The day a truce is told to end: one after publication, given as an end and not as the day of an act."""
    record = entry.record
    if not isinstance(record, Event) or record.type not in TYPES or denies(record) or record.when is None:
        return None
    start, end = record.when.start, record.when.end
    if ISSUE not in record.issues and record.mode != MODE:
        return None
    if not end or end == start or (start is not None and len(end) < len("2025-06-05")):
        return None  # 'earlier this year' is a stretch in which it was made, not the day it ends
    return end if last_day(end) > known_day(entry.clocks) else None


def _truces(end: str, told: Iterable[RecordStated]) -> Iterator[Truce]:
    """One for each set of parties that no other holds; none where no account names two parties."""
    ordered = sorted(told, key=lambda e: (-len(_parties(e)), e.clocks.known_at or "9999", e.document, e.id))
    found: list[frozenset[str]] = []
    for parties in map(_parties, ordered):
        if len(parties) > 1 and not any(parties <= other for other in found):
            found.append(parties)
    for parties in found:
        own = (e for e in ordered if [one for one in found if _parties(e) <= one] == [parties])
        yield Truce(end, parties, tuple(own))


def _parties(entry: RecordStated) -> frozenset[str]:
    people = (*entry.record.actors, *entry.record.targets)
    return frozenset(actor.country for actor in people if actor.country)


def under(found: Sequence[Truce], key: str, step: Step) -> Truce | None:
    """The truce, ending last, under which the step of the measure of that typed key holds."""
    parts = key.split("|")
    covering = [truce for truce in found if len(parts) > 2 and truce.covers(step, parts[1], parts[2])]
    return max(covering, key=lambda truce: last_day(truce.end), default=None)
