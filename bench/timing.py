"""Taking times in one run, so that two figures may be divided."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def medians(tasks: dict[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """Median seconds of each task; the tasks take turns, so that a slow moment of the machine hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            began = time.perf_counter()
            task()
            taken[name].append(time.perf_counter() - began)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}
