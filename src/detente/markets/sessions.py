"""The session clock: in which session of an exchange an event can first have moved prices.

An event at an instant belongs to the first session whose close comes after it. Of an event whose time of day is not
known every session that this may be is given. Nothing is guessed beyond the end of a calendar.
"""

from __future__ import annotations

import datetime as dt
import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from detente.errors import CalendarEnds, ExtraMissing, NotFound, UsageError

if TYPE_CHECKING:
    from exchange_calendars import ExchangeCalendar  # type: ignore[import-untyped]

FIRST = "1900-01-01"
"""Calendars are made from this day on; one that knows no earlier session begins with its first."""
DAY = dt.timedelta(days=1)


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One day's trading: its local day, when it opens and closes (UTC), and whether it ends earlier than others."""

    exchange: str
    day: dt.date
    opens: dt.datetime
    closes: dt.datetime
    half: bool = False


class SessionClock:
    """The sessions of one exchange, in order, none overlapping another. `zone` is that of their days."""

    def __init__(self, exchange: str, zone: ZoneInfo, sessions: Iterable[Session]) -> None:
        self.exchange = exchange
        self.zone = zone
        self._sessions = tuple(sessions)
        self._days = [one.day for one in self._sessions]
        self._closes = [one.closes for one in self._sessions]

    @property
    def first(self) -> dt.date:
        """The first session that the calendar knows."""
        return self._days[0]

    @property
    def last(self) -> dt.date:
        """The last session that the calendar knows."""
        return self._days[-1]

    def of(self, day: dt.date) -> Session | None:
        """The session of that day; None where the exchange is shut. Raises CalendarEnds."""
        place = bisect_left(self._days, self._within(day))
        return self._sessions[place] if self._days[place] == day else None

    def at(self, instant: dt.datetime) -> Session:
        """The first session whose close comes after the instant. Raises UsageError without a zone, and CalendarEnds."""
        return self._sessions[self._place(instant)]

    def between(self, earliest: dt.datetime, latest: dt.datetime) -> tuple[Session, ...]:
        """The sessions to which an event of some instant from `earliest` to `latest` may belong, one or more.

        Raises UsageError where an instant has no zone or they come in the wrong order, and CalendarEnds.
        """
        if aware(latest) < aware(earliest):
            raise UsageError(f"{earliest} comes after {latest}; give the earlier instant first")
        return self._sessions[self._place(earliest) : self._place(latest) + 1]

    def on(self, day: dt.date, *zones: str) -> tuple[Session, ...]:
        """The candidate sessions of an event of that day, its time of day not known.

        `zones` are those by whose day it may be dated; where none is given it is the exchange's own. Raises
        CalendarEnds.
        """
        return self.between(*stretch(day, *(ZoneInfo(zone) for zone in zones or (self.zone.key,))))

    def before(self, day: dt.date) -> Session:
        """The last session of a day before that one. Raises CalendarEnds."""
        place = bisect_left(self._days, self._within(day))
        if place == 0:
            raise self._ends(day - DAY)
        return self._sessions[place - 1]

    def days(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """The days of all sessions from the first to the last day. Raises CalendarEnds."""
        start, end = bisect_left(self._days, self._within(first)), bisect_right(self._days, self._within(last))
        return tuple(self._days[start:end])

    def missing(self, days: Iterable[dt.date]) -> tuple[dt.date, ...]:
        """Sessions between the first and the last of the days that are not among them, as far as the calendar goes."""
        known = {day for day in days if self.first <= day <= self.last}
        return tuple(day for day in self.days(min(known), max(known)) if day not in known) if known else ()

    def _place(self, instant: dt.datetime) -> int:
        self._within(aware(instant).astimezone(self.zone).date())
        place = bisect_right(self._closes, instant)
        if place == len(self._closes):
            raise self._ends(instant.astimezone(self.zone).date())
        return place

    def _within(self, day: dt.date) -> dt.date:
        if not self.first <= day <= self.last:
            raise self._ends(day)
        return day

    def _ends(self, day: dt.date) -> CalendarEnds:
        return CalendarEnds(
            f"{day}: the calendar of {self.exchange} goes from {self.first} to {self.last}; for a later day upgrade "
            "exchange_calendars, which brings the holidays as they are announced"
        )


def stretch(day: dt.date, *zones: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """From when until when it is that day in one of the zones at least, to the microsecond, in UTC."""
    starts = (dt.datetime.combine(day, dt.time(), zone) for zone in zones)
    ends = (dt.datetime.combine(day, dt.time.max, zone) for zone in zones)
    return min(start.astimezone(dt.UTC) for start in starts), max(end.astimezone(dt.UTC) for end in ends)


def aware(instant: dt.datetime) -> dt.datetime:
    """The instant. Raises UsageError where it has no zone."""
    if instant.tzinfo is None:
        raise UsageError(f"{instant.isoformat()}: no time zone; write {instant.isoformat()}+08:00 or ...Z")
    return instant


@functools.cache
def clock(exchange: str) -> SessionClock:
    """The clock of an exchange ('XNYS', 'XSHG'). Raises NotFound for an unknown one, ExtraMissing without the extra."""
    return calendar_clock(exchange)


def calendar_clock(exchange: str) -> SessionClock:
    """The clock of an exchange by exchange_calendars, made anew. Raises NotFound, ExtraMissing."""
    try:
        import exchange_calendars as calendars  # noqa: PLC0415 - half a second, and an extra
    except ImportError as error:
        raise ExtraMissing(
            "session clocks need exchange_calendars; install with `pip install 'detente[markets]'`"
        ) from error
    try:
        bound = calendars.get_calendar(exchange).bound_min()
    except calendars.errors.InvalidCalendarName as error:
        raise NotFound(
            f"{exchange!r}: no exchange has this code; give one of exchange_calendars, such as XNYS or XSHG"
        ) from error
    start = FIRST if bound is None else max(FIRST, bound.date().isoformat())
    return of_calendar(exchange, calendars.get_calendar(exchange, start=start))


def of_calendar(exchange: str, calendar: ExchangeCalendar) -> SessionClock:
    """The clock by a calendar of exchange_calendars, as far as it goes."""
    early = {stamp.date() for stamp in calendar.early_closes}
    opens, closes = (column.dt.to_pydatetime() for column in (calendar.schedule["open"], calendar.schedule["close"]))
    days = (stamp.date() for stamp in calendar.sessions)
    return SessionClock(
        exchange,
        ZoneInfo(str(calendar.tz)),
        (
            Session(exchange=exchange, day=day, opens=start, closes=end, half=day in early)
            for day, start, end in zip(days, opens, closes, strict=True)
        ),
    )
