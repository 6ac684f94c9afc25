"""Prints a table of ratios. The unit is what a plain word count of the same documents takes, in the same run.

Large desks have their own: `python -m bench.linking` and `python -m bench.state`.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.corpus import documents
from bench.timing import medians
from detente.desk import Desk
from detente.model import AsOf
from detente.reading.readers import reader
from detente.state import fold

WORD = re.compile(r"\w+")
SIZE = 40


def reading_tasks() -> dict[str, Callable[[], object]]:
    """Counting words, reading, and adding (reading, linking and storing) the same documents."""
    batch = list(documents(SIZE))
    reads = reader()

    def add() -> None:
        with tempfile.TemporaryDirectory() as folder, Desk.create(Path(folder) / "bench.db") as desk:
            list(desk.add(batch, reads))

    return {
        "count words": lambda: [len(WORD.findall(document.text)) for document in batch],
        "read": lambda: [reads.read(document) for document in batch],
        "add": add,
    }


def state_tasks(folder: Path) -> dict[str, Callable[[], object]]:
    """Folding a log from the file, and one twice as long."""
    desks = {}
    for size in (SIZE, 2 * SIZE):
        with Desk.create(folder / f"{size}.db") as desk:
            list(desk.add(documents(size)))
        desks[size] = Desk.open(folder / f"{size}.db", read_only=True)
    moment = AsOf(dt.date(2025, 6, 30))
    return {f"fold {size}": lambda desk=desk: fold(desk.store.entries(), moment) for size, desk in desks.items()}


def main() -> None:
    times = medians(reading_tasks())
    with tempfile.TemporaryDirectory() as folder:
        times |= medians(state_tasks(Path(folder)))
    rows = [
        ("read / count words", times["read"] / times["count words"], "the reader beside a plain word count"),
        ("add / read", times["add"] / times["read"], "linking and storing on top of reading"),
        ("fold 2n / fold n", times[f"fold {2 * SIZE}"] / times[f"fold {SIZE}"], "2 is linear growth"),
        ("read / fold", times["read"] / times[f"fold {SIZE}"], "reading once beside each look at the state"),
    ]
    for name, ratio, note in rows:
        sys.stdout.write(f"{name:22} {ratio:10.2f}   {note}\n")


if __name__ == "__main__":
    main()
