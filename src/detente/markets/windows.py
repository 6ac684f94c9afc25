"""From which close to which a reported move is measured, and what a series has there.

The sessions are those of the series: where it misses one of the exchange's, its faults say so, and nothing is measured
across that.
"""

from __future__ import annotations

import datetime as dt
import math

import msgspec
import numpy as np

from detente.markets.names import Listing
from detente.markets.series import Prices, Series, as_date
from detente.model import Interval, first_day, last_day

HARMLESS = ("duplicate",)
"""Faults that leave no doubt about a close."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """From the close `base` of the session `since` to the close of the session `day`, `sessions` later.

    `high` and `low` are what that last session ranged over, None where the series does not say.
    """

    since: dt.date
    day: dt.date
    sessions: int
    base: float
    close: float
    high: float | None = None
    low: float | None = None

    def change(self, unit: str, listing: Listing) -> float:
        """The change of what is named, in 'points', 'percent' or 'basis points'; the close itself as 'level'.

        A percent is of the base. What is quoted the other way round rises when the figure falls; basis points are
        hundredths of a point of a yield, else of a percent.
        """
        base, close = (1 / self.base, 1 / self.close) if listing.inverse else (self.base, self.close)
        if unit == "level":
            return self.close
        if unit == "points":
            return self.close - self.base
        if unit == "percent":
            return 100 * (close / base - 1)
        return 100 * (self.close - self.base) if listing.unit == "percent" else 1e4 * (close / base - 1)


class Unmeasured(msgspec.Struct, frozen=True):
    """Why nothing is measured, in words."""

    why: str


def measured(series: Series, when: Interval | None) -> Measured | Unmeasured:
    """The change over the sessions of a day or a stretch of days; why not, where a close it needs is missing."""
    if when is None or when.start is None:
        return Unmeasured("the words give no day")
    first, last = first_day(when.start), last_day(when.end or when.start)
    if last > series.last or first <= series.first:
        span = f"{series.source} goes from {series.first} to {series.last}"
        return Unmeasured(f"{span}; load a series of it that goes from before {first} to {last}")
    start, end = (int(place) for place in np.searchsorted(series.days, _days(first, last + dt.timedelta(days=1))))
    doubt = doubtful(series, as_date(series.days[start - 1]), last)
    if doubt:
        return Unmeasured(doubt)
    if start >= end:
        told = f"{first:%A} {first}" if first == last else f"{first} to {last}"
        return Unmeasured(f"{series.calendar} had no session: {told}")
    return between(series, start - 1, end - 1)


def between(series: Series, base: int, place: int) -> Measured:
    """The change from one place of the series to a later one."""
    return Measured(
        since=as_date(series.days[base]),
        day=as_date(series.days[place]),
        sessions=place - base,
        base=float(series.closes[base]),
        close=float(series.closes[place]),
        high=_at(series.highs, place),
        low=_at(series.lows, place),
    )


def doubtful(series: Series, since: dt.date, until: dt.date) -> str | None:
    """What leaves the closes from one day to another in doubt, in words; None where nothing does."""
    for fault in series.faults:
        if since.isoformat() <= fault.day <= until.isoformat() and fault.fault not in HARMLESS:
            return f"{series.source}, {fault.day}: {fault.note}"
    return None


def _days(*days: dt.date) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.array(days, dtype="datetime64[D]")


def _at(column: Prices | None, place: int) -> float | None:
    value = math.nan if column is None else float(column[place])
    return None if math.isnan(value) else value
