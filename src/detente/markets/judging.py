"""A reported move against what was measured, taken at its word."""

from __future__ import annotations

from detente.markets.figures import fit, last_place
from detente.markets.names import Listing
from detente.markets.telling import hedge, hedged
from detente.markets.verdicts import Finding, Verdict, closed, price, signed, told
from detente.markets.windows import Measured
from detente.model import Move

FLAT = 0.25
"""Percent up to which a close is little changed."""
NOT_FLAT = 1.0
"""Percent from which on no close is."""
A_WEEK = 6
"""Sessions up to which a direction without a figure is held against the closes."""
EARLY = 0.05
"""Percentage points by which a figure printed within minutes of the close may differ from the settled one."""
SIGNS = {"up": 1.0, "down": -1.0, "flat": 0.0}


def judged(move: Move, got: Measured, listing: Listing) -> Finding:
    """What is found of a move against the closes, and the range of the session where that is known."""
    if move.basis == "intraday" or (hedge(move) == "most" and move.unit != "level"):
        return _within_session(move, got, listing)
    finding = _at_the_close(move, got, listing)
    if finding.verdict == "contradicts" and move.basis is None and got.sessions == 1:
        return _perhaps_within(move, got, listing, finding)
    return finding


def _at_the_close(move: Move, got: Measured, listing: Listing) -> Finding:
    if move.change is None or move.unit is None:
        return _direction(move, got, listing)
    if listing.unit == "percent" and move.unit == "percent":
        return _yield(move, got, listing)
    return _figure(move, got, move.unit, listing)


def _figure(move: Move, got: Measured, unit: str, listing: Listing) -> Finding:
    figure, real = signed(move) or 0.0, got.change(unit, listing)
    verdict: Verdict = fit(figure, real) or ("agrees" if _early(figure, real, unit) else "contradicts")
    if verdict == "contradicts" and hedged(hedge(move), figure, real):
        verdict = "rounded or truncated"
    return Finding(verdict, f"told {told(move)}; {closed(got, listing, unit)}")


def _early(figure: float, real: float, unit: str) -> bool:
    """Whether the figure may be an early print of the same move."""
    return unit == "percent" and figure * real > 0 and abs(figure - real) <= EARLY


def _yield(move: Move, got: Measured, listing: Listing) -> Finding:
    """A percent of a yield may be its level, or a change of it."""
    findings = [_figure(move, got, unit, listing) for unit in ("level", "percent")]
    fits = next((finding for finding in findings if finding.verdict != "contradicts"), None)
    return fits or Finding("cannot check", f"a level or a change is not said, and it is neither; {findings[0].ground}")


def _direction(move: Move, got: Measured, listing: Listing) -> Finding:
    real = got.change("percent", listing)
    ground = f"told {move.direction}; {closed(got, listing, 'percent')}"
    if got.sessions > A_WEEK:
        return Finding("cannot check", f"no figure, and a long stretch of time; {ground}")
    if move.direction == "flat":
        if FLAT < abs(real) < NOT_FLAT:
            return Finding("cannot check", f"{ground}; whether that is little changed is for people to say")
        return Finding("agrees" if abs(real) <= FLAT else "contradicts", ground)
    return Finding("agrees" if SIGNS[move.direction] * real > 0 else "contradicts", ground)


def _within_session(move: Move, got: Measured, listing: Listing) -> Finding:
    """What is told of a moment within a session: the range shows what cannot be, the close shows nothing of it."""
    if out := _outside(move, got, listing):
        return Finding("contradicts", f"{out}; {closed(got, listing, move.unit)}")
    ground = f"told {told(move)} within the session, which closes do not show; {closed(got, listing, move.unit)}"
    return Finding("intraday", ground)


def _perhaps_within(move: Move, got: Measured, listing: Listing, finding: Finding) -> Finding:
    """A figure that is not the close's, in words that do not say that the close is meant."""
    if out := _outside(move, got, listing):
        return Finding("contradicts", f"{out}; {closed(got, listing, move.unit)}")
    return Finding("cannot check", f"it is not the close's, and the words do not say that it is; {finding.ground}")


def _outside(move: Move, got: Measured, listing: Listing) -> str | None:
    """Where the figure lies outside of what the session ranged over, in words; None where it does not, or may not."""
    figure = signed(move)
    if figure is None or got.high is None or got.low is None or listing.inverse or got.sessions != 1:
        return None
    points = {"level": 0.0, "points": 1.0, "percent": got.base / 100}.get(move.unit or "")
    if points is None:
        return None
    level = figure if move.unit == "level" else got.base + figure * points
    slack = last_place(figure) * (points or 1.0)
    if got.low - slack <= level <= got.high + slack:
        return None
    return f"told {told(move)}, a level of {price(level)}; it ranged from {price(got.low)} to {price(got.high)}"
