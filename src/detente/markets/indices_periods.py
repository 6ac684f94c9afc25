"""Days, ISO weeks and months as the periods of an index."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from detente.model import first_day

By = Literal["day", "week", "month"]
PERIODS: tuple[By, ...] = get_args(By)
MONTH, DAY = len("2025-06"), len("2025-06-05")


def period(date: str | None, by: By) -> str | None:
    """'2025-06-05', '2025-W23' or '2025-06' of a partial ISO date; None where it is not dated as closely."""
    if date is None or len(date) < (MONTH if by == "month" else DAY):
        return None
    if by == "month":
        return date[:MONTH]
    if by == "day":
        return date[:DAY]
    year, week, _ = first_day(date).isocalendar()
    return f"{year}-W{week:02}"


def bounds(name: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period."""
    if "W" in name:
        first = dt.date.fromisocalendar(int(name[:4]), int(name[-2:]), 1)
        return first, first + dt.timedelta(days=6)
    first = first_day(name)
    if len(name) == DAY:
        return first, first
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def periods(first: str, last: str, by: By) -> list[str]:
    """All periods from the first to the last, none left out."""
    found, day, end = list[str](), bounds(first)[0], bounds(last)[1]
    while day <= end:
        name = period(day.isoformat(), by)
        assert name is not None  # a whole day is in every sort of period
        found.append(name)
        day = bounds(name)[1] + dt.timedelta(days=1)
    return found
