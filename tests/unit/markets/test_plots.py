"""What a figure shows, as data; the files themselves are drawn in the slow tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from returns_by_hand import events, noise, subject

from detente.errors import UsageError
from detente.markets.indices_points import Act, act_points
from detente.markets.plots import draw_index, index_drawing, study_drawing
from detente.markets.study import Plan, study
from detente.markets.study_rows import average_rows
from detente.markets.windows_event import Estimation, Offsets


def test_a_study_is_drawn_in_percent_with_its_band() -> None:
    one = subject(noise(300))
    plan = Plan(event=Offsets(-1, 1), windows=(Offsets(0, 0),), estimation=Estimation(60, 5, 30), draws=99)
    found = study([one], events(one, 100, 200), plan)
    [curve] = study_drawing(found).curves
    rows = list(average_rows(found))
    assert (curve.name, curve.x) == ("X", (-1, 0, 1))
    assert curve.y == tuple(100 * (row.cumulative or 0) for row in rows)
    assert all(low < at < high for low, at, high in zip(curve.low, curve.y, curve.high, strict=True))  # type: ignore[operator]


def test_a_period_of_which_nothing_is_known_is_a_gap() -> None:
    acts = [Act(id="a", day="2025-01-05", score=1.0), Act(id="b", day="2025-03-05", score=2.0)]
    [curve] = index_drawing(act_points("x", acts, (), "month", "mean"), "Index").curves
    assert (curve.x, curve.y) == (("2025-01-01", "2025-02-01", "2025-03-01"), (1.0, None, 2.0))


def test_a_suffix_that_is_no_figures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg"):
        draw_index((), "Index", tmp_path / "index.doc")
