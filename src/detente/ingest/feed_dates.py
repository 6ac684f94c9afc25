"""Dates as feeds and servers write them -> ISO; one that cannot be true is none."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

EARLIEST = dt.datetime(1991, 1, 1, tzinfo=dt.UTC)
"""Before the Web nothing was published on it; clocks that were never set say 1970."""
AHEAD = dt.timedelta(days=2)
"""How far a server's clock and zone may run ahead."""


def moment(value: str) -> dt.datetime | None:
    """The moment that a date of RFC 822 or ISO 8601 names, UTC where it names no zone; None where it is neither."""
    value = value.strip()
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(value)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return None


def plausible(value: str, now: str) -> str | None:
    """The date in ISO with its zone, a day alone where no time was given; None where it is none, or cannot be."""
    found = moment(value)
    if found is None or not EARLIEST <= found <= dt.datetime.fromisoformat(now) + AHEAD:
        return None
    return found.isoformat(timespec="seconds") if ":" in value else found.date().isoformat()
