"""Cycle after cycle, for weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from detente.gathering.gatherer import Gatherer
from detente.gathering.polling import Report

LONGEST = 60.0
"""Seconds after which it is looked again whether a feed was added or an item's turn has come."""
SHORTEST = 1.0


def watch(gatherer: Gatherer) -> Iterator[Report]:
    """Reports of feeds, until `gatherer.stop` is set. Raises StoreError where the desk cannot be written."""
    while not gatherer.stop.is_set():
        yield from gatherer.cycle()
        gatherer.stop.wait(pause(gatherer.next_turn(), gatherer.visitor.clock()))


def pause(turn: str | None, now: dt.datetime) -> float:
    """Seconds until it is time to look again."""
    if turn is None:
        return LONGEST
    seconds = (dt.datetime.fromisoformat(turn) - now).total_seconds()
    return max(SHORTEST, min(LONGEST, seconds))
