"""Confidence as a probability: scaled at the end, the order of lines kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading import sureness
from detente.reading.readers import READERS

CASES = [
    ("slope 1 and offset 0 change nothing", 0.73, (1.0, 0.0), 0.73),
    ("a lower slope draws toward one half", 0.9, (0.5, 0.0), 0.75),
    ("an offset moves one half", 0.5, (1.0, 1.0), 0.731),
    ("certain is never said", 1.0, (1.0, 0.0), 1.0 - sureness.LEAST),
]


@pytest.mark.parametrize(("why", "confidence", "scale", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_confidence_is_scaled_on_the_log_odds(
    why: str, confidence: float, scale: tuple[float, float], expected: float
) -> None:
    assert sureness.settled(confidence, *scale) == pytest.approx(expected, abs=0.001), why


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 3), st.floats(-3, 3))
def test_the_order_of_two_lines_stays(a: float, b: float, slope: float, offset: float) -> None:
    low, high = sorted((a, b))
    assert 0 <= sureness.settled(low, slope, offset) <= sureness.settled(high, slope, offset) <= 1


def test_every_scale_belongs_to_a_reader_and_keeps_the_order() -> None:
    assert {reader for reader, _, _ in sureness.scales()} <= {kind.name for kind in READERS}
    assert all(slope > 0 for slope, _ in sureness.scales().values())
