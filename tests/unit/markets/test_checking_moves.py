"""Reported moves held against series of closes."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from small_series import WEEK, clock, move, series

from detente.markets.checking import check
from detente.model import Fault, Move, Series

DOW = series()
"""40,000.00 on Monday; +160.72 (+0.40 %), -162.33 (-0.40 %), +101.61 (+0.25 %), 0, -2,005 (-5 %) on the next Monday."""
RANGED = series(highs=np.array([40_100.0] * 6), lows=np.array([39_950.0] * 6), closes=[40_000.0] * 6)
"""Never moves at the close; every session ranges from 39,950 to 40,100."""
YIELD = series([4.0, 4.05, 4.01], instrument="10-year Treasury yield", unit="percent")
YUAN = series([7.20, 7.236], instrument="yuan", unit="CNY per USD", calendar="24/5")
TEN, CNY = "10-year Treasury yield", "yuan"

CASES = [
    ("the points of the close", DOW, move("up", 160.72), "agrees"),
    ("its percent", DOW, move("up", 0.4, "percent"), "agrees"),
    ("points cut off", DOW, move("up", 160), "rounded or truncated"),
    ("another figure", DOW, move("up", 260), "contradicts"),
    ("the other way", DOW, move("down", 160.72), "contradicts"),
    ("the close itself", DOW, move("up", 40_160.72, "level"), "agrees"),
    ("another level", DOW, move("up", 41_160.72, "level"), "contradicts"),
    ("basis points of an index", DOW, move("up", 40, "basis points"), "agrees"),
    ("no figure, the right way", DOW, move("up", None, None), "agrees"),
    ("no figure, the wrong way", DOW, move("down", None, None), "contradicts"),
    ("flat, and it was", DOW, move("flat", None, None, on="2031-03-07"), "agrees"),
    ("flat, which 0.4 percent may be or not", DOW, move("flat", None, None), "cannot check"),
    ("flat, which 5 percent is not", DOW, move("flat", None, None, on="2031-03-10"), "contradicts"),
    ("over a weekend", DOW, move("down", 5, "percent", on="2031-03-10"), "agrees"),
    ("a stretch, from the close before it", DOW, move("up", 0.25, "percent", on="2031-03-04/2031-03-08"), "agrees"),
    ("a week told as one day's", DOW, move("up", 100, on="2031-03-05/2031-03-07"), "contradicts"),
    ("within the session", DOW, move("up", 160, basis="intraday"), "intraday"),
    ("within the session, against the close", DOW, move("down", 160, basis="intraday"), "intraday"),
    ("within the session, within its range", RANGED, move("up", 90, basis="intraday"), "intraday"),
    ("within the session, out of its range", RANGED, move("up", 160, basis="intraday"), "contradicts"),
    ("a percent out of its range", RANGED, move("down", 0.4, "percent", basis="intraday"), "contradicts"),
    ("a level out of its range", RANGED, move("up", 40_500, "level", basis="intraday"), "contradicts"),
    ("not said to be the close, and it is not", DOW, move("up", 260, basis=None), "cannot check"),
    ("not said to be the close, but it is", DOW, move("up", 160.72, basis=None), "agrees"),
    ("not said to be the close, and out of the range", RANGED, move("up", 260, basis=None), "contradicts"),
    ("a Saturday", DOW, move("up", 1, on="2031-03-08"), "cannot check"),
    ("no day", DOW, move("up", 1, on=None), "cannot check"),
    ("before the series begins", DOW, move("up", 1, on="2031-02-28"), "cannot check"),
    ("the first day has no close before it", DOW, move("up", 1, on="2031-03-03"), "cannot check"),
    ("after the series ends", DOW, move("up", 1, on="2031-03-11"), "cannot check"),
    ("basis points of a yield", YIELD, move("up", 5, "basis points", instrument=TEN), "agrees"),
    ("the level of a yield, in percent", YIELD, move("up", 4.05, "percent", instrument=TEN), "agrees"),
    ("the change of a yield, in percent of it", YIELD, move("up", 1.25, "percent", instrument=TEN), "agrees"),
    ("a percent of a yield that is neither", YIELD, move("up", 9, "percent", instrument=TEN), "cannot check"),
    ("the yuan falls when a dollar costs more of it", YUAN, move("down", 0.5, "percent", instrument=CNY), "agrees"),
    ("and does not rise", YUAN, move("up", 0.5, "percent", instrument=CNY), "contradicts"),
    ("its level is what a dollar costs", YUAN, move("down", 7.236, "level", instrument=CNY), "agrees"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "known", "told", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_move_has_its_verdict(why: str, known: Series, told: Move, expected: str) -> None:
    found = check(told, [known])
    assert found.verdict == expected, found.ground


GROUNDS = [
    ("what was told and what was measured", DOW, move("down", 160),
     "told -160 points; it closed 160.72 points higher at 40,160.72 on 2031-03-04"),
    ("what the close was, where a moment is told of", DOW, move("down", 160, basis="intraday"),
     "told -160 points within the session, which closes do not show; it closed 160.72 points higher at 40,160.72 on "
     "2031-03-04"),
    ("a day that is none of trading", DOW, move("up", 1, on="2031-03-08"), "XNYS had no session: Saturday 2031-03-08"),
    ("how far the series goes", DOW, move("up", 1, on="2031-03-11"),
     "A paper goes from 2031-03-03 to 2031-03-10; load a series of it that goes from before 2031-03-11 to 2031-03-11"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "known", "told", "ground"), GROUNDS, ids=[case[0] for case in GROUNDS])
def test_a_verdict_has_its_ground_in_words(why: str, known: Series, told: Move, ground: str) -> None:
    assert check(told, [known]).ground == ground


DOUBTS = [
    ("a gap", Fault("2031-03-04", "gap", "no close"), "cannot check"),
    ("the close before in doubt", Fault("2031-03-03", "conflict", "two closes"), "cannot check"),
    ("a split", Fault("2031-03-04", "split", "two for one"), "cannot check"),
    ("a duplicate leaves no doubt", Fault("2031-03-04", "duplicate", "twice"), "agrees"),
    ("a fault of another day", Fault("2031-03-06", "gap", "no close"), "agrees"),
]


@pytest.mark.parametrize(("why", "fault", "expected"), DOUBTS, ids=[case[0] for case in DOUBTS])
def test_what_is_wrong_with_a_series_is_never_taken_for_a_change(why: str, fault: Fault, expected: str) -> None:
    found = check(move("up", 160.72), [series(faults=[fault])])
    assert found.verdict == expected
    assert (fault.note in found.ground) == (expected == "cannot check")


def test_of_several_series_the_one_that_fits_best_counts() -> None:
    short, other = series(closes=[1.0]), series(closes=[40_000.0, 40_260.0], source="Another paper")
    assert check(move("up", 160.72), [short, other, DOW]).source == "A paper"
    assert check(move("up", 260), [DOW, other]).source == "Another paper"
    assert check(move("up", 500), [short, DOW]).verdict == "contradicts"


def test_without_a_series_it_is_said_what_to_load() -> None:
    assert "detente markets load" in check(move("up", 1), []).ground
    assert "no listed instrument" in check(move("up", 1, instrument="financial markets"), []).ground


def test_a_session_that_had_closed_before_the_event_is_impossible_in_sequence_besides() -> None:
    after = clock("America/New_York", 16).on(dt.date(2031, 3, 5))
    found = check(move("up", 260), [DOW], after)
    assert [finding.verdict for finding in found.findings] == ["contradicts", "impossible in sequence"]
    assert check(move("up", 160.72), [DOW], after).verdict == "impossible in sequence"


@pytest.mark.parametrize("day", WEEK[1:3])
def test_a_session_that_may_be_the_events_is_possible(day: str) -> None:
    after = clock("America/New_York", 16).on(dt.date(2031, 3, 4))
    assert check(move("up", None, None, on=day), [DOW], after).findings[1:] == ()


def test_a_figure_of_the_day_before_is_no_contradiction_where_the_day_was_unsure() -> None:
    told = move("up", 160.72, on="2031-03-05", when_confidence=0.3)
    assert check(told, [DOW]).verdict == "cannot check"
    assert "the figure is that of 2031-03-04" in check(told, [DOW]).ground
    assert check(move("up", 160.72, on="2031-03-05", when_confidence=0.9), [DOW]).verdict == "contradicts"
