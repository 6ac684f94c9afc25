"""What is odd about a series: order, days that stand twice, closes that are no prices, gaps, and jumps like splits."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from detente.markets.design import Note
from detente.markets.returns import YIELDS
from detente.markets.series import Series
from detente.markets.variance import Floats

LONGEST = 5
"""Calendar days between two closes beyond which there is a gap, where no calendar says better."""
SPLITS = (2, 3, 4, 5, 7, 8, 10, 15, 20, 1.5)
NEAR = 0.03
"""How near to a split's ratio a jump must be, as a log return."""


FAULT_KINDS = {
    "gap": "gap",
    "no price": "not-positive",
    "not above zero": "not-positive",
    "duplicate": "duplicate-date",
    "conflict": "duplicate-date",
    "no session": "no-session",
    "no calendar": "no-calendar",
    "split": "split",
}
"""What is called a fault of a series, as a note of a study."""


def series_notes(series: Series) -> tuple[Note, ...]:
    """All that is odd about a series: what was found when it was loaded, or else what can be seen of it."""
    if series.faults or series.calendar:
        return tuple(_note(series, FAULT_KINDS[one.fault], one.day, one.note) for one in series.faults)
    return (*order_notes(series), *price_notes(series), *gap_notes(series))


def order_notes(series: Series) -> Iterator[Note]:
    """Days out of order, and days that stand more than once."""
    days = series.days.astype("datetime64[D]")
    if len(days) > 1 and (np.diff(days) < np.timedelta64(0, "D")).any():
        yield _note(series, "unsorted", "", f"{len(days)} days")
    unique, first, counts = np.unique(days, return_index=True, return_counts=True)
    for day, place, count in zip(unique[counts > 1], first[counts > 1], counts[counts > 1], strict=True):
        closes = ", ".join(f"{close:g}" for close in series.closes[days == day])
        words = f"{count} closes: {closes}; {series.closes[place]:g} counts"
        yield _note(series, "duplicate-date", str(day), words)


def price_notes(series: Series) -> Iterator[Note]:
    """Closes that are no prices, and jumps by the ratio of a split."""
    closes = np.asarray(series.closes, dtype=np.float64)
    priced = series.unit != YIELDS
    bad = np.isnan(closes) | ((closes <= 0) & priced)
    for place in np.flatnonzero(bad):
        yield _note(series, "not-positive", str(series.days[place]), f"close {closes[place]:g}")
    if priced:
        yield from _split_notes(series, np.where(bad, np.nan, closes))


def _split_notes(series: Series, closes: Floats) -> Iterator[Note]:
    jumps = np.diff(np.log(closes))
    for place in np.flatnonzero(np.abs(jumps) > math.log(1.4)):
        ratio = next((one for one in SPLITS if abs(abs(jumps[place]) - math.log(one)) < NEAR), None)
        if ratio is not None:
            before, after = closes[place], closes[place + 1]
            words = f"from {before:g} to {after:g}: {ratio:g} to one"
            yield _note(series, "split", str(series.days[place + 1]), words)


def gap_notes(series: Series) -> Iterator[Note]:
    """Long stretches of days without a close."""
    days = np.unique(series.days.astype("datetime64[D]"))
    apart = np.diff(days).astype(int)
    for place in np.flatnonzero(apart > LONGEST):
        yield _note(series, "gap", str(days[place + 1]), f"{apart[place]} days after {days[place]}")


def _note(series: Series, kind: str, day: str, detail: str) -> Note:
    return Note(kind=kind, instrument=series.instrument, day=day, detail=detail)
