"""Yahoo Finance through yfinance: daily closes as they were quoted, not adjusted for dividends."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from detente.errors import ExtraMissing, SeriesInvalid
from detente.markets.live.cache import kept
from detente.markets.live.port import Wanted
from detente.markets.loading import columns_of, series_of
from detente.markets.series import Series

LICENCE = "Yahoo's terms: for personal use, not to be passed on"
History = Callable[[str, dt.date, dt.date], Any]
"""Code, first day and the day after the last -> a data frame with a row a day, its index the days with their zone."""


class Yahoo:
    """Implements `detente.markets.live.Source`. `history` asks the server, `cache` is the folder of answers."""

    def __init__(self, history: History | None = None, cache: Path | None = None) -> None:
        self._history = history or ask
        self._cache = cache

    def fetch(self, wanted: Wanted) -> Series:
        """The series. Raises NotFound, SeriesInvalid where Yahoo has nothing, ExtraMissing without yfinance."""
        code = wanted.code("Yahoo", wanted.listing.yahoo)
        place = f"Yahoo {code}, {wanted.since} to {wanted.until}"
        body = kept(place, wanted.today.isoformat(), lambda: self._asked(code, wanted, place), self._cache)
        return series_of(columns_of(body, place), wanted.about(f"Yahoo {code}", LICENCE), place)

    def _asked(self, code: str, wanted: Wanted, place: str) -> bytes:
        """The answer as CSV; the day of a row is that of the exchange, which its zone is."""
        frame = self._history(code, wanted.since, wanted.until + dt.timedelta(days=1))
        if not len(frame):
            raise SeriesInvalid(f"{place}: no answer; try later, or load a file of prices")
        table = frame[["High", "Low", "Close"]].set_axis([stamp.date() for stamp in frame.index])
        text = io.StringIO()
        table.to_csv(text, index_label="Date")
        return text.getvalue().encode()


def ask(code: str, since: dt.date, until: dt.date) -> Any:
    """Ask Yahoo. Raises ExtraMissing without yfinance."""
    try:
        import yfinance  # type: ignore[import-untyped] # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise ExtraMissing(
            "Yahoo is asked through yfinance; install with `pip install 'detente[live]'`, or use --from fred"
        ) from error
    return yfinance.Ticker(code).history(start=since, end=until, interval="1d", auto_adjust=False, actions=False)
