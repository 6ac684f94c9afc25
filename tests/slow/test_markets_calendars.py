"""The calendars of exchange_calendars: that unit tests go by the same sessions, and how an unknown one is named."""

from __future__ import annotations

import datetime as dt

import pytest
from few_calendars import EXCHANGES, calendar

from detente.errors import CalendarEnds, NotFound
from detente.markets.sessions import clock
from detente.markets.shipped import shipped

pytest.importorskip("exchange_calendars", reason="exchange_calendars, of the extra `markets`, is not installed")
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", EXCHANGES)
def test_the_few_sessions_of_unit_tests_are_those_of_the_exchanges(name: str) -> None:
    few, whole = calendar(name), clock(name)
    days = whole.days(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert [few.of(day) for day in days] == [whole.of(day) for day in days]
    assert few.days(few.first, few.last) == days


def test_an_unknown_exchange_is_named() -> None:
    with pytest.raises(NotFound, match="'XXXX'"):
        clock("XXXX")


def test_a_calendar_ends_and_says_so() -> None:
    with pytest.raises(CalendarEnds, match="upgrade exchange_calendars"):
        clock("XSHG").on(dt.date(2199, 1, 1))


def test_the_shipped_series_says_whose_it_is_and_where_it_has_gaps() -> None:
    found = shipped("renminbi")
    assert (found.instrument, found.unit) == ("yuan", "CNY per USD")
    assert "European Central Bank" in found.source
    assert found.licence
    assert {fault.fault for fault in found.faults} == {"gap"}
