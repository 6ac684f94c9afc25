"""Partial dates and intervals of them; a date is never made more precise than its text."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

import msgspec

from detente.errors import DateInvalid

PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
YEARS = (1600, 2400)
"""From the century of the first newspapers until long after us."""


def partial(value: str) -> str:
    """`value` as a partial ISO date: '2025', '2025-06' or '2025-06-05'; a time of day is cut off.

    Raises DateInvalid, naming the value, where it is no date of the calendar.
    """
    found = PARTIAL.match(value)
    if found is None or (len(value) > found.end() and value[found.end()] not in "T "):
        raise DateInvalid(f"{value!r} is no date; write 2025, 2025-06 or 2025-06-05")
    try:
        first_day(found.group())
    except ValueError as error:
        raise DateInvalid(f"{value!r} is no date of the calendar; write 2025, 2025-06 or 2025-06-05") from error
    return found.group()


def conceivable(value: str) -> bool:
    """Whether something may have been published then: not in a year before newspapers, or centuries ahead.

    Programs write such years where they know none (0001, 9999), and no days can be counted around them.
    """
    return not value[:4].isdecimal() or YEARS[0] <= int(value[:4]) <= YEARS[1]


@functools.lru_cache(maxsize=50_000)
def first_day(value: str) -> dt.date:
    """The first day a partial date may mean."""
    parts = [int(part) for part in value[:10].split("-")]
    return dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


@functools.lru_cache(maxsize=50_000)
def last_day(value: str) -> dt.date:
    """The last day a partial date may mean."""
    parts = [int(part) for part in value[:10].split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return dt.date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])


def day_published(published: str | None) -> dt.date | None:
    """The first day a publication date or time may mean; None where there is none, or it is no date."""
    try:
        return first_day(partial(published)) if published else None
    except DateInvalid:
        return None


class Interval(msgspec.Struct, frozen=True, gc=False):
    """From `start` to `end`, both partial ISO dates, both included; None is an open end."""

    start: str | None = None
    end: str | None = None

    def begins_by(self, day: dt.date) -> bool:
        """Whether the interval has surely or possibly begun on `day` (an open start has)."""
        return self.start is None or first_day(self.start) <= day

    def over_by(self, day: dt.date) -> bool:
        """Whether the interval has ended before `day` (an open end has not)."""
        return self.end is not None and last_day(self.end) < day

    def overlaps(self, other: Interval) -> bool:
        """Whether some day may lie in both."""
        starts = [first_day(i.start) for i in (self, other) if i.start]
        ends = [last_day(i.end) for i in (self, other) if i.end]
        return not starts or not ends or max(starts) <= min(ends)
