"""Reported moves held against a series of prices. The series come from outside: `markets` is to implement `Series`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

import msgspec

from detente.model import Move, RecordStated, StateOfPlay, first_day
from detente.state.claims import affirms, known_day
from detente.state.groups import of_kind

DAY = len("2025-06-05")
TOLERANCE = 0.51
"""Units of a reported figure's last decimal by which the measured one may differ: rounding, and no more."""


class Series(Protocol):
    """What is known of prices. `instrument` is named as in `markets.toml`, `unit` 'points' or 'percent'."""

    def change(self, instrument: str, day: dt.date, unit: str) -> float | None:
        """The change at the close of `day` against the close before, signed; None where the series does not have it."""
        ...


class Misreport(msgspec.Struct, frozen=True, kw_only=True):
    """A reported move that the series contradicts. `measured` is the series' change, signed, in the move's unit."""

    entry: RecordStated
    measured: float
    ground: str


def against_series(state: StateOfPlay, series: Series) -> Iterator[Misreport]:
    """Moves at a close, told to the day, that differ from the series by more than rounding, by publication and id.

    What moved within a session, and a level, is held against nothing here.
    """
    told = [entry for group in of_kind(state.records, "move") for entry in group]
    for entry in sorted(told, key=lambda entry: (entry.clocks.known_at or "9999", entry.id)):
        found = _misreport(entry, series) if known_day(entry.clocks) <= state.as_of.valid else None
        if found:
            yield found


def _misreport(entry: RecordStated, series: Series) -> Misreport | None:
    move = entry.record
    if not isinstance(move, Move) or move.basis != "close" or move.change is None or not affirms(move):
        return None
    day = move.when.start if move.when else None
    if day is None or len(day) != DAY or move.unit not in ("points", "percent"):
        return None
    measured = series.change(move.instrument, first_day(day), move.unit)
    told = -abs(move.change) if move.direction == "down" else abs(move.change)
    if measured is None or abs(told - measured) <= TOLERANCE * _last_decimal(move.change):
        return None
    return Misreport(
        entry=entry, measured=measured, ground=f"told: {told:+g} {move.unit}; the series has {measured:+.2f} on {day}"
    )


def _last_decimal(figure: float) -> float:
    """The unit of the figure's last decimal: 0.1 for 1.3."""
    return float(10.0 ** -len(f"{figure:.4f}".rstrip("0").partition(".")[2]))
