"""Reported moves held against what is known of prices."""

from __future__ import annotations

import msgspec
import pytest
from small_log import document, move, state, stated

from detente.model import Misreported, Move
from detente.state.against_series import against_series
from detente.state.views import VIEWS, ContestedLine


class Down108:
    """An index that closed 108 points lower, whatever the day; knows points alone."""

    def misreported(self, move: Move) -> Misreported | None:
        told = -(move.change or 0) if move.direction == "down" else move.change
        if move.unit != "points" or told == -108:
            return None
        ground = f"told {told:+g}; it closed 108 lower"
        return Misreported(measured=-108.0, close=42_000.0, source="A paper", vintage="2025-07-01", ground=ground)


CASES = [
    ("the figure of the series", move("r1", "down", 108, "close"), []),
    ("another figure", move("r1", "down", 208, "close"), ["told -208; it closed 108 lower (A paper)"]),
    ("the other way", move("r1", "up", 108, "close"), ["told +108; it closed 108 lower (A paper)"]),
    ("a month", move("r1", "up", 160, "close", when="2025-06"), []),
    ("what is only planned", msgspec.structs.replace(move("r1", "up", 160, "close"), status="planned"), []),
    ("a unit of which the series knows nothing", move("r1", "up", 1, "close", unit="percent"), []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "told", "expected"), CASES, ids=[case[0] for case in CASES])
def test_against_a_series(why: str, told: Move, expected: list[str]) -> None:
    found = against_series(state(stated(document("a"), told)), Down108())
    assert [one.ground for one in found] == expected, why


def test_a_state_without_prices_holds_nothing_against_a_move() -> None:
    assert list(against_series(state(stated(document("a"), move("r1", "up", 108, "close"))))) == []


def test_a_misreported_move_is_contested_and_the_series_stands_beside_it() -> None:
    told = state(stated(document("a"), move("r1", "up", 160, "close")))
    (line,) = VIEWS["contested"].lines(msgspec.structs.replace(told, prices=Down108()))
    assert isinstance(line, ContestedLine)
    assert (line.field, line.standing, line.ground) == (
        "series",
        "contested",
        "told +160; it closed 108 lower (A paper)",
    )
    assert isinstance(line.against, Move)
    assert (line.against.direction, line.against.change, line.against_evidence) == ("down", 108.0, ())
