"""What a state and the views of a large desk cost: `python -m bench.state --desk big.db`, which makes it once.

Each row is a process of its own, `--rounds` times: *cold* is from opening the file to the first page of fifty lines,
with everything imported; *again* the same page once more; *next day* the page as of the day after, and *another* as of
a day years before, both for the first time; *all* is every line of the first day. Times are of the processor, in
milliseconds, medians of the rounds, since a busy machine slows a clock more. `--desk` must have its facts kept
(`detente doctor` says so): a desk of an older version has them made when it is opened for writing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.synthetic import DAYS, FIRST, readings
from detente.desk import Desk
from detente.state import VIEWS

RECORDS = 20
"""Records of a document, on average."""
PAGE = 50


SHOWN, EARLIER = FIRST + dt.timedelta(days=int(DAYS * 0.6)), FIRST + dt.timedelta(days=int(DAYS * 0.4))


def made(path: Path, records: int) -> None:
    """A desk of at least so many records."""
    with Desk.create(path) as desk:
        count = 0
        for document, reading in readings(records // RECORDS * 2):
            count += desk.take(document, reading).records
            if count >= records:
                break
        desk.projector.save()


def page(desk: Desk, view: str, day: dt.date) -> int:
    """The first fifty lines of a view; of the state itself how much it has."""
    if not view:
        state = desk.state(day, day)
        return len(state.records) + len(state.quotes) + len(state.documents)
    lines = desk.view(view, as_of=day, known_at=day)
    return len(lines[:PAGE]) and len(lines)


def measured(path: Path, view: str, *, whole: bool) -> dict[str, float]:
    """One process: milliseconds of the processor for each of the columns, and how many lines there are."""
    found: dict[str, float] = {}
    begun = time.process_time()
    with Desk.open(path, read_only=True) as desk:
        desk_days = {"cold": SHOWN, "again": SHOWN, "next day": SHOWN + dt.timedelta(days=1), "another": EARLIER}
        for name, at in desk_days.items():
            found.setdefault("lines", page(desk, view, at))
            found[name], begun = 1000 * (time.process_time() - begun), time.process_time()
        if view and whole:
            found["lines"] = sum(1 for _ in desk.lines(view, as_of=SHOWN, known_at=SHOWN))
            found["all"] = 1000 * (time.process_time() - begun)
    return found | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def in_fresh_processes(path: Path, view: str, rounds: int, *, whole: bool) -> dict[str, float]:
    """`measured` in processes of their own: medians."""
    command = [sys.executable, "-m", "bench.state", "--desk", str(path), "--one", view, *(["--whole"] if whole else [])]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(rounds)
    ]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--views", nargs="*", default=["", *VIEWS], help="which; '' is the state itself")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--whole", action="store_true", help="make every line of each view, too")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        sys.stdout.write(json.dumps(measured(options.desk, options.one, whole=options.whole)))
        return
    if not options.desk.exists():
        made(options.desk, options.records)
    columns = ("lines", "cold", "again", "next day", "another", "all", "peak")
    sys.stdout.write(f"{'':12} " + " ".join(f"{name:>9}" for name in columns) + "\n")
    for view in options.views:
        row = in_fresh_processes(options.desk, view, options.rounds, whole=options.whole)
        figures = " ".join(f"{row[name]:9.0f}" if name in row else " " * 9 for name in columns)
        sys.stdout.write(f"{view or 'any state':12} {figures}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
