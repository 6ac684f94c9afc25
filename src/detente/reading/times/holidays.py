"""The day of a holiday in a year, from the vocabulary of holidays."""

from __future__ import annotations

import calendar
import datetime as dt

from detente.vocabulary import table

USUAL_YEAR = 2000
"""A year that stands for any where only the season of a moving holiday matters."""


def part(name: str, year: int | None) -> str | None:
    """The month and day of the holiday `name` ('12-25'); None where it has none, or needs a year and there is none."""
    holidays = table("times_holidays")
    if name in holidays["fixed"]:
        return str(holidays["fixed"][name])
    if year is None or not 1583 <= year <= 9999:
        return None
    if name in holidays["by_weekday"]:
        month, nth, weekday = (int(figure) for figure in holidays["by_weekday"][name].split("/"))
        return f"{month:02d}-{nth_weekday(year, month, nth, weekday):02d}"
    if name in holidays["by_easter"]:
        day = easter(year) + dt.timedelta(days=holidays["by_easter"][name])
        return f"{day.month:02d}-{day.day:02d}"
    return None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> int:
    """The day of the month of its nth ISO weekday, -1 for the last."""
    first, days = calendar.monthrange(year, month)
    found = range(1 + (weekday - 1 - first) % 7, days + 1, 7)
    return found[nth - 1] if nth > 0 else found[nth]


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)
