"""Truces with an end, and which measures of the ledger hold for as long as they do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.model import Event, RecordStated, StateOfPlay, last_day
from detente.state.claims import denies, known_day
from detente.state.steps import Step

TYPES = frozenset({"AGREE", "RETREAT"})
ISSUE, MODE = "cease-fire", "ceasefire"
UNDER = dt.timedelta(days=60)
"""A measure eased so long at most before a report of the truce's end is eased under it."""
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


def truces(state: StateOfPlay) -> tuple[Truce, ...]:
    """The truces whose end was published by the day looked at, by end; accounts of one end are one truce."""
    ends: dict[str, list[RecordStated]] = {}
    for group in state.records.values():
        for entry in group:
            end = _end(entry)
            if end and known_day(entry.clocks) <= state.as_of.valid:
                ends.setdefault(end, []).append(entry)
    return tuple(truce for end, told in sorted(ends.items()) if (truce := _truce(end, told)))


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


def _truce(end: str, told: Iterable[RecordStated]) -> Truce | None:
    """None where no account names two parties."""
    ordered = sorted(told, key=lambda e: (-len(_parties(e)), e.clocks.known_at or "9999", e.document, e.id))
    parties = _parties(ordered[0])
    return Truce(end, parties, tuple(e for e in ordered if _parties(e) <= parties)) if len(parties) > 1 else None


def _parties(entry: RecordStated) -> frozenset[str]:
    people = (*entry.record.actors, *entry.record.targets)
    return frozenset(actor.country for actor in people if actor.country)


def under(found: Sequence[Truce], key: str, step: Step) -> Truce | None:
    """The truce, ending last, under which the step of the measure of that typed key holds."""
    parts = key.split("|")
    covering = [truce for truce in found if len(parts) > 2 and truce.covers(step, parts[1], parts[2])]
    return max(covering, key=lambda truce: last_day(truce.end), default=None)
