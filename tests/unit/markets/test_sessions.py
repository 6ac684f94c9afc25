"""The session clock: to which session of which exchange an event belongs."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_series import clock as small_clock

from detente.errors import CalendarEnds, UsageError
from detente.markets.sessions import clock

AT = [
    ("an evening in Beijing is a morning in New York", "XNYS", "2025-06-05T21:00+08:00", "2025-06-05"),
    ("and after the close in Shanghai", "XSHG", "2025-06-05T21:00+08:00", "2025-06-06"),
    ("before the open of a session it is that session's", "XNYS", "2025-06-05T03:00-04:00", "2025-06-05"),
    ("a minute before the close", "XNYS", "2025-06-05T15:59-04:00", "2025-06-05"),
    ("at the close it is too late", "XNYS", "2025-06-05T16:00-04:00", "2025-06-06"),
    ("a half day closes early: 13:00 before the Fourth of July", "XNYS", "2025-07-03T14:00-04:00", "2025-07-07"),
    ("a Sunday's post", "XNYS", "2025-05-04T12:00-04:00", "2025-05-05"),
    ("a holiday in one place is a session in another", "XSHG", "2025-10-01T10:00+08:00", "2025-10-09"),
    ("which is so in Hong Kong a day later", "XHKG", "2025-10-01T10:00+08:00", "2025-10-02"),
    ("winter time", "XNYS", "2025-01-15T21:30+00:00", "2025-01-16"),
    ("summer time", "XNYS", "2025-07-15T20:30+00:00", "2025-07-16"),
]


@pytest.mark.parametrize(("why", "exchange", "instant", "day"), AT, ids=[case[0] for case in AT])
def test_the_first_session_whose_close_comes_after(why: str, exchange: str, instant: str, day: str) -> None:
    assert clock(exchange).at(dt.datetime.fromisoformat(instant)).day.isoformat() == day, why


ON = [
    ("of a day alone the session may be that day's or the next", (), ["2025-06-05", "2025-06-06"]),
    ("a day in Washington ends at noon in Shanghai", ("America/New_York",), ["2025-06-05", "2025-06-06"]),
    ("a day in Honolulu begins after the close", ("Pacific/Honolulu",), ["2025-06-06", "2025-06-09"]),
    ("in either zone", ("Asia/Shanghai", "America/New_York"), ["2025-06-05", "2025-06-06"]),
]


@pytest.mark.parametrize(("why", "zones", "days"), ON, ids=[case[0] for case in ON])
def test_an_event_of_unknown_time_has_every_session_that_it_may_be(
    why: str, zones: tuple[str, ...], days: list[str]
) -> None:
    found = clock("XSHG").on(dt.date(2025, 6, 5), *zones)
    assert [session.day.isoformat() for session in found] == days, why


def test_a_weekend_event_has_one_session_whatever_its_time() -> None:
    assert [session.day.isoformat() for session in clock("XNYS").on(dt.date(2025, 6, 7))] == ["2025-06-09"]


def test_half_days_are_told() -> None:
    half, whole = clock("XNYS").of(dt.date(2025, 7, 3)), clock("XNYS").of(dt.date(2025, 7, 2))
    assert half is not None
    assert whole is not None
    assert (half.half, whole.half) == (True, False)
    assert clock("XNYS").of(dt.date(2025, 7, 4)) is None


ENDS = [
    ("an instant after the last session", lambda c: c.at(dt.datetime(2031, 3, 11, tzinfo=dt.UTC))),
    ("the last day, after its close", lambda c: c.at(dt.datetime(2031, 3, 10, 22, tzinfo=dt.UTC))),
    ("a day before the first session", lambda c: c.of(dt.date(2031, 3, 2))),
    ("the last day as a day alone", lambda c: c.on(dt.date(2031, 3, 10))),
    ("a stretch that leaves the calendar", lambda c: c.days(dt.date(2031, 3, 3), dt.date(2031, 4, 1))),
    ("what was before the first session", lambda c: c.before(dt.date(2031, 3, 3))),
]


@pytest.mark.parametrize(("why", "asked"), ENDS, ids=[case[0] for case in ENDS])
def test_where_the_calendar_ends_is_an_error_with_a_remedy(why: str, asked: object) -> None:
    with pytest.raises(CalendarEnds, match=r"from 2031-03-03 to 2031-03-10.*upgrade exchange_calendars"):
        asked(small_clock("America/New_York", 16))  # type: ignore[operator]


@settings(max_examples=20)
@given(st.datetimes(dt.datetime(2031, 3, 3, 12), dt.datetime(2031, 3, 10, 12), timezones=st.just(dt.UTC)))
def test_the_session_closes_after_the_event_and_the_one_before_it_did_not(instant: dt.datetime) -> None:
    small = small_clock("Asia/Shanghai", 15)
    if instant >= dt.datetime(2031, 3, 10, 7, tzinfo=dt.UTC):
        with pytest.raises(CalendarEnds):
            small.at(instant)
        return
    found = small.at(instant)
    assert found.closes > instant
    assert found.day == small.first or small.before(found.day).closes <= instant


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="no time zone"):
        small_clock("America/New_York", 16).at(dt.datetime(2031, 3, 4, 12))


def test_missing_sessions_are_those_between_the_first_and_the_last_day() -> None:
    days = [dt.date(2031, 3, 4), dt.date(2031, 3, 7), dt.date(2040, 1, 1)]
    missing = small_clock("America/New_York", 16).missing(days)
    assert [day.isoformat() for day in missing] == ["2031-03-05", "2031-03-06"]
