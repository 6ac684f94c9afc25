"""Rules for years, decades, centuries and ranges of years."""

from __future__ import annotations

import re

from detente.reading.times.fragments import POSITION, leads, place, year_text
from detente.reading.times.grammar import Parts, Pieces, rule
from detente.reading.times.senses import Fixed

SURELY_YEARS = range(1850, 2061)
"""Four digits in this span are a year without a word that leads one in."""
COUNTED = re.compile(
    r"(?:dollar|percent|per|people|men|troops|soldiers|tons?|tonnes|miles|points?|shares?|yen|euros?|km|feet|pounds)$"
)
"""What a number before it counts; such a number is no year."""


def plain_year(m: Parts) -> Pieces:
    """'1998', 'mid-1996', 'the year 2000', 'fiscal 1989'; a number that counts something is none."""
    before, after = m.before(), m.after()
    if (before and before.code in "$0") or (after and (after.code in "V%" or COUNTED.match(after.word))):
        return None
    led = before is not None and (before.word in leads() or before.code in "(-h~&_")
    if not (m.has("place") or m.has("name") or led or m.number("year") in SURELY_YEARS):
        return None
    return m.whole(Fixed(year_text(m.number("year"))), place(m))


def year_range(m: Parts) -> Pieces:
    """'1914-18', '1955-1957', 'from 1985 to 1987', '499-493 BC'."""
    era, ending = m.value("era") == "BC", "last" if m.has("last") else "other"
    first, last = m.number("first"), m.number(ending)
    if not era and last < 100:
        last += first // 100 * 100
    if (first >= last) != era or not (era or 1000 <= last < 2200):
        return None
    return (
        m.piece(Fixed(year_text(first, before_christ=era)), "from", start="first", stop="first"),
        m.piece(Fixed(year_text(last, before_christ=era)), start=ending),
    )


def era_year(m: Parts) -> Pieces:
    """'490 BC', 'AD 70'."""
    return m.whole(Fixed(year_text(m.number("year"), before_christ=m.value("era") == "BC")), place(m))


def short_year(m: Parts) -> Pieces:
    """A year in two digits with an apostrophe, after a word that leads one in."""
    before = m.before()
    led = before is not None and (before.word in leads() or before.code in "&~")
    return m.whole(Fixed(f"'{m.number('year'):02d}"), place(m)) if led or m.has("place") else None


def decade(m: Parts) -> Pieces:
    """'the 1990s' is 199 in TIMEX3, 'the 470s BC' BC047."""
    return m.whole(Fixed(("BC" if m.value("era") == "BC" else "") + str(m.value("decade"))), place(m))


def century(m: Parts) -> Pieces:
    """'the 20th century' is 19 in TIMEX3."""
    era = "BC" if m.value("era") == "BC" else ""
    return m.whole(Fixed(f"{era}{m.number('nth') - 1:02d}"), place(m)) if m.value("unit") == "CE" else None


YEARS = (
    rule(rf"{POSITION}(?:t?(?P<name>U))?(?P<year>y)", plain_year),
    rule(r"t?FU?(?P<place>j)?(?P<year>y)", plain_year),
    rule(rf"{POSITION}(?P<year>A)", short_year),
    rule(r"(?:t[UV])?(?P<first>y)(?:[-/](?P<last>[dy0])(?![%UV])|~(?P<other>y))", year_range),
    rule(r"(?P<first>[dy0])[-~&](?P<last>[dy0])(?P<era>B)", year_range),
    rule(rf"{POSITION}(?P<year>[dy0])(?P<era>B)", era_year),
    rule(rf"{POSITION}(?P<era>B)(?P<year>[dy0])", era_year),
    rule(rf"{POSITION}t?-?(?P<decade>z)(?P<era>B)?", decade),
    rule(rf"t?{POSITION}(?P<nth>o)-?(?P<unit>U)(?P<era>B)?", century),
)
