"""A contradiction is only what no reading of the words can save."""

from __future__ import annotations

import msgspec
import pytest
from small_series import move, series

from detente.markets.checking import check
from detente.markets.telling import named
from detente.model import Move, Span

DOW = series([40_000.0, 40_160.72, 39_998.39, 40_100.0])
"""+160.72 points (+0.40 %) on Tuesday, -162.33 (-0.40 %) on Wednesday."""
NASDAQ = series([10_000.0, 10_090.0, 10_090.0], instrument="Nasdaq Composite")
"""+90 points (+0.9 %) on Tuesday."""


def saying(words: str, told: Move) -> Move:
    return msgspec.structs.replace(told, evidence=(Span(0, len(words), words),))


UP = move("up", 90)
SAVED = [
    ("The Dow closed 90 points higher.", UP, "contradicts"),
    ("The Dow closed more than 150 points higher.", move("up", 150), "rounded or truncated"),
    ("The Dow closed more than 90 points higher.", UP, "contradicts"),
    ("The Dow closed about 170 points higher.", move("up", 170), "rounded or truncated"),
    ("The Dow closed about 250 points higher.", move("up", 250), "contradicts"),
    ("The Dow was up as much as 90 points.", UP, "intraday"),
    ("The Dow, up 90 points so far this month, closed higher.", UP, "cannot check"),
    ("The Dow gained, and 0.4% is what it closed up, 90 points being the Nasdaq's.", UP, "cannot check"),
    ("The Dow closed higher and the Nasdaq too, by 90 points.", UP, "cannot check"),
    ("The Dow fell at first, pared its losses and closed 160.72 points higher.", move("down", 160.72), "cannot check"),
    ("The Dow closed 160.72 points lower.", move("down", 160.72), "contradicts"),
    ("The Dow ended the longest rally with a drop.", move("down", None, None), "cannot check"),
    ("The Dow closed lower.", move("down", None, None), "contradicts"),
    ("The Dow closed 90 points higher in March.", move("up", 90, on="2031-03/2031-03"), "cannot check"),
]


@pytest.mark.parametrize(("words", "told", "expected"), SAVED, ids=[case[0] for case in SAVED])
def test_words_that_save_a_figure(words: str, told: Move, expected: str) -> None:
    found = check(saying(words, told), [DOW], beside=[NASDAQ] if "Nasdaq" in words else [])
    assert found.verdict == expected, found.ground


def test_other_instruments_are_found_in_the_words() -> None:
    told = saying("The Dow rose while the Nasdaq and China 's currency fell.", UP)
    assert named(told) == ("Nasdaq Composite", "yuan")
