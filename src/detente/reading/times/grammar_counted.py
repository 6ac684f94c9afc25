"""Rules for units counted from an anchor: 'last week', 'two years ago', 'a day later', 'the end of the year'."""

from __future__ import annotations

from detente.reading.times.fragments import CLAUSE_END, COUNT, POINTS, POSITION, place, pointed
from detente.reading.times.grammar import Parts, Pieces, rule
from detente.reading.times.lengths import length_value
from detente.reading.times.senses import Length, Period, Pointer, Shift

FACTORS = {"DE": ("Y", 10), "CE": ("Y", 100), "2W": ("W", 2)}
"""Units that are counted in smaller ones."""
FARTHEST = 5000
"""Units; a longer way back or on is no date."""


def counted_back(m: Parts) -> Pieces:
    """'two weeks ago': from the day of writing."""
    return counted(m, -1, spoken=False)


def counted_before(m: Parts) -> Pieces:
    """'a year earlier', 'three days before': from the date last spoken of."""
    return counted(m, -1, spoken=True)


def counted_on(m: Parts) -> Pieces:
    """'three days later', 'a month from now'."""
    return counted(m, 1, spoken=m.value("later") != "hence")


def counted(m: Parts, sign: int, *, spoken: bool) -> Pieces:
    """Without a figure only the direction is known; hours, and halves of other units than years, stay lengths."""
    number = m.count()
    if isinstance(number, str):
        return m.whole(Pointer("PAST_REF" if sign < 0 else "FUTURE_REF"))
    unit, factor = FACTORS.get(str(m.value("unit")), (str(m.value("unit")), 1))
    if isinstance(number, float) and unit == "Y":
        unit, factor = "M", factor * 12
    steps = number * factor
    if unit.startswith("T") or steps != int(steps) or steps > FARTHEST:
        return m.whole(Length(length_value(number, str(m.value("unit"))), sign))
    shift = Shift(unit, sign * int(steps), "spoken" if spoken else "written")
    return m.whole(Period(-1, shift) if (unit, shift.count) == ("Y", -1) else shift)


def unit_at(m: Parts) -> Pieces:
    """'last week', 'early next year', 'the following day', 'that month', 'later this year'."""
    point, unit = m.one("point"), m.one("unit")
    if unit.word == "quarters":
        return m.whole(Length("PXQ", POINTS[point.code]))
    sense = None if point.word == "latest" else pointed(point, unit)
    if sense and point.code == "x" and m.has("the") and sense.unit in ("D", "WE"):
        sense = Shift(sense.unit, 1, "spoken")
    return m.whole(sense, place(m)) if sense else None


def unit_end(m: Parts) -> Pieces:
    """'the end of the year', 'later in the month'."""
    unit = str(m.value("unit"))
    return None if unit.startswith("T") else m.whole(Shift(unit, 0), place(m))


def year_end(m: Parts) -> Pieces:
    """'year-end', 'the month's end'."""
    return m.whole(Shift(str(m.value("end")), 0), "end")


def this_year(m: Parts) -> Pieces:
    """'the year' with the article alone; of the books ('the year ended Sept. 30') it is a length."""
    after = m.after()
    if m.value("unit") != "Y":
        return None
    return m.whole(Length("P1Y") if after and after.word in ("ended", "ending", "to") else Shift("Y", 0))


def weekend(m: Parts) -> Pieces:
    """'the weekend', 'last weekend'."""
    code = m.one("point").code if m.has("point") else "h"
    return m.whole(Shift("WE", POINTS[code], "spoken" if code in "buH" else "written"), place(m))


POINT = rf"(?P<point>[{''.join(POINTS)}])"
COUNTED_UNIT = rf"(?:{COUNT}m?k?(?P<unit>[UVqK])|V)O?"
COUNTED = (
    rule(rf"t?{COUNTED_UNIT}-?g", counted_back),
    rule(rf"{COUNTED_UNIT}e", counted_before),
    rule(rf"{COUNTED_UNIT}(?P<later>r)", counted_on),
    rule(rf"{COUNTED_UNIT}<{CLAUSE_END}", counted_before),
    rule(rf"{COUNTED_UNIT}>{CLAUSE_END}", counted_on),
    rule(rf"{POSITION}(?P<the>t)?{POINT}(?P<unit>[UqK])O?", unit_at),
    rule(r"t?(?P<place>[jer])t?(?P<unit>[Uq])", unit_end),
    rule(r"k?t?(?P<end>Q)", year_end),
    rule(r"t(?P<unit>U)", this_year),
    rule(rf"{POSITION}t?{POINT}?K", weekend),
)
