"""The sessions of 2025 of three exchanges, so that unit tests need not load the calendars of all times.

`tests/slow/test_markets_calendars.py` holds them against exchange_calendars.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec
import pytest

from detente.errors import NotFound
from detente.markets import sessions
from detente.markets.sessions import Session, SessionClock

OPENS = dt.time(9, 30)
DAY = dt.timedelta(days=1)


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """Its zone, when it closes, and the days of 2025, as mmdd, on which it was shut or closed early."""

    zone: str
    closes: dt.time
    shut: str
    half: str = ""
    early: dt.time = dt.time(13)


EXCHANGES = {
    "XNYS": Exchange(
        zone="America/New_York",
        closes=dt.time(16),
        shut="0101 0109 0120 0217 0418 0526 0619 0704 0901 1127 1225",
        half="0703 1128 1224",
    ),
    "XSHG": Exchange(
        zone="Asia/Shanghai",
        closes=dt.time(15),
        shut="0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008",
    ),
    "XHKG": Exchange(
        zone="Asia/Hong_Kong",
        closes=dt.time(16),
        shut="0101 0129 0130 0131 0404 0418 0421 0501 0505 0701 1001 1007 1029 1225 1226",
        half="0128 1224 1231",
        early=dt.time(12),
    ),
}


def calendar(name: str) -> SessionClock:
    """The clock of an exchange in 2025. Raises NotFound."""
    if name not in EXCHANGES:
        raise NotFound(f"{name!r}: no exchange has this code; give one of {', '.join(EXCHANGES)}")
    return SessionClock(name, ZoneInfo(EXCHANGES[name].zone), year(name, EXCHANGES[name]))


def year(name: str, exchange: Exchange) -> Iterator[Session]:
    zone = ZoneInfo(exchange.zone)
    for day in (dt.date(2025, 1, 1) + at * DAY for at in range(365)):
        if day.weekday() < 5 and f"{day:%m%d}" not in exchange.shut:
            half = f"{day:%m%d}" in exchange.half
            opens, closes = (
                dt.datetime.combine(day, time, zone).astimezone(dt.UTC)
                for time in (OPENS, exchange.early if half else exchange.closes)
            )
            yield Session(exchange=name, day=day, opens=opens, closes=closes, half=half)


@pytest.fixture(scope="module")
def few_calendars() -> Iterator[None]:
    """The clocks of three exchanges, over 2025, in place of every other."""
    with pytest.MonkeyPatch.context() as patch:
        sessions.clock.cache_clear()
        patch.setattr(sessions, "calendar_clock", calendar)
        yield
    sessions.clock.cache_clear()
