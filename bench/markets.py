"""How often each test finds an effect where there is none, and how many events a study takes a second.

python -m bench.markets ../shared/markets/prices/gspc_full.csv --simulations 2000
python -m bench.markets ../shared/markets/prices/gspc_full.csv --speed

Each simulation lays a clustered pattern of dates somewhere into a series of real returns, where nothing happened on
them, and asks every test at a nominal 5 %. 'merged' is what Detente does; 'single' takes each event's window for
itself, as the textbook does. With --after-storms the patterns begin when the last month was among the stormiest tenth.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from detente.markets.design import StudyEvent
from detente.markets.placebo import placebo
from detente.markets.returns import Subject, returns
from detente.markets.significance import Sample
from detente.markets.significance_tests import TESTS
from detente.markets.study import Plan, fitted, study
from detente.markets.windows_event import Offsets, pattern

LEVEL = 0.05
LEAD = 300
"""Sessions that the first estimation window needs."""
MONTH, STORMY = 21, 90
EVENTS = 20_000


@dataclass(frozen=True, slots=True)
class Clusters:
    """`count` clusters within `span` sessions, each of 1 + Poisson(`more`) dates in `width`, tested over `window`."""

    count: int
    more: float
    width: int
    span: int
    window: Offsets

    def dates(self, start: int, generator: np.random.Generator) -> list[int]:
        """Places of the events of one pattern."""
        firsts = start + generator.integers(0, self.span, self.count)
        return [
            int(first + step)
            for first in firsts
            for step in generator.integers(0, self.width, 1 + generator.poisson(self.more))
        ]


DESIGNS = {
    "ten-weeks": Clusters(10, 1.0, 5, 500, Offsets(-1, 1)),
    "six-fortnights": Clusters(6, 2.0, 8, 500, Offsets(0, 4)),
    "day-by-day": Clusters(8, 2.0, 3, 500, Offsets(0, 1)),
}


def sizes(
    subject: Subject, clusters: Clusters, simulations: int, *, draws: int = 199, storms: bool = False
) -> dict[str, float]:
    """The share of simulations in which each test rejects at 5 %, by 'merged NAME' and 'single NAME'."""
    found = Counter[str]()
    begins = starts(subject, clusters.span, storms=storms)
    for number in range(simulations):
        generator = np.random.default_rng((1, number))
        places = clusters.dates(int(generator.choice(begins)), generator)
        found.update(rejections(subject, places, replace(Plan(), draws=draws, seed=number), clusters.window))
    return {name: found[name] / simulations for name in found}


def starts(subject: Subject, span: int, *, storms: bool) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Where a pattern may begin."""
    places = np.arange(LEAD, len(subject.days) - span - 30)
    if not storms:
        return places
    spread = np.array([subject.returns[place - MONTH : place].std() for place in places])
    return np.asarray(places[spread >= np.percentile(spread, STORMY)])


def rejections(subject: Subject, places: list[int], plan: Plan, window: Offsets) -> Iterator[str]:
    """The tests that find an effect."""
    for name, merge in (("merged", True), ("single", False)):
        asked = pattern((subject,), (places,), window, window.first, merge=merge)
        sample = Sample.of(fitted(asked, plan), plan.convention)
        yield from (f"{name} {test}" for test, run in TESTS.items() if run(sample).p < LEVEL)
        if merge and placebo(asked, plan.estimation, plan.model, plan.draws, plan.seed).p <= LEVEL:
            yield "merged placebo"


def subject_from(path: Path, since: str = "1990-01-01") -> Subject:
    """The returns of a CSV of which the first column is the date and one is called Close."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if next(iter(row.values())) >= since]
    closes = np.array([float(row["Close"]) for row in rows])
    days = np.array([next(iter(row.values()))[:10] for row in rows], dtype="datetime64[D]")
    return Subject(instrument=path.stem, days=days, returns=returns(closes), factors=np.empty((len(days), 0)))


def speed(subject: Subject) -> float:
    """Events a second of processor time: a constant-mean study of 20,000 events, from dates to Patell and BMP."""
    places = np.random.default_rng(1).integers(LEAD, len(subject.days) - 20, EVENTS)
    events = [
        StudyEvent(id=str(number), day=dt.date.fromisoformat(str(subject.days[place])))
        for number, place in enumerate(places)
    ]
    plan = Plan(windows=(Offsets(-1, 1),), tests=("patell", "bmp"), merge=False, draws=0)
    taken = []
    for _ in range(5):
        began = time.process_time()
        study([subject], events, plan)
        taken.append(time.process_time() - began)
    return EVENTS / sorted(taken)[len(taken) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prices", type=Path)
    parser.add_argument("--simulations", type=int, default=2000)
    parser.add_argument("--designs", nargs="*", choices=DESIGNS, default=list(DESIGNS))
    parser.add_argument("--after-storms", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    subject = subject_from(options.prices)
    if options.speed:
        sys.stdout.write(f"{speed(subject):,.0f} events a second (set OPENBLAS_NUM_THREADS=1 for one core)\n")
        return
    for name in options.designs:
        found = sizes(subject, DESIGNS[name], options.simulations, storms=options.after_storms)
        sys.stdout.write(f"\n{name}: {options.simulations} simulations, % rejected at 5 %\n")
        sys.stdout.write(f"{'test':22} {'merged':>7} {'single':>7}\n")
        for test in ("placebo", *TESTS):
            merged, single = (found.get(f"{kind} {test}", 0.0) for kind in ("merged", "single"))
            sys.stdout.write(f"{test:22} {100 * merged:7.1f} {100 * single if test in TESTS else np.nan:7.1f}\n")


if __name__ == "__main__":
    main()
