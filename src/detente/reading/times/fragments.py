"""What the rules of the grammar share: patterns for positions and years, and what they mean."""

from __future__ import annotations

from detente.reading.times.grammar import Parts
from detente.reading.times.senses import Fixed, Shift
from detente.reading.times.tokens import Token
from detente.reading.times.values import day_of
from detente.vocabulary import table

OF_YEAR = r"(?:,?f?(?:(?P<year>y|[d0](?=B))(?P<era>B)?|(?P<short>A)|t?(?P<point>[hlxbuH])(?P<unit>U)))?"
"""', 2025', 'of 1998', '490 BC', ''89', 'last year', 'of that year', or nothing."""
POSITION = r"(?:t?(?P<place>[jer])-?f?)?"
"""'early', 'mid-', 'the end of', 'later in', or nothing."""
CLAUSE_END = r"(?=[!,)_]|$)"
COUNT = r"k?(?P<count>[d0Cyav])"
POINTS = {"l": -1, "b": -1, "h": 0, "H": 0, "x": 1, "u": 1}
"""Class letters of 'last', 'previous', 'this', 'that', 'next', 'following' and how many units on they point."""


def leads() -> frozenset[str]:
    """Words that may stand before a year or a month."""
    return frozenset(table("times_prepositions")["leads"])


def place(m: Parts) -> str:
    """Where in the unit: 'start', 'mid', 'end', 'before', 'after', or '' for all of it."""
    return str(m.value("place") or "")


def year(m: Parts) -> Fixed | Shift | None:
    """The year that a rule with OF_YEAR found."""
    if m.has("year"):
        return Fixed(year_text(m.number("year"), before_christ=m.value("era") == "BC"))
    if m.has("short"):
        return Fixed(f"'{m.number('short'):02d}")
    return pointed(m.one("point"), m.one("unit")) if m.has("unit") else None


def year_text(number: int, *, before_christ: bool = False) -> str:
    return f"{'BC' if before_christ else ''}{number:04d}"


def pointed(point: Token, unit: Token) -> Shift | None:
    """'last year', 'that month': a unit counted from the writing or from the date last spoken of; no hours."""
    if str(unit.value).startswith("T"):
        return None
    this = (point.code, unit.value) == ("h", "WE")
    return Shift(str(unit.value), POINTS[point.code], "spoken" if point.code in "buH" else "written", this)


def direction(m: Parts) -> int | None:
    """-1, 0 or 1 for 'last', 'this' or 'next'; None where none of them stands there."""
    return POINTS[m.one("direction").code] if m.has("direction") else None


def month_day(month: int, day: int) -> str | None:
    """The part of a year that a month and a day make; None where there is no such day."""
    part = f"{month:02d}-{day:02d}"
    return part if day_of(f"2000-{part}") else None
