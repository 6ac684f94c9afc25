"""Counting calendar units from a TIMEX3 value: 'last week', 'two years later', 'the following decade'."""

from __future__ import annotations

import datetime as dt

from detente.reading.times.senses import Shift
from detente.reading.times.values import (
    bounds,
    day_of,
    day_shift,
    month_of,
    month_shift,
    quarter_of,
    quarter_shift,
    week_value,
    year_of,
    year_value,
)

DAYS = {"D": 1, "W": 7, "WE": 7}


def shifted(shift: Shift, anchor: str) -> str | None:
    """The calendar unit `shift.count` units from the value `anchor`, XX where the anchor is not precise enough."""
    year = year_of(anchor)
    if year is None:
        return None
    if shift.unit == "Y":
        return year_value(year + shift.count)
    if shift.unit in ("DE", "CE", "ML"):
        return truncated(year, 10 if shift.unit == "DE" else 100, shift.count)
    month = month_of(anchor)
    if shift.unit == "M":
        return month_shift(year, month, shift.count) if month else f"{year_value(year)}-XX"
    day = day_of(anchor) or (day_of(bounds(anchor)[1] or "") if "-W" in anchor else None)
    if day is None:
        return f"{year_value(year)}-{month:02d}-XX" if month else f"{year_value(year)}-XX-XX"
    return shifted_day(shift, day)


def truncated(year: int, years: int, count: int) -> str:
    """The decade or century `count` on from that of `year`: '199', '19', 'BC048'."""
    digits = 5 - len(str(years))
    if year < 0:
        return f"BC{-year // years - count:0{digits}d}"
    return f"{year // years + count:0{digits}d}"


def shifted_day(shift: Shift, day: dt.date) -> str | None:
    """The day, week, weekend or quarter `shift.count` on from that of `day`; None beyond the calendar."""
    if shift.unit == "Q":
        return quarter_shift(quarter_of(day), shift.count)
    moved = day_shift(day, shift.count * DAYS.get(shift.unit, 0))
    if moved is None or shift.unit == "D":
        return moved.isoformat() if moved else None
    return week_value(moved) + ("-WE" if shift.unit == "WE" else "")
