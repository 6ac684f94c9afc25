"""How long the pages and the API of a large desk take: `python -m bench.web --desk big.db` (see `bench.state` for one).

`detente serve` runs as a user starts it; wrk (Debian's package) asks with twenty connections at once from a process of
its own. For each address: the first visit, which works the page out, then the median and the 95th percentile of those
that follow, all in milliseconds. Then all addresses mixed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAGES = (
    "/", "/two-columns", "/timeline", "/quotes", "/issues", "/actors", "/sources", "/markets", "/documents",
    "/search?q=tariff", "/measures", "/totals", "/rates", "/due", "/meetings", "/positions", "/contested", "/silences",
    "/gaps", "/tone", "/stories", "/unplaced", "/decisions",
)  # fmt: skip
API = (
    "/api/v1/", "/api/v1/views/timeline", "/api/v1/views/quotes?limit=50", "/api/v1/views/measures",
    "/api/v1/views/due", "/api/v1/views/contested", "/api/v1/documents", "/api/v1/search?q=tariff", "/api/v1/actors",
)  # fmt: skip
SCRIPT = """
local paths = {}
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
local n = 0
request = function() n = n + 1; return wrk.format("GET", paths[n % #paths + 1]) end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %f %f %d %d\\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    summary.requests, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def served(desk: Path) -> Iterator[str]:
    """The address of the desk, served by a process of its own."""
    words = ["--desk", str(desk), "serve", "--port", "0", "--by", "bench"]
    entry = [sys.executable, "-c", "from detente.cli.main import main; main()", *words]
    with subprocess.Popen(entry, stderr=subprocess.PIPE, text=True) as process:
        try:
            found = next((at for line in process.stderr or () if (at := ADDRESS.search(line))), None)
            if found is None:
                raise RuntimeError("`detente serve` ended before it said where it listens")
            yield found.group()
        finally:
            process.terminate()


def first(address: str, path: str) -> float:
    """Milliseconds of one visit."""
    began = time.perf_counter()
    with urllib.request.urlopen(f"{address}{path}", timeout=300) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def load(address: str, paths: tuple[str, ...], seconds: int, users: int) -> tuple[float, float, int, int]:
    """Median and 95th percentile in milliseconds, how many were answered, how many were not."""
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "paths.lua"), Path(folder, "paths")
        script.write_text(SCRIPT, encoding="utf-8")
        listed.write_text("\n".join(paths), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{users}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), address]
        environment = os.environ | {"PATHS": str(listed)}
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    median, high, count, errors = said.rpartition("RESULT ")[2].split()
    return float(median), float(high), int(count), int(errors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=4, help="for each address")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        parser.error("wrk is not installed; on Debian: apt install wrk")
    with served(options.desk) as address:
        sys.stdout.write(f"{'address':34}{'first':>10}{'median':>9}{'p95':>9}{'failed':>8}\n")
        for kind in (PAGES, API):
            for path in kind:
                visit = first(address, path)
                median, high, _, errors = load(address, (path,), options.seconds, options.users)
                sys.stdout.write(f"{path:34}{visit:10.0f}{median:9.1f}{high:9.1f}{errors:8}\n")
                sys.stdout.flush()
            median, high, _, errors = load(address, kind, 5 * options.seconds, options.users)
            sys.stdout.write(f"{'all of these, mixed':34}{'':10}{median:9.1f}{high:9.1f}{errors:8}\n\n")


if __name__ == "__main__":
    main()
