"""Ends that come by themselves: of truces, told as a day or as a length, with what has prolonged them.

A truce for a length begins on the day, foretold when it was made, on which measures between its parties are eased. An
end told later for the same parties supersedes the one before: the truce was extended.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model import Commitment, Event, Measure, RecordStated, last_day
from detente.state import terms
from detente.state.book import Book
from detente.state.claims import denies, known_day
from detente.state.deadlines import countries, text_of
from detente.state.groups import of_kind
from detente.state.truces import ISSUE, MODE, Extension, extensions, prolonged, truces
from detente.vocabulary import table

BEGINS = dt.timedelta(days=14)
"""Days before or after a truce was told within which the first measure is eased under it."""
SAME = dt.timedelta(days=3)
"""Days by which two accounts of one end may differ, where one of them is counted from a length."""
EASING = frozenset({"lower", "suspend"})

Beginning = tuple[RecordStated, dt.date]
"""An account of what begins with a truce, and its day."""


@dataclass(frozen=True, slots=True)
class TruceEnd:
    """The end of a truce as last told: `told` its accounts, `was` the end before, which `longer` tell was moved."""

    end: dt.date
    parties: frozenset[str]
    told: tuple[RecordStated, ...]
    length: str | None = None
    was: dt.date | None = None
    longer: tuple[RecordStated, ...] = ()


def truce_ends(book: Book) -> tuple[TruceEnd, ...]:
    """One for each set of parties: the end that was told, or follows, last."""
    found: dict[frozenset[str], list[TruceEnd]] = {}
    for one in (*_told(book), *_counted(book)):
        found.setdefault(one.parties, []).append(one)
    if not found:
        return ()
    longer = extensions(book.state)
    return tuple(_extended(_latest(ends), longer) for ends in found.values())


def _told(book: Book) -> Iterator[TruceEnd]:
    """Those whose day a text gives."""
    for truce in truces(book.state):
        if len(truce.end) == len("2025-06-05"):
            yield TruceEnd(last_day(truce.end), truce.parties, truce.told)


def _counted(book: Book) -> Iterator[TruceEnd]:
    """Those of which a text gives the length."""
    told = [
        (entry, length)
        for group in of_kind(book.state.records, "event:AGREE", "event:RETREAT")
        for entry in book.holding(group)
        if _is_truce(entry) and (length := terms.term(entry.record))
    ]
    begins = list(_beginnings(book)) if told else []
    for entry, length in told:
        began = _began(entry, begins)
        if began:
            yield TruceEnd(terms.after(began[1], length), parties_of(entry), (entry, began[0]), length)


def _beginnings(book: Book) -> Iterator[Beginning]:
    for group in of_kind(book.state.records, "measure", "commitment"):
        for entry in book.holding(group):
            if (day := _takes_hold(entry)) is not None:
                yield entry, day


def _is_truce(entry: RecordStated) -> bool:
    record = entry.record
    named = isinstance(record, Event) and (ISSUE in record.issues or record.mode == MODE)
    new = not terms.extends(record) and not _ending().search(text_of(record))
    return named and new and not denies(record) and len(parties_of(entry)) > 1


@functools.cache
def _ending() -> re.Pattern[str]:
    return re.compile("|".join(table("deadlines")["ending"]["patterns"]), re.I)


def _takes_hold(entry: RecordStated) -> dt.date | None:
    """The day, foretold, on which a measure is eased, or by which both sides undertake to act; None where none is."""
    record = entry.record
    if isinstance(record, Measure) and record.action in EASING and record.when and not denies(record):
        day = record.when.start
    elif isinstance(record, Commitment) and record.due and len(countries(record.actors)) > 1:
        day = record.due.end
    else:
        return None
    if day is None or len(day) < len("2025-06-05"):
        return None
    return last_day(day) if last_day(day) > known_day(entry.clocks) else None


def _began(truce: RecordStated, begins: Iterable[Beginning]) -> Beginning | None:
    """The day foretold when the truce was told on which measures between its parties are eased; most accounts' day."""
    told, parties = known_day(truce.clocks), parties_of(truce)
    near = [
        (entry, day)
        for entry, day in begins
        if parties_of(entry) == parties
        and abs(known_day(entry.clocks) - told) <= BEGINS
        and -SAME <= day - told <= BEGINS
    ]
    days = Counter(day for _, day in near)
    return max(near, key=lambda one: (days[one[1]], one[1], one[0].id), default=None)


def _latest(ends: Sequence[TruceEnd]) -> TruceEnd:
    """The end that stands: the latest day, where it was told after the ones before; accounts of one day together."""
    ordered = sorted(ends, key=lambda one: (one.end, one.length is not None, _known(one)))
    groups: list[list[TruceEnd]] = []
    for one in ordered:
        if groups and one.end - groups[-1][0].end <= SAME:
            groups[-1].append(one)
        else:
            groups.append([one])
    current = groups[0]
    was: TruceEnd | None = None
    for group in groups[1:]:
        if min(map(_known, group)) > min(map(_known, current)):
            current, was = group, _one(current)
    stands = _one(current)
    return stands if was is None else _moved(stands, was)


def _moved(stands: TruceEnd, was: TruceEnd) -> TruceEnd:
    return TruceEnd(stands.end, stands.parties, stands.told, stands.length, was.end, stands.told[:1])


def _one(group: Sequence[TruceEnd]) -> TruceEnd:
    """One end of several accounts; a day that a text gives before one that is counted."""
    exact = min(group, key=lambda one: (one.length is not None, one.end))
    told = {entry.id: entry for one in sorted(group, key=lambda one: one.length is not None) for entry in one.told}
    return TruceEnd(exact.end, exact.parties, tuple(told.values()), exact.length)


def _extended(one: TruceEnd, longer: Sequence[Extension]) -> TruceEnd:
    """The end after the extensions by a length that were told around it."""
    end, told = prolonged(one.end, one.parties, longer, _known(one))
    if not told:
        return one
    return TruceEnd(end, one.parties, one.told, one.length, one.end, tuple(told))


def _known(one: TruceEnd) -> dt.date:
    return min(known_day(entry.clocks) for entry in one.told)


def parties_of(entry: RecordStated) -> frozenset[str]:
    """The states of which an account tells."""
    return countries((*entry.record.actors, *entry.record.targets))
