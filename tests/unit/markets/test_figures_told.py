"""Whether a reported figure is the measured one, as far as its digits say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.markets.figures import fit

CASES = [
    ("the figure itself", 160.0, 160.0, "agrees"),
    ("rounded to the whole points told", -1679.0, -1679.39, "agrees"),
    ("rounded to the decimal told", 0.3, 0.2508, "agrees"),
    ("a half is rounded up", 1.3, 1.25, "agrees"),
    ("digits cut off instead of rounded", 2962.0, 2962.86, "rounded or truncated"),
    ("a decimal cut off", 5.5, 5.59, "rounded or truncated"),
    ("rounded to hundreds, as its zeros show", -2200.0, -2231.07, "rounded or truncated"),
    ("'1,000' for 997", 1000.0, 997.0, "rounded or truncated"),
    ("'500' keeps two digits: 549 is another figure", 500.0, 549.0, None),
    ("'500' for 503", 500.0, 503.0, "rounded or truncated"),
    ("a decimal too many", -5.2, -5.5026, None),
    ("two decimals are held to two", -4.88, -4.8396, None),
    ("the other way", 108.0, -108.0, None),
    ("a tenth of it", 1.3, 0.23, None),
    ("nothing at all", 0.0, 0.0, "agrees"),
    ("an exchange rate to four decimals", 7.1792, 7.17921, "agrees"),
]


@pytest.mark.parametrize(("why", "told", "measured", "expected"), CASES, ids=[case[0] for case in CASES])
def test_fit(why: str, told: float, measured: float, expected: str | None) -> None:
    assert fit(told, measured) == expected, why


@settings(max_examples=25)
@given(st.floats(0.01, 99_999), st.integers(0, 3))
def test_any_figure_rounded_to_some_decimals_agrees_and_has_the_sign_of_what_was_measured(
    measured: float, decimals: int
) -> None:
    told = round(measured, decimals)
    assert fit(told, measured) == "agrees"
    assert fit(-told, -measured) == "agrees"
    assert told == 0 or fit(-told, measured) is None
