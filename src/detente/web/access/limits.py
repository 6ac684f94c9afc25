"""How often somebody may ask: a bucket of tokens for each asker, filled at an even rate."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec

from detente.errors import DetenteError

ASKERS = 10_000
"""Askers remembered; whoever asked longest ago is forgotten first."""


class TooOften(DetenteError):
    """Somebody asks too often. `seconds` is how long to wait."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class Rate(msgspec.Struct, frozen=True):
    """`burst` requests at once, and `second` each second after that."""

    burst: float
    second: float


class Limit:
    """One rate for every asker alike. Any thread may use it."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, asker: str) -> None:
        """Count one request. Raises TooOften."""
        with self._lock:
            now = self.clock()
            left, since = self._buckets.pop(asker, (self.rate.burst, now))
            left = min(self.rate.burst, left + (now - since) * self.rate.second)
            allowed = left >= 1
            self._buckets[asker] = (left - 1 if allowed else left, now)
            if len(self._buckets) > ASKERS:
                self._buckets.popitem(last=False)
        if not allowed:
            seconds = int((1 - left) / self.rate.second) + 1
            raise TooOften(f"too many requests from {asker[:80]!r}; wait {seconds} s and ask again", seconds)
