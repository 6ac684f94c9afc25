"""How linking and keeping grow with the desk: `python -m bench.linking --sizes 1000 2000 4000`.

Prints, for each size, the seconds that linking, storing and facts took for all documents, as ratios to the smallest
size and per n log n, and what share of it the last tenth of the documents took. The seconds themselves are printed for
the one figure that is a limit: 10,000 readings in three minutes.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import readings
from detente.desk import Desk


def linked(count: int, path: Path) -> tuple[float, float]:
    """Processor seconds to take `count` readings into a new desk, and the share that the last tenth of them took."""
    last, whole = 0.0, 0.0
    with Desk.create(path) as desk:
        for number, (document, reading) in enumerate(readings(count)):
            began = time.process_time()
            desk.take(document, reading)
            taken = time.process_time() - began
            whole += taken
            last += taken if number >= count * 9 // 10 else 0
        began = time.process_time()
        desk.projector.save()
        whole += time.process_time() - began
    return whole, last / whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 4000])
    parser.add_argument("--upto", type=int, help="10,000 readings, and so many: `nice -n 19` for 100,000")
    options = parser.parse_args()
    sizes = sorted({10_000, options.upto}) if options.upto else sorted(options.sizes)
    write = sys.stdout.write
    write("readings    seconds  by the smallest  by n log n  last tenth  peak MB\n")
    sys.stdout.flush()
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            seconds, last = linked(size, Path(folder) / "desk.db")
        first = first or seconds
        growth = size * math.log(size) / (sizes[0] * math.log(sizes[0]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ratio = seconds / first
        write(f"{size:8} {seconds:10.1f} {ratio:16.2f} {ratio / growth:11.2f} {last:11.2f} {peak:8.0f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
