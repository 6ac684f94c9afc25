"""TIMEX3 values: their calendar meaning as partial dates, and counting on them."""

from __future__ import annotations

import datetime as dt
import re

FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|T)")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
CALENDAR = ("0001", "9990")
"""The years of the calendar that dates are counted in, a decade short of its end."""
DECADE = re.compile(r"\d{2,3}")
PARTLY = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2]))?)-(?:XX|WXX|QX)")
YEAR = re.compile(r"(BC)?(\d{4})(?=$|-|T)")
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}
PARTS = {f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)} | {"H1": (1, 6), "H2": (7, 12)} | SEASONS


def day_of(value: str) -> dt.date | None:
    """The day a value names, None where it names none of the calendar."""
    found = FULL.match(value)
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def year_of(value: str) -> int | None:
    """The year of a value, before Christ below zero; None where it has none."""
    found = YEAR.match(value)
    if found is None:
        return None
    return -int(found[2]) if found[1] else int(found[2])


def month_of(value: str) -> int | None:
    """The month of a value, None where it has none."""
    found = re.match(r"(?:BC)?\d{4}-(\d\d)", value)
    return int(found[1]) if found else None


def year_value(year: int) -> str:
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def week_value(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: dt.date) -> str:
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def month_shift(year: int, month: int, count: int) -> str:
    """The month `count` months on."""
    months = year * 12 + month - 1 + count
    return f"{year_value(months // 12)}-{months % 12 + 1:02d}"


def quarter_shift(value: str, count: int) -> str:
    """The quarter `count` quarters on from 'YYYY-Qn'; an unknown quarter stays unknown, its year moves."""
    year = int(value[:4])
    if value[-1] == "X":
        return f"{year + count // 4:04d}-QX"
    quarters = year * 4 + int(value[-1]) - 1 + count
    return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"


def day_shift(day: dt.date, count: int) -> dt.date | None:
    """The day `count` days on, None beyond the calendar."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return None


def bounds(value: str) -> tuple[str | None, str | None]:
    """The first and the last partial date that a calendar value may mean; (None, None) where it has none."""
    value = value.split("T", maxsplit=1)[0]
    if not CALENDAR[0] <= value[:4] <= CALENDAR[1] and not DECADE.fullmatch(value):
        return None, None
    week = WEEK.match(value)
    if week:
        return week_bounds(int(week[1]), int(week[2]), weekend=bool(week[3]))
    if day_of(value) or PLAIN.fullmatch(value):
        return value, value
    if DECADE.fullmatch(value) and int(value):
        return value.ljust(4, "0"), value.ljust(4, "9")
    part = PARTS.get(value[5:]) if value[:4].isdigit() else None
    if part:
        return month_shift(int(value[:4]), 1, part[0] - 1), month_shift(int(value[:4]), 1, part[1] - 1)
    known = PARTLY.match(value)
    return (known[1], known[1]) if known else (None, None)


def week_bounds(year: int, week: int, *, weekend: bool) -> tuple[str | None, str | None]:
    try:
        sunday = dt.date.fromisocalendar(year, week, 7)
    except ValueError:
        return None, None
    return (sunday - dt.timedelta(days=1 if weekend else 6)).isoformat(), sunday.isoformat()


THIRDS = {"start": (1, 4), "mid": (5, 8), "end": (9, 12)}


def narrowed(start: str, end: str, place: str) -> tuple[str, str]:
    """The third of a year, or the half of a week, that 'early', 'mid' or 'late' means; other units stay whole."""
    if start == end and len(start) == 4:
        first, last = THIRDS[place]
        return f"{start}-{first:02d}", f"{start}-{last:02d}"
    days = (day_of(start), day_of(end))
    if days[0] and days[1] and (days[1] - days[0]).days == 6:
        middle = days[0] + dt.timedelta(days=2)
        return (start, middle.isoformat()) if place == "start" else (middle.isoformat(), end)
    return start, end


def months_of(start: str, end: str) -> tuple[str, str]:
    """The first and the last month of a span of years; others as they are."""
    return (f"{start}-01", f"{end}-12") if len(start) == len(end) == 4 else (start, end)


def clip_end(end: str, now: str) -> str:
    """The earlier of an end and the day of writing, as precise as the end."""
    return min(end, now[: len(end)])


def clip_start(start: str, now: str) -> str:
    """The later of a start and the day of writing, as precise as the start."""
    return max(start, now[: len(start)])
