"""Rules for days and months: 'June 5, 2025', 'the 5th', '9-10 June', 'last October', 'next Monday', 'yesterday'."""

from __future__ import annotations

from detente.reading.times.fragments import (
    CLAUSE_END,
    OF_YEAR,
    POINTS,
    POSITION,
    direction,
    month_day,
    place,
    year,
)
from detente.reading.times.grammar import Parts, Pieces, rule
from detente.reading.times.senses import DayOfMonth, Fixed, InYear, Shift, Weekday, WeekOf
from detente.reading.times.values import day_of


def day_in_month(m: Parts) -> Pieces:
    """'June 5, 2025', '5 June', 'Friday, Oct. 13', 'the 5th of June last year'."""
    part = month_day(m.number("month"), m.number("day"))
    return m.whole(InYear(part, year(m)), place(m)) if part else None


def day_range(m: Parts) -> Pieces:
    """'June 9-10', '6-7 January 1916', 'from 15 to 22 February': two dates that share a month."""
    first, last = (month_day(m.number("month"), m.number(day)) for day in ("day", "other"))
    if first is None or last is None:
        return None
    pair = m.codes("join") != "&"
    return (
        m.piece(InYear(first, year(m)), "from" if pair else "", stop="day"),
        m.piece(InYear(last, year(m)), start="other"),
    )


def month(m: Parts) -> Pieces:
    """'June', 'early June 2025', 'February of that year'."""
    return m.whole(InYear(f"{m.number('month'):02d}", year(m)), place(m))


def pointed_month(m: Parts) -> Pieces:
    """'last October', 'this September', 'the previous April'."""
    part = f"{m.number('month'):02d}"
    if m.one("direction").code in "Hbu":
        return m.whole(InYear(part, Shift("Y", direction(m) or 0, "spoken")), place(m))
    return m.whole(InYear(part, direction=direction(m)), place(m))


def numeric(m: Parts) -> Pieces:
    """'2025-06-05', '10/25/97' (month first, where that can be)."""
    word = str(m.value("date"))
    if "/" in word:
        first, second, last = (int(part) for part in word.split("/"))
        months, days = (second, first) if first > 12 else (first, second)
        whole = last if last > 99 else 2000 + last if last < 40 else 1900 + last
        word = f"{whole:04d}-{months:02d}-{days:02d}"
    return m.whole(Fixed(word)) if day_of(word) else None


def day_alone(m: Parts) -> Pieces:
    """'the 20th': the month is the one last spoken of. 'The 20th century' and 'the 20th round' are none."""
    token, after = m.one("day"), m.after()
    if not token.word[0].isdigit() or not 1 <= int(token.value) <= 31:
        return None
    if after and after.word not in ("and", "to") and (after.code in "-y" or after.word.isalpha()):
        return None
    return m.whole(DayOfMonth(int(token.value)))


def weekday(m: Parts) -> Pieces:
    """'Monday', 'last Friday', 'late Sunday'."""
    return m.whole(Weekday(m.number("weekday"), direction(m)), place(m))


def week_of(m: Parts) -> Pieces:
    """'the week of March 6'."""
    part = month_day(m.number("month"), m.number("day"))
    return m.whole(WeekOf(InYear(part))) if part and m.value("unit") == "W" else None


def deictic_day(m: Parts) -> Pieces:
    """'today', 'late yesterday', 'earlier today'."""
    return m.whole(Shift("D", m.number("day")), place(m))


def neighbour(m: Parts) -> Pieces:
    """'the day before', 'the year after', 'the day after tomorrow'."""
    unit, step = str(m.value("unit")), m.number("step")
    if unit.startswith("T") or (m.has("day") and unit != "D"):
        return None
    return m.whole(Shift("D", m.number("day") + step) if m.has("day") else Shift(unit, step, "spoken"))


DATES = (
    rule(rf"(?:[lhx]?W,?)?{POSITION}(?P<month>M)t?(?P<day>[dCo])(?![c%]|-?V){OF_YEAR}", day_in_month),
    rule(rf"(?:W,?)?{POSITION}t?(?P<day>[do])-?f?(?P<month>M){OF_YEAR}", day_in_month),
    rule(rf"(?P<month>M)(?P<day>[do])(?P<join>[-~&])(?P<other>[do])(?![c%]|-?[UV]){OF_YEAR}", day_range),
    rule(rf"t?(?P<day>[do])(?P<join>[-~&])t?(?P<other>[do])f?(?P<month>M){OF_YEAR}", day_range),
    rule(rf"(?:tUf)?{POSITION}(?P<month>M){OF_YEAR}", month),
    rule(rf"{POSITION}t?(?P<direction>[{''.join(POINTS)}])(?P<month>M)", pointed_month),
    rule(r"(?P<date>#)", numeric),
    rule(r"t(?P<day>o)", day_alone),
    rule(rf"{POSITION}t?(?P<direction>[{''.join(POINTS)}])?(?P<weekday>W)", weekday),
    rule(r"t(?P<unit>U)f(?P<month>M)(?P<day>[do])", week_of),
    rule(r"(?:t?(?P<place>[jer]))?(?P<day>D)", deictic_day),
    rule(rf"t(?P<unit>U)(?P<step>[<>])(?:(?P<day>D)|{CLAUSE_END})", neighbour),
)
