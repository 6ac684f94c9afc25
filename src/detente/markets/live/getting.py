"""One GET of a public source of series: seldom, slowly, and bounded."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from email.message import Message

from detente import __version__
from detente.errors import SeriesInvalid

TIMEOUT = 30.0
"""Seconds to wait for an answer."""
LARGEST = 20_000_000
"""Bytes of an answer that are read."""
TRIES = 3
PAUSE = 1.0
"""Seconds between two requests to a host, at least."""
LONGEST_WAIT = 60.0
"""Seconds up to which a server's word on when to come again is heeded; beyond that it is left alone."""
BUSY = (429, 500, 502, 503, 504)


class Getter:
    """Gets answers of servers, one request at a time. `sleep` and `clock` are those of `time`, in seconds."""

    def __init__(
        self, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._last: dict[str, float] = {}

    def get(self, url: str) -> bytes:
        """The answer's body. Raises SeriesInvalid, naming the address, where there is none."""
        for turn in range(1, TRIES + 1):
            self._wait_for_turn(urllib.parse.urlsplit(url).netloc)
            request = urllib.request.Request(url, headers={"User-Agent": f"detente/{__version__} (price series)"})
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                    return whole(answer.read(LARGEST + 1), url)
            except urllib.error.HTTPError as error:
                wait = again(error.headers, turn)
                if error.code not in BUSY or turn == TRIES or wait > LONGEST_WAIT:
                    raise SeriesInvalid(
                        f"{url}: the server answered {error.code}; try later, or load a file"
                    ) from error
                self._sleep(wait)
            except (OSError, http.client.HTTPException) as error:
                raise SeriesInvalid(f"{url}: no answer ({error}); try later, or load a file of prices") from error
        raise AssertionError("every turn returns or raises")

    def _wait_for_turn(self, host: str) -> None:
        passed = self._clock() - self._last.get(host, -PAUSE)
        if passed < PAUSE:
            self._sleep(PAUSE - passed)
        self._last[host] = self._clock()


def whole(body: bytes, url: str) -> bytes:
    """The body. Raises SeriesInvalid where it is larger than any series."""
    if len(body) > LARGEST:
        raise SeriesInvalid(f"{url}: an answer of more than {LARGEST:,} bytes; ask for fewer years")
    return body


def again(headers: Message, turn: int) -> float:
    """Seconds to wait before asking again: what the server says, else longer every time."""
    told = headers.get("Retry-After", "")
    return float(told) if told.isdigit() else float(2**turn)
