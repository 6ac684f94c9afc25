"""Rules for times of day: clock times with zones, parts of the day, the days they stand with."""

from __future__ import annotations

import re

from detente.reading.times.fragments import OF_YEAR, POINTS, direction, month_day, place, year
from detente.reading.times.grammar import Parts, Pieces, rule
from detente.reading.times.senses import Anchor, Clock, InYear, Sense, Shift, Weekday

DAY = (
    r"(?:(?P<day>D)|(?P<direction>[lhx])?(?P<weekday>W)(?:,?(?P<wmonth>M)(?P<wday>[do]))?"
    rf"|(?:(?P<month>M)(?P<mday>[do])|t?(?P<fday>[do])f?(?P<fmonth>M)){OF_YEAR})"
)
CLOCK = r"k?(?:(?P<clock>c)(?P<half>p)?|(?P<hour>[dC])(?P<hhalf>p)|(?P<noon>N)|(?P<four>[0y])(?=Z))(?P<zone>Z)?"
LEADS = frozenset(("at", "by", "until", "from", "around", "about", "before", "after", "since", "to", "till"))
"""What stands before '7:15' where it is a time of day without 'p.m.' or a zone."""


def clock_time(m: Parts) -> str | None:
    """'17:00' for 5 p.m.; None for what is no time of day."""
    if m.has("noon"):
        return str(m.value("noon"))
    if m.has("four"):
        digits = m.one("four").word
        return f"{digits[:2]}:{digits[2:]}" if re.fullmatch(r"[0-2][0-9][0-5][0-9]", digits) else None
    hour, minute = (str(m.value("clock")).split(":") if m.has("clock") else [str(m.number("hour")), "00"])[:2]
    half = m.value("half") if m.has("clock") else m.value("hhalf")
    return time_of_day(int(hour), int(minute), None if half is None else int(half))


def time_of_day(hour: int, minute: int, half: int | None) -> str | None:
    """The hour of 24; `half` is 0 for a.m., 12 for p.m."""
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def day(m: Parts) -> Sense | None:
    """The day named beside a time of day."""
    if m.has("day"):
        return Shift("D", m.number("day"))
    for months, days in (("wmonth", "wday"), ("month", "mday"), ("fmonth", "fday")):
        if m.has(months):
            part = month_day(m.number(months), m.number(days))
            return InYear(part, None if months == "wmonth" else year(m)) if part else None
    return Weekday(m.number("weekday"), direction(m)) if m.has("weekday") else None


def clock(m: Parts) -> Pieces:
    """'7:15 p.m.', '9 a.m. EST Tuesday', 'noon', '0735 GMT'; 'at 9 p.m. on Thursday' is two expressions."""
    before, time, named = m.before(), clock_time(m), day(m)
    sure = any(m.has(name) for name in ("half", "hhalf", "noon", "zone"))
    if time is None or not (sure or (before and before.word in LEADS)):
        return None
    if named and m.has("on"):
        return (m.piece(Clock(time, named), stop="time"), m.piece(named, start="date"))
    return m.whole(Clock(time, named))


def part_of_day(m: Parts) -> Pieces:
    """'Thursday night', 'yesterday morning', 'the morning of 31 January 1965'."""
    return m.whole(Clock(str(m.value("part")), day(m)), place(m))


def pointed_part(m: Parts) -> Pieces:
    """Such as 'this morning', 'last night', 'that afternoon', 'the following evening', 'the next morning'."""
    code = m.one("point").code
    anchor: Anchor = "spoken" if code in "buH" or m.has("the") else "written"
    return m.whole(Clock(str(m.value("part")), Shift("D", POINTS[code], anchor)), place(m))


def lone_part(m: Parts) -> Pieces:
    """'the morning': on the day spoken of."""
    return m.whole(Clock(str(m.value("part"))))


def tonight(m: Parts) -> Pieces:
    """'tonight'."""
    return m.whole(Clock(str(m.value("night")), Shift("D", 0)))


EARLY = r"(?:t?(?P<place>[jer])t?)?"
CLOCKS = (
    rule(CLOCK, clock),
    rule(rf"{CLOCK},?{DAY}", clock),
    rule(rf"(?P<time>{CLOCK})(?P<on>n)(?P<date>{DAY})", clock),
    rule(rf"{DAY},?{CLOCK}", clock),
    rule(rf"{EARLY}{DAY}-?(?P<part>P)", part_of_day),
    rule(rf"{EARLY}t?(?P<part>P)V?fn?{DAY}", part_of_day),
    rule(rf"{EARLY}(?P<the>t)?(?P<point>[{''.join(POINTS)}])j?-?(?P<part>P)", pointed_part),
    rule(r"t(?P<part>P)", lone_part),
    rule(r"(?P<night>J)", tonight),
)
