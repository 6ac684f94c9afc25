"""Which accounts tell of one happening: the same sort of thing on the same day between the same parties.

Accounts of one typed key are of one happening. Two keys are one where sort and day are equal and nobody and nothing in
them speaks against it: parties, people, mode, figures. Likeness of words alone joins nothing; for acts that a party
repeats on one day (to accuse, to ask), the words must be alike besides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
ENOUGH = 2
"""Documents that bear out what none tells well enough by itself."""
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


def told(book: Book) -> Iterator[Group]:
    """What may be told as of the day, by key and point in time."""
    for name, group in book.state.records.items():
        if accounts := book.holding(group):
            yield from points(name, accounts)


def doubted(book: Book, group: Group) -> Unplaced | None:
    """What has no place in time, and why; None where it has one."""
    key, accounts = group
    reason = _doubt(book, accounts)
    return Unplaced(key, tuple(shown_first(book, accounts)), reason) if reason else None


def _doubt(book: Book, accounts: Sequence[RecordStated]) -> str | None:
    """Why none of the accounts has a place in time; None where one has, or an analyst vouches for a dated one."""
    reasons = [None if _vouched(book, entry) else doubt(entry) for entry in accounts]
    return reasons[0] if all(reasons) else None


def _vouched(book: Book, entry: RecordStated) -> bool:
    return entry.id in book.reviews.made and entry.record.when is not None and entry.record.when.start is not None


def judged(book: Book, bucket: Sequence[Group]) -> Iterator[Happening | Unplaced]:
    """Groups that are `comparable`, joined: each with its accounts, the best first, and whether they are enough.

    A second document, or one sure account, is enough.
    """
    for key, accounts in _joined(_by_weight(bucket)):
        reasons = {entry.id: _reason(book, entry) for entry in accounts}
        told = _agreed(shown_first(book, accounts), reasons)
        reason = None if not all(reasons.values()) or _several(book, told) else reasons[told[0].id]
        yield Unplaced(key, told, reason) if reason else Happening(key, told)


def _several(book: Book, told: Sequence[RecordStated]) -> bool:
    """Whether enough documents tell of it: two whose own date can be right, or three in all; copies are none."""
    if len(told) == 1:
        return False
    placed = [entry for entry in told if _vouched(book, entry) or doubt(entry) is None]
    return _documents(book, placed) >= ENOUGH or _documents(book, told) > ENOUGH


def _documents(book: Book, told: Iterable[RecordStated]) -> int:
    return len({book.state.families.get(entry.document, entry.document) for entry in told})


def _reason(book: Book, entry: RecordStated) -> str | None:
    """Why the account alone is not enough; None where it is."""
    return None if _vouched(book, entry) else doubt(entry) or unsure(entry)


def _agreed(told: Sequence[RecordStated], reasons: Mapping[str, str | None]) -> tuple[RecordStated, ...]:
    """The accounts with the date that most documents give first; of these those that are enough by themselves, which
    have no `reasons` against them, then those whose parties are best backed.
    """
    if len(told) == 1:
        return tuple(told)
    tellers: dict[Interval | None, set[str]] = {}
    for entry in told:
        tellers.setdefault(entry.record.when, set()).add(entry.document)
    settled = [entry for entry in told if entry.record.status in SETTLED] or told
    date = max((entry.record.when for entry in settled), key=lambda when: len(tellers[when]))
    backed = _backing(settled)

    def rank(one: RecordStated) -> tuple[bool, bool, bool, bool, int]:
        poor = reasons[one.id] is not None
        return one not in settled, one.record.when != date, one_sided(one.record), poor, -backed(one.record)

    return tuple(sorted(told, key=rank))


def _backing(told: Sequence[RecordStated]) -> Callable[[Record], int]:
    """How many documents name the least told party of a record: a party that one alone names is hardly a right one."""
    tellers: dict[str, set[str]] = {}
    for entry in told:
        for name in _party_names(entry.record):
            tellers.setdefault(name, set()).add(entry.document)
    return lambda record: min((len(tellers.get(name, ())) for name in _party_names(record)), default=0)


def _party_names(record: Record) -> list[str]:
    return [actor.name for actor in (*record.actors, *record.targets)]


def points(key: str, accounts: Sequence[RecordStated]) -> Iterator[Group]:
    """The accounts by point in time: a measure has one for each act, acts that a party repeats on a day one for each
    in like words, anything else has one.
    """
    if len(accounts) > 1 and _repeated(accounts[0].record):
        yield from _by_words(key, accounts)
        return
    found: dict[str, list[RecordStated]] = {}
    for entry in accounts:
        found.setdefault(point(key, entry), []).append(entry)
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


def point(key: str, entry: RecordStated) -> str:
    """The key, and of a measure the act: accounts of one are of one point in time."""
    record = entry.record
    if not isinstance(record, Measure):
        return key
    if record.when is None or record.when.start is None:
        return f"{key}|{entry.id}"
    rate = f"{record.rate.value:g}" if record.rate else "-"
    return f"{key}|{record.action}|{record.status}|{record.when.start}|{rate}"


def _by_weight(groups: Iterable[Group]) -> list[Group]:
    """The groups told most often first; the order is not that of arrival."""
    return sorted(groups, key=lambda group: (-len(group[1]), -max(map(_sureness, group[1]))[0], group[0]))


def _sureness(entry: RecordStated) -> tuple[float, str]:
    return (entry.record.confidence, entry.id)


def comparable(record: Record) -> Sort:
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
