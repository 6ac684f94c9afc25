"""Fetching as a polite guest: by the rules of the site, at its pace, with errors that say when to come again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from detente.errors import AddressRefused, FetchFailed
from detente.ingest.addresses import origin, split
from detente.ingest.fetching import Fetched, FetchSettings, fetch
from detente.ingest.politeness import Pace, retry_after
from detente.ingest.robots import Robots

NOT_MODIFIED = 304
LASTING = (401, 402, 403, 404, 405, 410, 451)
"""Answers that stay the same however often one asks."""


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Visitor:
    """Fetches from any number of sites. Threads may share one."""

    def __init__(
        self,
        settings: FetchSettings | None = None,
        pace: Pace | None = None,
        clock: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self.settings = settings or FetchSettings()
        self.pace = pace or Pace()
        self.clock = clock
        self.robots = Robots(self._fetch)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """What stands at the address, or 304 where `headers` ask for what changed.

        Raises AddressRefused where it may not be fetched, FetchFailed where it could not be or the server says no.
        """
        self._ask(url)
        found = self._fetch(url, headers, self.robots.delay(url))
        if origin(found.url) != origin(url):
            self._ask(found.url)
        if found.status == NOT_MODIFIED or 200 <= found.status < 300:
            return found
        raise refused(found, self.clock())

    def _ask(self, url: str) -> None:
        split(url)
        if not self.robots.allow(url):
            raise AddressRefused(f"{url}: the site's robots.txt asks not to fetch it; it is left alone")

    def _fetch(self, url: str, headers: Mapping[str, str] | None = None, delay: float | None = None) -> Fetched:
        interval = None if delay is None else max(delay, self.pace.interval)
        self.pace.wait(urlsplit(url).netloc, interval)
        return fetch(url, self.settings, headers)


def refused(found: Fetched, now: dt.datetime) -> FetchFailed:
    """The error for an answer that is none."""
    wait = retry_after(found.headers, now)
    lasting = found.status in LASTING
    again = "it is not tried again" if lasting else "it is tried again later"
    asked = f"it asks to wait {wait:.0f} seconds" if wait is not None else again
    return FetchFailed(f"{found.url}: the server answered {found.status}; {asked}", wait, lasting=lasting)
