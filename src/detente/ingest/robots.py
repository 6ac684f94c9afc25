"""What a site's robots.txt lets us fetch (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
from protego import Protego

from detente.errors import AddressRefused, FetchFailed
from detente.ingest.addresses import origin
from detente.ingest.fetching import Fetched

KEPT = 24 * 3600.0
RETRIED = 600.0
"""Seconds that the rules of a site are kept, and a failure to get them."""
LONGEST = 500_000
"""Characters of a robots.txt that count."""
SLOWEST = 60.0
"""Seconds between two requests that a site may ask for."""


class Rules(msgspec.Struct, frozen=True):
    """The rules of a site until a moment; None: they could not be learnt (`why`), so nothing is fetched meanwhile."""

    until: float
    rules: Protego | None
    why: str = ""


class Robots:
    """The rules of the sites asked so far. `get` fetches an address; `agent` is the name by which rules know us."""

    def __init__(
        self, get: Callable[[str], Fetched], agent: str = "Detente", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._get = get
        self._agent = agent
        self._clock = clock
        self._sites: dict[str, Rules] = {}

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched. Raises FetchFailed where its site does not tell at the moment."""
        held = self._held(url)
        if held.rules is None:
            raise FetchFailed(held.why)
        return bool(held.rules.can_fetch(url, self._agent))

    def delay(self, url: str) -> float | None:
        """Seconds between two requests that the site asks for, at most a minute; None where it does not."""
        rules = self._held(url).rules
        asked = rules.crawl_delay(self._agent) if rules else None
        return None if asked is None else min(SLOWEST, float(asked))

    def _held(self, url: str) -> Rules:
        site = origin(url)
        held = self._sites.get(site)
        if held is None or held.until < self._clock():
            held = self._sites[site] = self._learnt(site)
        return held

    def _learnt(self, site: str) -> Rules:
        """Where there is no file (4xx) all may be fetched; where the server fails (5xx), nothing."""
        try:
            found = self._get(f"{site}/robots.txt")
        except AddressRefused:
            raise
        except FetchFailed as error:
            return Rules(self._clock() + RETRIED, None, str(error))
        if found.status >= 500 or found.status == 429:
            why = f"{found.url}: the server answered {found.status}; the site is tried again later"
            return Rules(self._clock() + RETRIED, None, why)
        told = found.body if found.status < 300 else b""
        rules = Protego.parse(told.decode("utf-8", "replace").removeprefix("\ufeff")[:LONGEST])
        return Rules(self._clock() + KEPT, rules)
