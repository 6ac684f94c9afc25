"""Reported moves held against series of closes: what is told, what was measured, and a verdict with its ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from detente.markets.doubts import doubtful
from detente.markets.judging import judged
from detente.markets.names import Listing, find
from detente.markets.series import Series
from detente.markets.sessions import Session
from detente.markets.verdicts import VERDICTS, Finding, Verdict, figure, signed
from detente.markets.windows import Unmeasured, measured
from detente.model import Move

__all__ = ["VERDICTS", "Check", "Finding", "Verdict", "check", "figure"]


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What is found of a reported move, the gravest first.

    `told` is signed and in the move's unit, `measured` the change of the closes in that unit, `close` the last close;
    `base` and `day` are the sessions measured between, `source` and `vintage` those of the series.
    """

    findings: tuple[Finding, ...]
    told: float | None = None
    measured: float | None = None
    close: float | None = None
    base: dt.date | None = None
    day: dt.date | None = None
    source: str = ""
    vintage: str = ""

    @property
    def verdict(self) -> Verdict:
        return self.findings[0].verdict

    @property
    def ground(self) -> str:
        return "; ".join(finding.ground for finding in self.findings)


def check(move: Move, series: Sequence[Series], after: Sequence[Session] = (), beside: Sequence[Series] = ()) -> Check:
    """The move held against the series of its instrument; where these differ, the one that it fits best counts.

    `after` are the sessions in which the event that it is said to follow can first have moved prices; `beside` are
    series of the other instruments that its words name, whose figure it may be.
    """
    if not series:
        return _cannot(move, _no_series(move))
    found = [_against(move, one, beside) for one in series]
    best = max(found, key=lambda one: (one.day is not None, VERDICTS.index(one.verdict)))
    return _with(best, _sequence(best.day, after))


def _against(move: Move, series: Series, beside: Sequence[Series]) -> Check:
    listing = find(move.instrument) or Listing(instrument=move.instrument, calendar=series.calendar, unit=series.unit)
    got = measured(series, move.when)
    if isinstance(got, Unmeasured):
        return _cannot(move, got.why)
    finding = judged(move, got, listing)
    if finding.verdict == "contradicts" and (doubt := doubtful(move, series, got, listing, beside)):
        finding = Finding("cannot check", f"{doubt}; {finding.ground}")
    return Check(
        findings=(finding,),
        told=signed(move),
        measured=got.change(move.unit or "percent", listing),
        close=got.close,
        base=got.since,
        day=got.day,
        source=series.source,
        vintage=series.vintage,
    )


def _no_series(move: Move) -> str:
    if find(move.instrument) is None:
        return f"{move.instrument!r} names no listed instrument"
    return f"the desk has no series of it; load one with `detente markets load --instrument {move.instrument!r} FILE`"


def _cannot(move: Move, why: str) -> Check:
    return Check(findings=(Finding("cannot check", why),), told=signed(move))


def _with(found: Check, further: Finding | None) -> Check:
    if further is None:
        return found
    findings = sorted((*found.findings, further), key=lambda one: VERDICTS.index(one.verdict))
    return msgspec.structs.replace(found, findings=tuple(findings))


def _sequence(day: dt.date | None, after: Sequence[Session]) -> Finding | None:
    """Where the session had closed before the event that the move is said to follow."""
    if day is None or not after or day >= after[0].day:
        return None
    exchange, first = after[0].exchange, after[0].day
    ground = f"{exchange} had closed on {day} before the event; the first session that it can have moved was {first}"
    return Finding("impossible in sequence", ground)
