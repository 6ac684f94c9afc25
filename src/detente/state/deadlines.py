"""What has a due date, or binds without one: undertakings, changes announced for a day, ends of truces and measures.

A deadline is typed: what sort it is, which states it binds, and the day. Accounts of one deadline are one, so that the
day told by ten reports is one line; an undertaking without a day counts only where its words name an act that somebody
can later see done.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.model import Actor, Commitment, Interval, Measure, Record, RecordStated, first_day, last_day
from detente.state.book import Book
from detente.state.claims import AHEAD, known_day
from detente.state.groups import of_kind
from detente.state.lines import shown_first
from detente.state.same_event import one
from detente.state.sorts import Sign
from detente.vocabulary import table

Sort = Literal["undertaking", "change"]
SURE = 0.5
"""Confidence of the reader from which an account counts."""
WEEK = dt.timedelta(days=7)
"""The longest stretch that tells the day of a change closely enough to be one."""
NONE, SOON, FAR = dt.timedelta(0), dt.timedelta(days=120), dt.timedelta(days=730)
"""How far ahead a change may be threatened, and announced."""
DAY = len("2025-06-05")
Place = tuple[Literal["ends", "within"], int] | None
"""A day (ordinal) and how an account touches it; None for what has no date."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing due: `told` are its accounts, the one shown first; `due` is None for an undertaking without a date."""

    sort: Sort
    key: str
    due: Interval | None
    told: tuple[RecordStated, ...]

    @property
    def record(self) -> Record:
        return self.told[0].record

    @property
    def known(self) -> dt.date:
        """The day it first became known."""
        return min(known_day(entry.clocks) for entry in self.told)


def undertakings(book: Book) -> tuple[Deadline, ...]:
    """What somebody has committed himself to, dated or named by an act; accounts of one are together."""
    bare = [
        entry
        for entry in _undertaken(book)
        if not due_of(entry) and concrete(entry.record) and not _asked(entry.record)
    ]
    return (*dated(book), *(_deadline(book, "undertaking", group) for group in _joined(bare)))


def dated(book: Book) -> tuple[Deadline, ...]:
    """The undertakings that have a date."""
    told = [entry for entry in _undertaken(book) if due_of(entry) and not _asked(entry.record)]
    return tuple(_deadline(book, "undertaking", group) for group in _joined(told))


def _undertaken(book: Book) -> list[RecordStated]:
    groups = (book.holding(group) for group in of_kind(book.state.records, "commitment", sign=Sign.UNDERTAKEN))
    return [entry for group in groups for entry in group if _told_well(entry)]


def may_undertake(entry: RecordStated) -> bool:
    """Whether it may tell of an undertaking."""
    return isinstance(entry.record, Commitment) and _told_well(entry)


def may_change(entry: RecordStated) -> bool:
    """Whether it tells of a change that is to come."""
    return isinstance(entry.record, Measure) and _told_well(entry) and _comes(entry)


def changes(book: Book) -> tuple[Deadline, ...]:
    """Changes of measures announced, or threatened, for a day."""
    groups = (book.holding(group) for group in of_kind(book.state.records, "measure", sign=Sign.CHANGE))
    told = [entry for group in groups for entry in group if _told_well(entry) and _comes(entry)]
    return tuple(_deadline(book, "change", group) for group in _joined(told))


def due_of(entry: RecordStated) -> Interval | None:
    """When it is due: a day or more after its publication and within the horizon; None where no such is told."""
    record = entry.record
    due = record.due if isinstance(record, Commitment) else record.when
    end = (due.end or due.start) if due else None
    if due is None or end is None:
        return None
    years = last_day(end).year - known_day(entry.clocks).year
    ahead = last_day(end) >= known_day(entry.clocks) and years <= table("deadlines")["horizon"]["years"]
    return due if ahead and not _only_a_year(due, entry) else None


def _only_a_year(due: Interval, entry: RecordStated) -> bool:
    """Whether no more is told than the year of the report, within which it is to be done or which a name has."""
    return due.start is not None and due.start == due.end == str(known_day(entry.clocks).year)


def elsewhere(record: Record) -> bool:
    """Whether the words tell of a day on which something else is: a hearing, or what somebody stays away from."""
    return _of_other_things().search(text_of(record)) is not None


@functools.cache
def _of_other_things() -> re.Pattern[str]:
    return re.compile("|".join(table("deadlines")["elsewhere"]["patterns"]), re.I)


def _told_well(entry: RecordStated) -> bool:
    record = entry.record
    asked = record.evidence[-1].text.rstrip(" \"”’'").endswith("?")
    told = record.status in AHEAD or (isinstance(record, Commitment) and record.status in ("happened", "ongoing"))
    return told and not asked and bool(countries(record.actors)) and record.confidence >= SURE


def _comes(entry: RecordStated) -> bool:
    """Whether a change comes on a day, or within a week, after the report."""
    record, due = entry.record, due_of(entry)
    if not isinstance(record, Measure) or due is None or due.start is None or len(due.start) < DAY:
        return False
    ahead = first_day(due.start) - known_day(entry.clocks)
    short = due.end is None or last_day(due.end) - first_day(due.start) <= WEEK
    if record.status not in ("planned", "threatened") or elsewhere(record) or not _one_sided(record):
        return False
    return short and record.type != "other" and NONE < ahead <= (FAR if record.status == "planned" else SOON)


def _one_sided(record: Record) -> bool:
    """Whether one state imposes it, and not on itself; of two the reader may have taken the wrong one."""
    imposers = countries(record.actors)
    return len(imposers) == 1 and not imposers & countries(record.targets)


def concrete(record: Record) -> bool:
    """Whether the words bind one state toward another to an act that can be seen done."""
    who, whom = countries(record.actors), countries(record.targets)
    words = text_of(record)
    if record.confidence < SURE or len(who | whom) < len(("one", "other")):
        return False
    return bool(_bound().search(words)) and not _empty().search(words)


def acts(words: str, part: Literal["promised", "done"]) -> frozenset[str]:
    """The acts of the vocabulary that the words promise, or tell as done."""
    if not _any_act(part).search(words):
        return frozenset()
    return frozenset(name for name, pattern in _acts(part) if pattern.search(words))


@functools.cache
def _acts(part: Literal["promised", "done"]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _any(tuple(row[part]))) for name, row in table("deadlines")["act"].items())


@functools.cache
def _any_act(part: Literal["promised", "done"]) -> re.Pattern[str]:
    return _any(tuple(pattern for row in table("deadlines")["act"].values() for pattern in row[part]))


@functools.cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.I)


@functools.cache
def _bound() -> re.Pattern[str]:
    """A word of undertaking before a verb that an undertaking without a date may have."""
    words = table("deadlines")
    verbs = [verb for row in words["act"].values() if row.get("undated", True) for verb in row["promised"]]
    forms = "|".join((*verbs, *(verb.removesuffix("e") + "ing" for verb in verbs)))
    between = rf"(?:(?!{'|'.join(words['undertaken']['shared'])})\S+\s+){{0,4}}?"
    return re.compile(rf"\b(?:{'|'.join(words['undertaken']['patterns'])})\s+{between}(?:{forms})\b", re.I)


@functools.cache
def _empty() -> re.Pattern[str]:
    return re.compile("|".join(table("deadlines")["empty"]["patterns"]), re.I)


def _asked(record: Record) -> bool:
    """Whether the words ask for it, doubt it or put it under a condition, or tell that it was refused."""
    return _asking().search(text_of(record)) is not None


@functools.cache
def _asking() -> re.Pattern[str]:
    return re.compile("|".join(table("deadlines")["asked"]["patterns"]), re.I)


def _joined(told: Iterable[RecordStated]) -> Iterator[list[RecordStated]]:
    """The accounts of one deadline together, in an order that is not that of arrival.

    An account is held against the groups alone that share a day with it (see `meet`).
    """
    found: list[list[RecordStated]] = []
    by_day: dict[Place, list[int]] = {}
    for entry in sorted(told, key=_exact):
        places = _places(entry)
        near = sorted({at for place in places for at in by_day.get(place, ())})
        at = next((at for at in near if _same(found[at][0], entry)), None)
        if at is not None:
            found[at].append(entry)
            continue
        for place in places:
            by_day.setdefault(place, []).append(len(found))
        found.append([entry])
    yield from found


def _places(entry: RecordStated) -> list[Place]:
    """Where accounts meet that may tell of one deadline: the last day, and each day of a short stretch."""
    due = due_of(entry)
    if due is None:
        return [None]
    end = last_day(due.end or due.start or "9999")
    start = first_day(due.start) if due.start else end
    short = range(start.toordinal(), end.toordinal() + 1) if end - start <= WEEK else ()
    return [("ends", end.toordinal()), *(("within", day) for day in short)]


def _exact(entry: RecordStated) -> tuple[int, int, float, str]:
    """What is told to the day first, then what names its target, then the surer."""
    due = due_of(entry)
    length = (last_day(due.end or due.start or "9999") - first_day(due.start or due.end or "9999")).days if due else 0
    return (length, not entry.record.targets, -entry.record.confidence, entry.id)


def _same(entry: RecordStated, other: RecordStated) -> bool:
    """Whether two accounts tell of one deadline: who, what sort, days that meet; undertakings by their words, too."""
    mine, theirs = due_of(entry), due_of(other)
    if mine is not None and theirs is not None:
        if not meet(mine, theirs):
            return False
    elif mine is not theirs:
        return False
    a, b = entry.record, other.record
    if isinstance(a, Measure) and isinstance(b, Measure):
        return a.type == b.type and _reaches(a.actors, b.actors) and _reaches(a.targets, b.targets)
    return one(entry, other) or text_of(a) == text_of(b)


def _reaches(mine: Sequence[Actor], theirs: Sequence[Actor]) -> bool:
    """Whether both name one state, or one names none."""
    a, b = countries(mine), countries(theirs)
    return not a or not b or bool(a & b)


def meet(mine: Interval, theirs: Interval) -> bool:
    """Whether two due dates are one: the last days are equal, or one is a day within the short stretch of the other."""
    ends = [last_day(due.end or due.start or "9999") for due in (mine, theirs)]
    starts = [first_day(due.start) if due.start else end for due, end in zip((mine, theirs), ends, strict=True)]
    short = all(end - start <= WEEK for start, end in zip(starts, ends, strict=True))
    return ends[0] == ends[1] or (short and max(starts) <= min(ends))


def _deadline(book: Book, sort: Sort, told: Sequence[RecordStated]) -> Deadline:
    ordered = shown_first(book, told)
    pledge = next((entry for entry in ordered if entry.record.status in AHEAD), ordered[0])
    due = due_of(told[0])
    record = told[0].record
    day = (due.end or due.start) if due else min(entry.id for entry in told)
    who, whom = ("+".join(sorted(countries(side))) or "-" for side in (record.actors, record.targets))
    what = record.type if isinstance(record, Measure) else min(entry.key for entry in told)
    rest = tuple(entry for entry in ordered if entry is not pledge)
    return Deadline(sort, f"{sort}|{who}|{whom}|{what}|{day}", due, (pledge, *rest))


def countries(actors: Iterable[Actor]) -> frozenset[str]:
    """The countries of the actors."""
    return frozenset(actor.country for actor in actors if actor.country)


def text_of(record: Record) -> str:
    """The words of the evidence, on one line."""
    return " ".join(" ".join(span.text for span in record.evidence).split())
