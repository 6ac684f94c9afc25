"""Reported moves held against a series."""

from __future__ import annotations

import datetime as dt

import pytest
from small_log import document, move, state, stated

from detente.model import Move
from detente.state.against_series import against_series


class Prices:
    """One index, down 108.00 points or 0.25 percent on 5 June."""

    def change(self, instrument: str, day: dt.date, unit: str) -> float | None:
        known = instrument == "Dow Jones Industrial Average" and day == dt.date(2025, 6, 5)
        return {"points": -108.0, "percent": -0.25}.get(unit) if known else None


CASES = [
    ("the figure of the series", move("r1", "down", 108, "close"), []),
    ("a rounded one", move("r1", "down", 0.3, "close", unit="percent"), []),
    ("another figure", move("r1", "down", 208, "close"), ["told: -208 points; the series has -108.00 on 2025-06-05"]),
    ("the other way", move("r1", "up", 108, "close"), ["told: +108 points; the series has -108.00 on 2025-06-05"]),
    ("within the session", move("r1", "up", 160, "intraday"), []),
    ("a day the series does not have", move("r1", "up", 160, "close", when="2025-06-04"), []),
    ("a level", move("r1", "up", 42319, "close", unit="level"), []),
]


@pytest.mark.parametrize(("why", "told", "expected"), CASES, ids=[case[0] for case in CASES])
def test_against_a_series(why: str, told: Move, expected: list[str]) -> None:
    found = against_series(state(stated(document("a"), told)), Prices())
    assert [one.ground for one in found] == expected, why
