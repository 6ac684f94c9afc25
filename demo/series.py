"""Makes the series of prices of the demo: random walks of a fixed seed, laid through the few closes of `KNOWN`.

python demo/series.py

They are no prices of the indices whose names they bear: only the closes of `KNOWN`, facts of those days, are. What lies
between is made up, so that `detente markets check` and `detente markets study` have something to work on that may be
given away. Days are the sessions of the exchanges (needs the extra `markets`).
"""

from __future__ import annotations

import datetime as dt
import math
import random
from itertools import pairwise
from pathlib import Path

from detente.markets.sessions import clock

HERE = Path(__file__).parent
FIRST, LAST = dt.date(2024, 1, 2), dt.date(2025, 8, 29)
DAILY = 0.009
"""Standard deviation of the made-up daily log returns."""
KNOWN = {
    "dow": ("XNYS", {"2025-05-09": 41249.38, "2025-05-12": 42410.10, "2025-06-04": 42427.74, "2025-06-05": 42319.74}),
    "shanghai": ("XSHG", {"2025-06-04": 3376.20, "2025-06-05": 3384.10}),
}
"""File -> exchange, and closes of days of which the dispatches tell."""


def closes(days: list[str], known: dict[str, float], draw: random.Random) -> list[float]:
    """A close for each day: a random walk, bridged between the known ones."""
    steps = [0.0]
    for _ in days[1:]:
        steps.append(steps[-1] + DAILY * normal(draw))
    pins = [(days.index(day), math.log(close) - steps[days.index(day)]) for day, close in known.items()]
    pins = [(0, pins[0][1]), *pins, (len(days) - 1, pins[-1][1])]
    found = []
    for (start, low), (end, high) in pairwise(pins):
        span = max(end - start, 1)
        found += [math.exp(steps[at] + low + (high - low) * (at - start) / span) for at in range(start, end)]
    return [round(close, 2) for close in (*found, math.exp(steps[-1] + pins[-1][1]))]


def normal(draw: random.Random) -> float:
    """Twelve uniform numbers less their mean (Irwin-Hall): the same on every version of Python."""
    return sum(draw.random() for _ in range(12)) - 6


def main() -> None:
    for seed, (name, (exchange, known)) in enumerate(KNOWN.items()):
        days = [day.isoformat() for day in clock(exchange).days(FIRST, LAST)]
        rows = zip(days, closes(days, known, random.Random(seed)), strict=True)
        text = "".join(f"{day},{close:.2f}\n" for day, close in rows)
        (HERE / f"{name}.csv").write_text(f"Date,Close\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
