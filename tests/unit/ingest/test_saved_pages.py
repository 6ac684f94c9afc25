"""Pages in the manner of twenty-one families of sites: title, date, outlet, body. See `tests/pages/measure.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "pages"))

from families import EACH, FAMILIES
from measure import FIELDS, Score, scores


@pytest.fixture(scope="module")
def found() -> list[Score]:
    return scores()


def test_there_are_sixty_pages_of_twenty_families(found: list[Score]) -> None:
    assert len(FAMILIES) >= 20
    assert len(found) == EACH * len(FAMILIES) >= 60


@pytest.mark.parametrize("field", FIELDS)
def test_of_title_date_and_outlet_nineteen_in_twenty_are_right(found: list[Score], field: str) -> None:
    assert sum(field in one.right for one in found) >= 0.95 * len(found)


def test_the_words_of_the_bodies_are_those_of_the_articles(found: list[Score]) -> None:
    assert sum(one.body for one in found) >= 0.97 * len(found)
    assert min(one.body for one in found) >= 0.9
