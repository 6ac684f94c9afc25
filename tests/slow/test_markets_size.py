"""The test that counts keeps its size on clustered dates of real returns; skipped where these are not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRICES = ROOT / "../shared/markets/prices/gspc_full.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PRICES.is_file(), reason="../shared/markets/prices with real returns is not there"),
]


def bench(*words: str) -> list[list[str]]:
    """What `python -m bench.markets` writes, by line and word."""
    command = [sys.executable, "-m", "bench.markets", str(PRICES), *words]
    return [
        line.split()
        for line in subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()
    ]


@pytest.mark.timeout(1800)
def test_the_placebo_rejects_four_to_seven_percent_and_the_textbook_more_than_twelve() -> None:
    rows = bench("--simulations", "2000", "--designs", "ten-weeks")
    found = {row[0]: [float(cell) for cell in row[1:]] for row in rows if len(row) == 3 and row[0] != "test"}
    assert 4 <= found["placebo"][0] <= 7
    assert min(found[test][1] for test in ("t", "bmp", "patell")) > 12


def test_a_constant_mean_study_takes_thousands_of_events_a_second() -> None:
    """The figure itself is for a machine that does nothing else."""
    [row] = bench("--speed")
    assert float(row[0].replace(",", "")) > 5_000
