"""FRED, the economic data of the Federal Reserve Bank of St. Louis: one CSV file a series, no key."""

from __future__ import annotations

import urllib.parse
from pathlib import Path

from detente.markets.live.cache import kept
from detente.markets.live.getting import Getter
from detente.markets.live.port import Wanted
from detente.markets.loading import columns_of, series_of
from detente.markets.series import Series

HOME = "https://fred.stlouisfed.org"
LICENCE = "see the series' page at FRED: index values are their publishers', not to be passed on"


class Fred:
    """Implements `detente.markets.live.Source`. `home` is the server, `cache` the folder of answers."""

    def __init__(self, home: str = HOME, cache: Path | None = None, getter: Getter | None = None) -> None:
        self._home = home
        self._cache = cache
        self._getter = getter or Getter()

    def fetch(self, wanted: Wanted) -> Series:
        """The series. Raises NotFound where FRED has none of it, SeriesInvalid where it cannot be reached."""
        code = wanted.code("FRED", wanted.listing.fred)
        asked = urllib.parse.urlencode({"id": code, "cosd": wanted.since, "coed": wanted.until})
        url = f"{self._home}/graph/fredgraph.csv?{asked}"
        body = kept(url, wanted.today.isoformat(), lambda: self._getter.get(url), self._cache)
        return series_of(columns_of(body, url), wanted.about(f"FRED {code}", LICENCE), url)
