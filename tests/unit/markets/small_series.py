"""Small series written by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from detente.markets.sessions import Session, SessionClock
from detente.model import Fault, Interval, Move, Series, Span

WEEK = ("2031-03-03", "2031-03-04", "2031-03-05", "2031-03-06", "2031-03-07", "2031-03-10")
"""Monday to Friday, and the Monday after."""
CLOSES = (40_000.0, 40_160.72, 39_998.39, 40_100.0, 40_100.0, 38_095.0)


def series(
    closes: Sequence[float] = CLOSES,
    days: Sequence[str] = WEEK,
    *,
    instrument: str = "Dow Jones Industrial Average",
    unit: str = "points",
    faults: Sequence[Fault] = (),
    **more: Any,
) -> Series:
    """A series of a paper's index."""
    about = {"source": "A paper", "vintage": "2031-04-01", "calendar": "XNYS"} | more
    return Series(
        instrument=instrument,
        days=np.array(days[: len(closes)], dtype="datetime64[D]"),
        closes=np.array(closes, dtype=np.float64),
        unit=unit,
        faults=tuple(faults),
        **about,
    )


def move(
    direction: str,
    change: float | None,
    unit: str | None = "points",
    *,
    on: str | None = "2031-03-04",
    basis: str | None = "close",
    instrument: str = "Dow Jones Industrial Average",
    **more: Any,
) -> Move:
    """A reported move; `on` may be 'DAY' or 'DAY/DAY'."""
    start, _, end = (on or "").partition("/")
    return Move(
        id="r1",
        status="happened",
        evidence=(Span(0, 4, "They"),),
        instrument=instrument,
        direction=direction,  # type: ignore[arg-type]
        change=change,
        unit=unit,  # type: ignore[arg-type]
        basis=basis,  # type: ignore[arg-type]
        when=Interval(start, end or start) if on else None,
        **more,
    )


def clock(zone: str, close: int, days: Sequence[str] = WEEK, exchange: str = "XTEST") -> SessionClock:
    """An exchange that is open from nine until `close` o'clock on the days."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    there = ZoneInfo(zone)

    def at(day: str, hour: int) -> dt.datetime:
        return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), there).astimezone(dt.UTC)

    return SessionClock(
        exchange,
        there,
        (
            Session(exchange=exchange, day=dt.date.fromisoformat(day), opens=at(day, 9), closes=at(day, close))
            for day in days
        ),
    )
