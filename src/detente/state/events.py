"""Which accounts tell of one happening: the same sort of thing on the same day between the same parties.

Accounts of one typed key are of one happening. Two keys are one where sort and day are equal and nobody and nothing in
them speaks against it: parties, people, mode, figures. Likeness of words alone joins nothing; for acts that a party
repeats on one day (to accuse, to ask), the words must be alike besides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model import Event, Interval, Measure, Record, RecordStated, first_day
from detente.state.alone import unsure
from detente.state.book import Book
from detente.state.claims import AHEAD, SETTLED
from detente.state.lines import shown_first
from detente.state.placing import doubt
from detente.state.same_event import DAY, MET, like, one, one_sided

MONTH = len("2025-06")
WEEK = 6
"""Days after its first on which accounts of talks are looked for."""
LOWERED = frozenset({"lower", "suspend", "remove", "exempt"})

Sort = tuple[str, ...]
Group = tuple[str, list[RecordStated]]


@dataclass(frozen=True, slots=True)
class Happening:
    """Accounts of one thing, the one shown first; `key` is that under which it was known first."""

    key: str
    accounts: tuple[RecordStated, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Accounts of one thing without a place in time, and why the first has none."""

    key: str
    accounts: tuple[RecordStated, ...]
    reason: str


def happenings(book: Book, *, sure: bool = True) -> tuple[Happening, ...]:
    """What has a place in time and may be told as of the day, joined from all its accounts.

    `sure` leaves out what a single account does not tell well enough.
    """
    placed = [(key, accounts) for key, accounts in _told(book) if _doubt(book, accounts) is None]
    return tuple(Happening(key, told) for key, told, reason in _weighed(book, placed) if not (sure and reason))


def unplaced(book: Book) -> tuple[Unplaced, ...]:
    """What may be told as of the day and has no place in time, key by key, and what is joined but not sure."""
    placed: list[Group] = []
    found: list[Unplaced] = []
    for key, accounts in _told(book):
        reason = _doubt(book, accounts)
        if reason is None:
            placed.append((key, accounts))
        else:
            found.append(Unplaced(key, tuple(shown_first(book, accounts)), reason))
    return (*found, *(Unplaced(key, told, reason) for key, told, reason in _weighed(book, placed) if reason))


def _told(book: Book) -> Iterator[Group]:
    """What may be told as of the day, by key and point in time."""
    for name, group in book.state.records.items():
        if accounts := book.holding(group):
            yield from points(name, accounts)


def _doubt(book: Book, accounts: Sequence[RecordStated]) -> str | None:
    """Why none of the accounts has a place in time; None where one has, or an analyst vouches for a dated one."""
    reasons = [None if _vouched(book, entry) else doubt(entry) for entry in accounts]
    return reasons[0] if all(reasons) else None


def _vouched(book: Book, entry: RecordStated) -> bool:
    return entry.id in book.reviews.made and entry.record.when is not None and entry.record.when.start is not None


def _weighed(book: Book, placed: Iterable[Group]) -> Iterator[tuple[str, tuple[RecordStated, ...], str | None]]:
    """The groups joined, each with its accounts, the best first, and why they are not enough.

    A second document, or one sure account, is enough.
    """
    for bucket in _by_sort(placed):
        for key, accounts in _joined(bucket):
            told = _agreed(shown_first(book, accounts))
            reasons = [None if _vouched(book, entry) else unsure(entry) for entry in told]
            several = len({book.state.families.get(entry.document, entry.document) for entry in told}) > 1
            yield key, told, None if several or not all(reasons) else reasons[0]


def _agreed(told: Sequence[RecordStated]) -> tuple[RecordStated, ...]:
    """The accounts with the date that most documents give first, otherwise in their order."""
    if len(told) == 1:
        return tuple(told)
    tellers: dict[Interval | None, set[str]] = {}
    for entry in told:
        tellers.setdefault(entry.record.when, set()).add(entry.document)
    settled = [entry for entry in told if entry.record.status in SETTLED] or told
    date = max((entry.record.when for entry in settled), key=lambda when: len(tellers[when]))
    return tuple(sorted(told, key=lambda one: (one not in settled, one.record.when != date, one_sided(one.record))))


def points(key: str, accounts: Sequence[RecordStated]) -> Iterator[Group]:
    """The accounts by point in time: a measure has one for each act, acts that a party repeats on a day one for each
    in like words, anything else has one.
    """
    if len(accounts) > 1 and _repeated(accounts[0].record):
        yield from _by_words(key, accounts)
        return
    found: dict[str, list[RecordStated]] = {}
    for entry in accounts:
        found.setdefault(_point(key, entry), []).append(entry)
    yield from found.items()


def _repeated(record: Record) -> bool:
    return isinstance(record, Event) and record.type not in MET


def _by_words(key: str, accounts: Sequence[RecordStated]) -> Iterator[Group]:
    found: list[list[RecordStated]] = []
    for entry in accounts:
        group = next((told for told in found if like(told[0], entry)), None)
        if group is None:
            found.append([entry])
        else:
            group.append(entry)
    for at, told in enumerate(found):
        yield (f"{key}|{told[0].id}" if at else key), told


def _point(key: str, entry: RecordStated) -> str:
    record = entry.record
    if not isinstance(record, Measure):
        return key
    if record.when is None or record.when.start is None:
        return f"{key}|{entry.id}"
    rate = f"{record.rate.value:g}" if record.rate else "-"
    return f"{key}|{record.action}|{record.status}|{record.when.start}|{rate}"


def _by_sort(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """The groups that could be one by sort and dates, those told most often first; the order is not that of arrival."""
    buckets: dict[Sort, list[Group]] = {}
    for group in groups:
        buckets.setdefault(_sort(group[1][0].record), []).append(group)
    for bucket in buckets.values():
        yield sorted(bucket, key=lambda group: (-len(group[1]), -max(map(_sureness, group[1]))[0], group[0]))


def _sureness(entry: RecordStated) -> tuple[float, str]:
    return (entry.record.confidence, entry.id)


def _sort(record: Record) -> Sort:
    """What accounts must have in common to be compared: a day meets the days of its month, a month itself."""
    start, end = (record.when.start or "", record.when.end or "") if record.when else ("", "")
    dates = (start,) if len(start) == DAY else (start, end)
    if isinstance(record, Measure):
        way = "down" if record.action in LOWERED else "up"
        return ("measure", record.type, way, "ahead" if record.status in AHEAD else "done", *dates)
    if isinstance(record, Event):
        return ("event", record.type, *((start[:MONTH],) if record.type in MET and len(start) == DAY else dates))
    return (record.kind, record.type, *dates)


def _joined(bucket: Sequence[Group]) -> Iterator[Group]:
    """Each group joins the first before it, of those with a day in common, whose surest account agrees with its own."""
    found: list[tuple[RecordStated, list[Group]]] = []
    by_day: dict[str, list[int]] = {}
    for group in bucket:
        best = max(group[1], key=_sureness)
        days = _days(best.record)
        near = sorted({at for day in days for at in by_day.get(day, ())})
        same = next((at for at in near if one(found[at][0], best)), None)
        if same is None:
            for day in days:
                by_day.setdefault(day, []).append(len(found))
            found.append((best, [group]))
        else:
            found[same][1].append(group)
    for _, groups in found:
        yield min(groups, key=_known)[0], [entry for _, accounts in groups for entry in accounts]


def _days(record: Record) -> list[str]:
    """The days that it goes on for, a week at the most; the month or the year where that is all there is."""
    start, end = (record.when.start or "", record.when.end or "") if record.when else ("", "")
    if len(start) < DAY or len(end) < DAY or end <= start:
        return [start]
    first, last = first_day(start), first_day(end)
    return [str(first + dt.timedelta(days=at)) for at in range(min((last - first).days, WEEK) + 1)]


def _known(group: Group) -> tuple[str, str]:
    """Sorts groups by when they were known first: the key of the earliest stays when more is read."""
    return (min(entry.clocks.known_at or "9999" for entry in group[1]), group[0])
