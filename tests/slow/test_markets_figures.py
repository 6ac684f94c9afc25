"""Figures drawn into files; skipped where matplotlib, an extra, is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.markets.indices_points import Act, act_points
from detente.markets.plots import Curve, Drawing, draw, draw_index

pytest.importorskip("matplotlib", reason="matplotlib, of the extra `plots`, is not installed")
pytestmark = pytest.mark.slow

DRAWING = Drawing(
    x_label="sessions",
    y_label="percent",
    curves=(Curve(name="One", x=(0, 1, 2), y=(0.0, None, 1.0), low=(-1.0, None, 0.0), high=(1.0, None, 2.0)),) * 2,
    note="A note.",
)


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.json", b"{")]
)
def test_a_figure_is_drawn_the_same_each_time(name: str, start: bytes, tmp_path: Path) -> None:
    draw(DRAWING, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    draw(DRAWING, tmp_path / name)
    assert first.startswith(start)
    assert (tmp_path / name).read_bytes() == first


def test_an_index_over_time_is_drawn_with_its_words_as_text(tmp_path: Path) -> None:
    acts = [Act(id="a", day="2025-01-05", score=1.0), Act(id="b", day="2025-03-05", score=2.0)]
    draw_index(act_points("x", acts, (), "month", "mean"), "Warmth", tmp_path / "a.svg")
    assert "Warmth" in (tmp_path / "a.svg").read_text(encoding="utf-8")
