"""What a state of a large desk costs: `python -m bench.state --desk big.db --records 200000`, which makes it once.

Cold is a fresh process with everything imported, from opening the file to the state of a day; warm is the same process
at other days. A state is all its records by key, of which each view reads those it shows, so the views stand below,
cold and warm.
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
ROUNDS = 5


def day(share: float) -> dt.date:
    return FIRST + dt.timedelta(days=int(DAYS * share))


def made(path: Path, records: int) -> None:
    """A desk of at least so many records."""
    with Desk.create(path) as desk:
        count = 0
        for document, reading in readings(records // RECORDS * 2):
            count += desk.take(document, reading).records
            if count >= records:
                break
        desk.projector.save()


def timed(desk: Desk, share: float, known: float | None) -> float:
    """Milliseconds for the state of a day."""
    began = time.perf_counter()
    state = desk.state(day(share), day(known) if known else None)
    len(state.records), len(state.quotes), len(state.documents)
    return 1000 * (time.perf_counter() - began)


def measured(path: Path, view: str | None) -> dict[str, float]:
    """One process: the first state (or view) and the median of others."""
    began = time.perf_counter()
    with Desk.open(path, read_only=True) as desk:
        if view is None:
            timed(desk, 0.6, 0.6)
        else:
            desk.lines(view, as_of=day(0.6), known_at=day(0.6))
        cold, done = 1000 * (time.perf_counter() - began), time.time()
        warm = []
        for at in range(ROUNDS):
            began = time.perf_counter()
            share = 0.15 + 0.17 * at
            if view is None:
                timed(desk, share, share if at % 2 else None)
            else:
                desk.lines(view, as_of=day(share), known_at=day(share))
            warm.append(1000 * (time.perf_counter() - began))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cold": cold, "warm": statistics.median(warm), "worst": max(warm), "peak": peak, "done": done}


def in_fresh_process(path: Path, view: str | None) -> dict[str, float]:
    """`measured` in a process of its own; `start` is cold, with the start of the process and all imports."""
    began = time.time()
    command = [sys.executable, "-m", "bench.state", "--desk", str(path), "--one", view or ""]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found | {"start": 1000 * (found["done"] - began)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--views", nargs="*", default=list(VIEWS))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        sys.stdout.write(json.dumps(measured(options.desk, options.one or None)))
        return
    if not options.desk.exists():
        made(options.desk, options.records)
    sys.stdout.write(f"{'':12} {'cold ms':>9} {'warm ms':>9} {'worst':>9} {'peak MB':>9} {'with process start':>19}\n")
    runs = [in_fresh_process(options.desk, None) for _ in range(ROUNDS)]
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    rows = {"any state": middle} | {view: in_fresh_process(options.desk, view) for view in options.views}
    for name, row in rows.items():
        figures = " ".join(f"{row[column]:9.0f}" for column in ("cold", "warm", "worst", "peak"))
        sys.stdout.write(f"{name:12} {figures} {row['start']:19.0f}\n")


if __name__ == "__main__":
    main()
