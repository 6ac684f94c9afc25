"""What may save a move that the closes contradict: the day, the direction, the instrument or the figure misread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.markets import telling
from detente.markets.figures import fit
from detente.markets.judging import SIGNS, judged
from detente.markets.names import Listing, find
from detente.markets.series import Series
from detente.markets.verdicts import signed
from detente.markets.windows import Measured, between, measured
from detente.model import Interval, Move

SURE_OF_DAY = 0.5
"""Confidence in its date from which on a report is held to the day."""
NEAR = 5
"""Sessions before and after that an unsure day may mean."""
LONGEST = dt.timedelta(days=9)
"""From the close before a week to the week's last."""
DAY = len("2025-06-05")
FITS = ("agrees", "rounded or truncated")


def doubtful(move: Move, series: Series, got: Measured, listing: Listing, beside: Sequence[Series]) -> str | None:
    """Why a contradiction is none to be sure of, in words; None where nothing saves the move."""
    return (
        _loosely_dated(move, got)
        or _of_another_session(move, series, got, listing)
        or _misread(move, got, listing)
        or _of_another_instrument(move, beside)
    )


def _loosely_dated(move: Move, got: Measured) -> str | None:
    when = move.when or Interval()
    if any(len(day) < DAY for day in (when.start, when.end) if day) or got.day - got.since > LONGEST:
        return "the stretch of time is not told to the day"
    stretch = telling.of_a_stretch(move) if got.sessions == 1 else None
    return f"the words tell of more than the session: {stretch!r}" if stretch else None


def _of_another_session(move: Move, series: Series, got: Measured, listing: Listing) -> str | None:
    """Where the day is unsure, a session near by to which the figure belongs; without a figure it may be any."""
    if move.when_confidence is None or move.when_confidence >= SURE_OF_DAY:
        return None
    if move.change is None:
        return "its date is unsure"
    place = series.place(got.day) or 0
    for near in sorted(range(place - NEAR, place + NEAR + 1), key=lambda near: abs(near - place)):
        if 0 < near < len(series):
            other = between(series, near - 1, near)
            if judged(move, other, listing).verdict in FITS:
                return f"its date is unsure, and the figure is that of {other.day}"
    return None


def _misread(move: Move, got: Measured, listing: Listing) -> str | None:
    """Where the direction or the figure may be misread: the words have another that fits."""
    told = signed(move)
    if telling.both_ways(move) and SIGNS[move.direction] * got.change("percent", listing) < 0:
        return "the words tell of both directions"
    units = ("points", "percent") if move.unit in ("points", "percent") else (move.unit or "percent",)
    for figure in telling.figures(telling.words(move)):
        if figure != abs(told or 0.0) and any(fit(figure, abs(got.change(unit, listing))) for unit in units):
            return f"the words have another figure that fits, {figure:g}"
    return None


def _of_another_instrument(move: Move, beside: Sequence[Series]) -> str | None:
    """Another instrument that the words name and whose figure it is."""
    for series in beside:
        got, listed = measured(series, move.when), find(series.instrument)
        if (
            isinstance(got, Measured)
            and listed
            and move.change is not None
            and judged(move, got, listed).verdict in FITS
        ):
            return f"the words name {series.instrument} too, whose figure it is"
    return None
