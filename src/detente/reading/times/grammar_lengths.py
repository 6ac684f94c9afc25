"""Rules for durations and sets: 'a 90-day truce', 'the past three months', 'half an hour', 'every Thursday'."""

from __future__ import annotations

from detente.reading.times.fragments import COUNT, POINTS
from detente.reading.times.grammar import Parts, Pieces, rule
from detente.reading.times.lengths import length_value
from detente.reading.times.senses import Length, Recurring

RATES = frozenset(("million", "billion", "trillion", "percent", "times", "barrels", "tons", "units", "people"))
"""What stands before 'a year' where it means every year."""
HALVES = {"Y": "P6M", "TH": "PT30M", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S", "D": "PT12H"}


def duration(m: Parts) -> Pieces:
    """'two weeks', '90-day', 'several months', 'a year and a half'; an age in years is no duration."""
    number, unit, before = m.count(), str(m.value("unit")), m.before()
    if m.one("count").code == "a":
        if m.one("unit").code != "U":
            return None
        if before and (before.word in RATES or before.code in "0d%"):
            return m.whole(Recurring(length_value(1, unit)))
    if m.has("age") and unit == "Y":
        return ()
    if m.has("half") and isinstance(number, int):
        number += 0.5
    return m.whole(Length(length_value(number, unit)))


def framed(m: Parts) -> Pieces:
    """'the past three months', 'the next few days', 'the first nine months'."""
    towards = POINTS.get(m.one("frame").code, 0) if m.has("frame") else 0
    return m.whole(Length(length_value(m.count(), str(m.value("unit"))), towards))


def vague(m: Parts) -> Pieces:
    """'weeks', 'the years', 'weeks or months': a length without a figure."""
    before = m.before()
    return None if before and before.code == "o" else m.whole(Length(length_value("X", str(m.value("unit")))))


def recent(m: Parts) -> Pieces:
    """'recent weeks'."""
    past = m.value("word") == "PAST_REF"
    return m.whole(Length(length_value("X", str(m.value("unit"))), -1)) if past else None


def half_unit(m: Parts) -> Pieces:
    """'half a year', 'half an hour', 'half-century'."""
    value = HALVES.get(str(m.value("unit")))
    return m.whole(Length(value)) if value else None


def stretch(m: Parts) -> Pieces:
    """'the last week of August'."""
    return m.whole(Length(length_value(1, str(m.value("unit"))))) if m.value("frame") in (1, -1) else None


def fiscal(m: Parts) -> Pieces:
    """'the fiscal year'."""
    return m.whole(Length("P1Y"))


def every(m: Parts) -> Pieces:
    """'each year', 'every Thursday', 'every two weeks', 'each July', 'per day'."""
    unit = m.one("unit")
    number = m.count() if m.has("count") else m.number("every")
    match unit.code:
        case "M":
            value = f"XXXX-{unit.value:02d}"
        case "W":
            value = f"XXXX-WXX-{unit.value}"
        case "S":
            value = f"XXXX-{unit.value}"
        case "P":
            value = f"XXXX-XX-XXT{unit.value}"
        case "K":
            value = "XXXX-WXX-WE"
        case _:
            value = length_value(number, str(unit.value))
    return m.whole(Recurring(value))


def recurring(m: Parts) -> Pieces:
    """'daily', 'annually'."""
    return m.whole(Recurring(str(m.value("adverb"))))


def weekdays(m: Parts) -> Pieces:
    """'Tuesdays', 'Tuesday nights'."""
    part = f"T{m.value('part')}" if m.has("part") else ""
    return m.whole(Recurring(f"XXXX-WXX-{m.value('weekday')}{part}"))


AGE = r"(?:-?(?:L|(?P<age>5)))?"
LENGTHS = (
    rule(rf"t?{COUNT}m?(?P<unit>[UV])(?P<half>&aX)?O?{AGE}", duration),
    rule(rf"(?P<count>[d0Cv])m?-(?P<unit>[UV]){AGE}", duration),
    rule(rf"{COUNT}[~&-][d0Cav]-?(?P<unit>[UV])", duration),
    rule(r"k?(?P<count>[dC])\.(?P<unit>V)", duration),
    rule(r"k?(?P<count>[d0Cv])m?(?P<unit>q)(?!f)", duration),
    rule(r"[thI]?(?P<frame>[lbxu1o])k?(?P<count>[d0Cv])m?-?(?P<unit>[UVq])O?(?:fy)?", framed),
    rule(r"t?U-?[ge](?P<count>[d0C])(?P<unit>V)", framed),
    rule(r"[thI]?(?P<frame>[lbxu1o])(?P<unit>V)", framed),
    rule(r"(?P<unit>V)&V", vague),
    rule(r"[tI]?m?(?P<unit>V)", vague),
    rule(r"(?P<word>R)(?P<unit>V)", recent),
    rule(r"k?(?:tl)?a?X-?a?-?(?P<unit>U)", half_unit),
    rule(r"t(?P<frame>[lo1])(?P<unit>U)f(?=M|S|t?U|y)", stretch),
    rule(r"tFU?", fiscal),
    rule(r"(?P<every>E)(?P<count>[d0C])?(?P<unit>[UVqMWSPK])", every),
    rule(r"(?P<adverb>T)", recurring),
    rule(r"(?P<weekday>w)", weekdays),
    rule(r"(?P<weekday>W)(?P<part>i)", weekdays),
)
