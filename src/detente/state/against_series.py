"""Reported moves held against series of prices. What is known of prices comes from outside: `detente.markets`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from detente.model import KnowsPrices, Misreported, Move, RecordStated, StateOfPlay
from detente.state.claims import affirms, known_day
from detente.state.groups import of_kind

DAY = len("2025-06-05")


class Misreport(msgspec.Struct, frozen=True, kw_only=True):
    """A reported move that the series contradict. `measured` is the series' change, signed, in the move's unit;
    `instead` is that change as an account: no document has it, and its source is the series.
    """

    entry: RecordStated
    measured: float
    ground: str
    instead: RecordStated


def against_series(state: StateOfPlay, prices: KnowsPrices | None = None) -> Iterator[Misreport]:
    """Moves told to the day that are not what the prices have, by publication and id.

    A move that is not told as having happened is held against nothing; what the words and the reader leave open is for
    the prices to say. `prices` are by default those of the state.
    """
    known = prices or state.prices
    if known is None:
        return
    told = [entry for group in of_kind(state.records, "move") for entry in group]
    for entry in sorted(told, key=lambda entry: (entry.clocks.known_at or "9999", entry.id)):
        found = _misreport(entry, known) if known_day(entry.clocks) <= state.as_of.valid else None
        if found:
            yield found


def _misreport(entry: RecordStated, prices: KnowsPrices) -> Misreport | None:
    move = entry.record
    if not isinstance(move, Move) or not _told_to_the_day(move):
        return None
    found = prices.misreported(move)
    if found is None:
        return None
    ground = f"{found.ground} ({found.source})"
    return Misreport(entry=entry, measured=found.measured, ground=ground, instead=_instead(entry, move, found))


def _instead(entry: RecordStated, move: Move, found: Misreported) -> RecordStated:
    """What the series has, as an account beside the one told."""
    record = Move(
        id=f"{move.id}-measured",
        status="happened",
        evidence=(),
        when=move.when,
        instrument=move.instrument,
        direction="up" if found.measured > 0 else "down" if found.measured < 0 else "flat",
        change=round(abs(found.measured), 4),
        unit=move.unit or "percent",
        basis="close",
        confidence=1.0,
        rule=f"series of {found.vintage}",
    )
    name, source = f"{entry.id}-measured", f"source:{found.source}"
    return RecordStated(id=name, document="", clocks=entry.clocks, key=entry.key, record=record, source=source)


def _told_to_the_day(move: Move) -> bool:
    day = move.when.start if move.when else None
    return day is not None and len(day) == DAY and affirms(move)
