"""Meetings that states planned for a day, or for days not far apart, with the accounts of one together."""

from __future__ import annotations

import datetime as dt

from detente.model import Interval, RecordStated, first_day, last_day
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.deadlines import SURE, countries, elsewhere, text_of
from detente.state.groups import of_kind
from detente.state.views import meetings

MONTH = dt.timedelta(days=31)
"""The longest stretch of days within which a meeting is planned closely enough to be due."""


def plans(book: Book) -> list[list[RecordStated]]:
    """The accounts of each meeting planned, the most exact first."""
    told = [entry for group in of_kind(book.state.records, "event:CONSULT") for entry in book.holding(group)]
    found: list[list[RecordStated]] = []
    for entry in sorted((entry for entry in told if _scheduled(entry)), key=_exactness):
        group = next((group for group in found if _one_meeting(group[0], entry)), None)
        if group is None:
            found.append([entry])
        else:
            group.append(entry)
    return found


def _scheduled(entry: RecordStated) -> bool:
    record, when = entry.record, entry.record.when
    if record.status != "planned" or when is None or when.start is None or "?" in text_of(record):
        return False
    last = last_day(when.end or when.start)
    ahead = last > known_day(entry.clocks) and not elsewhere(record)
    return ahead and len(_states(entry)) > 1 and last - first_day(when.start) <= MONTH and record.confidence >= SURE


def _states(entry: RecordStated) -> frozenset[str]:
    return countries((*entry.record.actors, *entry.record.targets))


def _exactness(entry: RecordStated) -> tuple[int, float, str]:
    begins, ends = days_of(entry)
    return ((ends - begins).days, -entry.record.confidence, entry.id)


def days_of(entry: RecordStated) -> tuple[dt.date, dt.date]:
    when = entry.record.when or Interval("9999", "9999")
    start = when.start or "9999"
    return first_day(start), last_day(when.end or start)


def _one_meeting(entry: RecordStated, other: RecordStated) -> bool:
    """Whether two plans are of one meeting: the same states, days that meet, and nobody named who is in one only."""
    (begins, ends), (starts, stops) = days_of(entry), days_of(other)
    same = len(_states(entry) & _states(other)) > 1 and max(begins, starts) <= min(ends, stops)
    mine, theirs = ({name.lower() for name in meetings.people(one)} for one in (entry, other))
    return same and (not mine or not theirs or bool(mine & theirs))
