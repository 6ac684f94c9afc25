"""How often a server is asked: a pace for each host, longer waits after failures, and what the server asks for."""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
from collections.abc import Callable, Mapping

from detente.ingest.feed_dates import moment

LONGEST = 24 * 3600.0
"""Seconds after which even a feed that keeps failing, or asks for more, is tried again."""
JITTER = 0.2


class Pace:
    """Keeps requests to one host apart. Threads may share one."""

    def __init__(
        self,
        interval: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = interval
        self._clock = clock
        self._sleep = sleep
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, interval: float | None = None) -> None:
        """Wait until the host may be asked again, `interval` seconds after the request before (None: the usual)."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + (self.interval if interval is None else interval)
        if turn > now:
            self._sleep(turn - now)


def backoff(failures: int, every: float, chance: random.Random) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time, a fifth more or less, at most a day."""
    return min(LONGEST, every * 2.0 ** min(failures - 1, 16)) * chance.uniform(1 - JITTER, 1 + JITTER)


def spread(every: float, chance: random.Random) -> float:
    """Seconds until the next turn: a twentieth more or less, so that not all feeds are asked at one moment."""
    return every * chance.uniform(0.95, 1.05)


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, 10.2.3), at most a day; None where it does not.

    A moment is counted from the server's own clock, where it tells it: that clock may be decades off.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(LONGEST, float(value[:12]))
    until = moment(value) if value else None
    if until is None:
        return None
    seconds = (until - (moment(headers.get("date", "")) or now)).total_seconds()
    return min(LONGEST, max(0.0, seconds))
