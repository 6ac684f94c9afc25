"""Series from live sources, behind one port: politely, and from the cache where they were asked for today."""

from __future__ import annotations

from detente.markets.live.fred import Fred
from detente.markets.live.port import Source, Wanted
from detente.markets.live.yahoo import Yahoo

SOURCES: dict[str, type[Fred] | type[Yahoo]] = {"fred": Fred, "yahoo": Yahoo}

__all__ = ["SOURCES", "Fred", "Source", "Wanted", "Yahoo"]
