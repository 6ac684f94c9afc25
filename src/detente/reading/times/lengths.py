"""Durations counted on the calendar: from a day of writing, or from the date a text anchors them to."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from detente.model import Interval, first_day, last_day
from detente.reading.times.values import day_shift, month_shift

LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)(Y|M|W|D|DE|CE|Q|H|S)$")
MONTHS = {"Y": 12, "Q": 3, "DE": 120, "CE": 1200, "M": 1}
DAYS = {"W": 7, "D": 1}
EXACT_DAYS = 21
"""Up to three weeks a length counted from the day of writing is meant to the day, beyond that to the month."""
VAGUE_MONTHS = {"W": 1, "M": 6}
"""How many months 'recent weeks' and 'recent months' may reach."""


ADDED = {"DE": ("Y", 10), "2W": ("W", 2)}
"""Units that TIMEX3 counts in smaller ones, where there is a figure."""
HALF = {"Y": "6M", "TH": "30M", "TM": "30S"}


def length_value(count: int | float | str, unit: str) -> str:
    """The duration of `count` units as TIMEX3 writes it: P2Y, PT1M30S, P20Y for two decades, PXD for a count of 'X'."""
    if unit in ADDED and isinstance(count, int):
        unit, factor = ADDED[unit]
        count *= factor
    prefix, letter = ("PT", unit[1]) if unit.startswith("T") else ("P", unit)
    if isinstance(count, float) and count % 1 == 0.5 and unit in HALF:
        return prefix + (f"{int(count)}{letter}" if count > 1 else "") + HALF[unit]
    return f"{prefix}{count:g}{letter}" if isinstance(count, float) else f"{prefix}{count}{letter}"


def parsed(value: str) -> tuple[float | None, str] | None:
    """Count (None for X) and unit of a duration in days or longer, None for others and for clock times."""
    found = LENGTH.match(value)
    if found is None or found[1]:
        return None
    return (None if found[2] == "X" else float(found[2])), found[3]


def moved(day: dt.date, count: float, unit: str) -> dt.date | None:
    """The day `count` units on (back where negative); a day of the month that is missing becomes the last one."""
    if unit in DAYS:
        return day_shift(day, round(count * DAYS[unit]))
    year, month = divmod(day.year * 12 + day.month - 1 + round(count * MONTHS.get(unit, 0)), 12)
    if unit not in MONTHS or not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def precision_of(count: float, unit: str) -> int:
    """How many characters of an ISO date a length counted from the day of writing is good for."""
    if unit in ("Y", "DE", "CE"):
        return 4
    return 10 if unit in DAYS and abs(count) * DAYS[unit] <= EXACT_DAYS else 7


def beside(written: dt.date, value: str, towards: int) -> Interval | None:
    """The stretch of a length that ends on (`towards` -1) or starts from (1) the day of writing."""
    found = parsed(value)
    if found is None:
        return None
    count, unit = found
    if count is None:
        return vague(written, unit, towards)
    other = moved(written, count * towards, unit)
    if other is None:
        return None
    precision = precision_of(count, unit)
    return ordered(written.isoformat()[:precision], other.isoformat()[:precision], towards)


def vague(written: dt.date, unit: str, towards: int) -> Interval:
    """'recent days', 'the coming weeks', 'the past few years': to the month, years with an open end."""
    if unit == "D":
        other = day_shift(written, 10 * towards) or written
        return ordered(written.isoformat()[:7], other.isoformat()[:7], towards)
    if unit in VAGUE_MONTHS:
        other_month = month_shift(written.year, written.month, VAGUE_MONTHS[unit] * towards)
        return ordered(written.isoformat()[:7], other_month, towards)
    return Interval(None, written.isoformat()[:4]) if towards < 0 else Interval(written.isoformat()[:4], None)


def ordered(near: str, far: str, towards: int) -> Interval:
    return Interval(far, near) if towards < 0 else Interval(near, far)


def counted(anchor: str, value: str, towards: int) -> Interval | None:
    """The stretch from the partial date `anchor` on (or back) for the duration `value`, as precise as the anchor."""
    found = parsed(value)
    if found is None or found[0] is None:
        return None
    day = last_day(anchor) if towards > 0 else first_day(anchor)
    other = moved(day, found[0] * towards, found[1])
    return ordered(anchor, other.isoformat()[: len(anchor)], towards) if other else None
