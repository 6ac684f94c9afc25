"""What may be found of a reported move, and how it is said."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.markets.names import Listing
from detente.markets.windows import Measured
from detente.model import Move

Verdict = Literal["contradicts", "impossible in sequence", "intraday", "cannot check", "rounded or truncated", "agrees"]
VERDICTS: tuple[Verdict, ...] = (
    "contradicts", "impossible in sequence", "intraday", "cannot check", "rounded or truncated", "agrees",
)  # fmt: skip
"""The gravest first."""


class Finding(msgspec.Struct, frozen=True):
    """A verdict and its ground in words."""

    verdict: Verdict
    ground: str


def signed(move: Move) -> float | None:
    """The figure told, signed by the direction where it is a change."""
    if move.change is None or move.unit == "level":
        return move.change
    return -abs(move.change) if move.direction == "down" else abs(move.change)


def told(move: Move) -> str:
    """'+160 points', '-0.25 percent', '42,319.74'; the direction where no figure is told."""
    value = signed(move)
    return move.direction if value is None or move.unit is None else figure(value, move.unit)


def figure(value: float, unit: str) -> str:
    """'+160 points', '-0.25 percent'; a level without a sign: '42,319.74'."""
    return price(value) if unit == "level" else f"{value:+,.10g} {unit}"


def closed(got: Measured, listing: Listing, unit: str | None) -> str:
    """What the closes say, in words: 'it closed 108.00 points lower at 42,319.74 on 2025-06-05'."""
    shown = unit if unit in ("points", "percent", "basis points") else "percent"
    change = got.change(shown, listing)
    way = "unchanged" if round(change, 4) == 0 else f"{abs(change):,.2f} {shown} {'higher' if change > 0 else 'lower'}"
    since = "" if got.sessions == 1 else f" than on {got.since}"
    return f"it closed {way}{since} at {price(got.close)} on {got.day}"


def price(value: float) -> str:
    """'42,319.74', '7.1792'."""
    return f"{value:,.2f}" if abs(value) >= 100 else f"{value:.4f}"
