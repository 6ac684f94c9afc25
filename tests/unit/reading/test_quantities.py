"""Quantities: figures with their units, bounds and ranges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.quantities import find

CASES = [
    ("a sum has its currency", "duties on $34 billion of pumps", ("$34 billion", 34e9, "USD", None, None)),
    ("percent may be a word", "a 25 percent levy", ("25 percent", 25, "percent", None, None)),
    ("percent may be a sign", "a 25% levy", ("25%", 25, "percent", None, None)),
    ("percent may be two words", "a 25 per cent levy", ("25 per cent", 25, "percent", None, None)),
    ("up to makes it a most", "rates of up to 125 percent", ("125 percent", 125, "percent", "max", None)),
    ("at least makes it a least", "a cut of at least 20%", ("20%", 20, "percent", "min", None)),
    ("points are no percent", "shed 160 points by noon", ("160 points", 160, "points", None, None)),
    ("a fraction may be in words", "a quarter of a point", ("a quarter of a point", 0.25, "points", None, None)),
    ("bps are basis points", "yields rose 12 bps", ("12 bps", 12, "basis points", None, None)),
    ("numbers may be in words", "twenty-five percent", ("twenty-five percent", 25, "percent", None, None)),
    ("a range ends at its target", "from 10% to 25%", ("10% to 25%", 25, "percent", None, 10)),
    ("a range may be told backwards", "to 25% from 10%", ("25% from 10%", 25, "percent", None, 10)),
    ("a hyphen makes a range", "5-10% dearer", ("5-10%", 10, "percent", None, 5)),
    ("a range of sums shares its scale", "$50-60 billion", ("$50-60 billion", 60e9, "USD", None, 50e9)),
    ("commas group thousands", "up 1,204 points", ("1,204 points", 1204, "points", None, None)),
]


@pytest.mark.parametrize(("behaviour", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_figure_is_read(
    behaviour: str, text: str, expected: tuple[str, float, str, str | None, float | None]
) -> None:
    assert [(q.text, q.value, q.unit, q.bound, q.origin) for q in find(text)] == [expected]


def test_a_bare_number_is_no_quantity() -> None:
    assert find("In 2019 some 40 envoys met 3 times.") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 $%.,-ato ponitsfm bill€", max_size=60))
def test_any_text_gives_verbatim_ordered_figures(text: str) -> None:
    found = find(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
