"""Sense + reference + tense -> TIMEX3 type and value."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from detente.model import TimexType
from detente.reading.times import holidays
from detente.reading.times.reference import Reference
from detente.reading.times.senses import (
    Clock,
    DayOfMonth,
    Fixed,
    Holiday,
    InYear,
    Length,
    Period,
    Pointer,
    Recurring,
    Sense,
    Shift,
    Weekday,
    WeekOf,
)
from detente.reading.times.shifting import shifted
from detente.reading.times.tense import Tense
from detente.reading.times.values import (
    day_of,
    day_shift,
    month_of,
    quarter_shift,
    week_value,
    year_of,
    year_value,
)
from detente.reading.times.years import year_near

UNKNOWN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}
"""The value of a unit counted from nobody knows when."""


class Resolved(NamedTuple):
    """TIMEX3 type and value."""

    type: TimexType
    value: str


def resolve(sense: Sense, reference: Reference, tense: Tense) -> Resolved:
    """The type and value of a sense in its context."""
    match sense:
        case Length(value=value):
            return Resolved("DURATION", value)
        case Recurring(value=value):
            return Resolved("SET", value)
        case Clock():
            return Resolved("TIME", clock(sense, reference, tense))
        case _:
            return Resolved("DATE", date(sense, reference, tense))


def date(sense: Sense, reference: Reference, tense: Tense) -> str:
    """The value of a DATE."""
    value = "XXXX-XX-XX"
    match sense:
        case Pointer():
            value = sense.value
        case Fixed():
            value = fixed(sense, reference)
        case Shift():
            value = shift(sense, reference, tense)
        case Weekday():
            value = weekday(sense, reference, tense)
        case WeekOf():
            value = week(sense, reference, tense)
        case DayOfMonth():
            value = day_of_month(sense, reference)
        case InYear():
            value = in_year(sense, reference, tense)
        case Holiday():
            value = holiday(sense, reference, tense)
        case Period():
            value = period(sense, reference, tense)
    return value


def fixed(sense: Fixed, reference: Reference) -> str:
    """The value as it stands; of a year in two digits, the century of the story, else the likeliest."""
    if not sense.value.startswith("'"):
        return sense.value
    two = int(sense.value[1:])
    told = year_of(reference.spoken or "") if reference.narrative else None
    century = told // 100 * 100 if told else 2000 if two < 40 else 1900
    return year_value(century + two)


def clock(sense: Clock, reference: Reference, tense: Tense) -> str:
    """A time on the day named beside it, else on the day last spoken of."""
    day = date(sense.day, reference, tense) if sense.day else "PRESENT_REF"
    if day == "PRESENT_REF":
        spoken = reference.day()
        day = spoken.isoformat() if spoken else "XXXX-XX-XX"
    return f"{day}T{sense.time}"


def shift(sense: Shift, reference: Reference, tense: Tense) -> str:
    """A unit counted from the day of writing or the date last spoken of; narratives count from the latter alone."""
    if reference.narrative and reference.spoken and sense == Shift("D", 0):
        return "PRESENT_REF"
    spoken = sense.anchor == "spoken" or (reference.narrative and reference.spoken)
    written = reference.written.isoformat() if reference.written else None
    anchor = reference.anchor() if spoken else written
    if (sense.unit, sense.count) == ("WE", 0) and reference.written and not spoken:
        sense = Shift("WE", weekend_count(reference.written, tense, this=sense.this))
    value = shifted(sense, anchor) if anchor else None
    return value or UNKNOWN.get(sense.unit, "XXXX")


def weekend_count(written: dt.date, tense: Tense, *, this: bool) -> int:
    """'The weekend' is the last one, from Saturday on this one; in the future tense the one to come.

    'This weekend' is to come, unless the week has hardly begun and the tense is past.
    """
    if this:
        return -1 if written.isoweekday() == 1 and tense == "past" else 0
    return 0 if written.isoweekday() >= 6 or tense == "future" else -1


def weekday(sense: Weekday, reference: Reference, tense: Tense) -> str:
    """The last such day, the day of writing among them; in the future tense the next one."""
    day = reference.day() if reference.narrative else reference.written
    unknown = f"XXXX-WXX-{sense.day}"
    if day is None:
        return unknown
    back = (day.isoweekday() - sense.day) % 7
    ahead = sense.direction == 1 or (sense.direction is None and tense == "future" and back > 0)
    if ahead:
        back -= 7
    elif sense.direction == -1:
        back = back or 7
    moved = day_shift(day, -back)
    return moved.isoformat() if moved else unknown


def week(sense: WeekOf, reference: Reference, tense: Tense) -> str:
    day = day_of(in_year(sense.day, reference, tense))
    return week_value(day) if day else "XXXX-WXX"


def day_of_month(sense: DayOfMonth, reference: Reference) -> str:
    anchor = reference.anchor() or ""
    month, year = month_of(anchor), year_of(anchor)
    return f"{year_value(year)}-{month:02d}-{sense.day:02d}" if month and year else f"XXXX-XX-{sense.day:02d}"


def in_year(sense: InYear, reference: Reference, tense: Tense) -> str:
    if sense.year is not None:
        return f"{date(sense.year, reference, tense)}-{sense.part}"
    year = year_near(sense, reference, tense)
    return f"{year_value(year) if year else 'XXXX'}-{sense.part}"


def holiday(sense: Holiday, reference: Reference, tense: Tense) -> str:
    """The day of a holiday; its usual month and day decide which year is meant."""
    if sense.year is not None:
        year = year_of(date(sense.year, reference, tense))
    else:
        usual = holidays.part(sense.name, holidays.USUAL_YEAR) or "01-01"
        year = year_near(InYear(usual, direction=sense.direction), reference, tense)
    part = holidays.part(sense.name, year) or "XX-XX"
    return f"{year_value(year)}-{part}" if year else f"XXXX-{part}"


def period(sense: Period, reference: Reference, tense: Tense) -> str:
    quarter = reference.quarter_at_hand()
    return quarter_shift(quarter, 4 * sense.years) if quarter else shift(sense.otherwise, reference, tense)
