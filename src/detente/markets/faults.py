"""Rows of prices -> a series whose faults are named: nothing is left out, kept or missing without a word."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from detente.markets.cells import Cell
from detente.markets.names import Listing, find
from detente.markets.series import Fault, Prices, Series
from detente.markets.sessions import SessionClock, clock

YIELDS = "percent"
"""The unit of yields, which may be zero and below."""
SPLITS = (2, 3, 4, 5, 7, 8, 10, 15, 20, 25, 50)
LIKE_A_SPLIT = 0.06
"""How far, in logarithms, a change may be from that of a split to look like one."""


def clean(cells: Sequence[Cell], listing: Listing, *, source: str, licence: str, vintage: str) -> Series:
    """The series in the rows, in order of days, with what is wrong with it."""
    faults: list[Fault] = []
    kept = sorted(_one_a_day(_priced(cells, listing, faults), faults), key=lambda cell: cell.day)
    named = {fault.day for fault in faults}
    gaps = (fault for fault in _against_calendar(kept, clock(listing.calendar)) if fault.day not in named)
    faults += [*gaps, *_splits(kept, listing)]
    highs, lows = _column([cell.high for cell in kept]), _column([cell.low for cell in kept])
    return Series(
        instrument=listing.instrument,
        days=np.array([cell.day for cell in kept], dtype="datetime64[D]"),
        closes=_column([cell.close for cell in kept]),
        unit=listing.unit,
        source=source,
        vintage=vintage,
        licence=licence,
        calendar=listing.calendar,
        highs=None if np.isnan(highs).all() else highs,
        lows=None if np.isnan(lows).all() else lows,
        faults=tuple(sorted(faults, key=lambda fault: (fault.day, fault.fault))),
    )


def _column(values: Sequence[float | None]) -> Prices:
    return np.array([math.nan if value is None else value for value in values], dtype=np.float64)


def _priced(cells: Iterable[Cell], listing: Listing, faults: list[Fault]) -> Iterator[Cell]:
    """The rows with a price that may be one."""
    sessions = clock(listing.calendar)
    for cell in cells:
        if cell.close is None:
            if sessions.first <= cell.day <= sessions.last and sessions.of(cell.day):
                faults.append(Fault(cell.day.isoformat(), "no price", "the row of this day has no close; left out"))
        elif cell.close <= 0 and listing.unit != YIELDS:
            note = f"a close of {cell.close:g}, which is no price; left out"
            faults.append(Fault(cell.day.isoformat(), "not above zero", note))
        else:
            yield cell


def _one_a_day(cells: Iterable[Cell], faults: list[Fault]) -> Iterator[Cell]:
    by_day: dict[dt.date, list[Cell]] = {}
    for cell in cells:
        by_day.setdefault(cell.day, []).append(cell)
    for day, rows in by_day.items():
        closes = sorted({row.close for row in rows if row.close is not None})
        if len(closes) > 1:
            told = ", ".join(f"{close:g}" for close in closes)
            faults.append(Fault(day.isoformat(), "conflict", f"closes of one day that differ: {told}; all left out"))
            continue
        if len(rows) > 1:
            faults.append(Fault(day.isoformat(), "duplicate", f"{len(rows)} rows with one close; kept once"))
        yield rows[0]


def _against_calendar(cells: Sequence[Cell], sessions: SessionClock) -> Iterator[Fault]:
    days = [cell.day for cell in cells]
    for day in sessions.missing(days):
        yield Fault(day.isoformat(), "gap", f"{sessions.exchange} had a session, and the series has no close")
    inside = [day for day in days if sessions.first <= day <= sessions.last]
    for day in inside:
        if sessions.of(day) is None:
            yield Fault(day.isoformat(), "no session", f"a close on a day when {sessions.exchange} was shut; kept")
    known = f"{sessions.first} to {sessions.last}"
    for day in sorted(set(days) - set(inside)):
        yield Fault(day.isoformat(), "no calendar", f"the calendar of {sessions.exchange} goes from {known}; kept")


def _splits(cells: Sequence[Cell], listing: Listing) -> Iterator[Fault]:
    """Changes that look like those of a split; an index has none."""
    if find(listing.instrument) is not None:
        return
    for before, cell in pairwise(cells):
        change = abs(math.log((cell.close or 1) / (before.close or 1))) if listing.unit != YIELDS else 0.0
        fold = next((n for n in SPLITS if abs(change - math.log(n)) < LIKE_A_SPLIT), None)
        if fold:
            note = f"{before.close:g} to {cell.close:g}, which looks like a split of {fold}; load adjusted closes"
            yield Fault(cell.day.isoformat(), "split", note)
