"""Rules for quarters, halves, seasons, holidays and words that only point: 'the third quarter', 'Q3', 'now'."""

from __future__ import annotations

from detente.reading.times.fragments import OF_YEAR, POINTS, POSITION, direction, place, pointed, year, year_text
from detente.reading.times.grammar import Parts, Pieces, rule
from detente.reading.times.senses import Fixed, Holiday, InYear, Period, Pointer, Shift

SEASON_LEADS = frozenset({"in", "by", "since", "until", "during", "from", "over", "throughout"})
"""What stands before 'the fall' or 'spring' where the season is meant."""


def named_year(m: Parts) -> Fixed | Shift | None:
    """The year before or after the part of it: 'the 1988 third quarter', 'this year's third quarter', 'of 1990'."""
    if m.has("lead"):
        return Fixed(year_text(m.number("lead")))
    if m.has("compare"):
        return Shift("Y", -1)
    return pointed(m.one("owner"), m.one("owned")) if m.has("owner") else year(m)


def quarter(m: Parts) -> Pieces:
    """'the third quarter', 'third-quarter', 'the fourth quarter of 1990', 'last year's first quarter'."""
    number = m.number("nth")
    return m.whole(InYear(f"Q{number}", named_year(m)), place(m)) if 1 <= number <= 4 else None


def half_year(m: Parts) -> Pieces:
    """'the first half of 1989', 'the second half of the year', 'the last half of 2024'."""
    nth = m.one("nth")
    if nth.code == "o" and nth.value not in (1, 2):
        return None
    part = "H1" if nth.value == 1 else "H2"
    return m.whole(InYear(part, year(m) or Shift("Y", 0)))


def lettered(m: Parts) -> Pieces:
    """'Q3 2021', 'H1'."""
    letter, nth = m.one("letter"), m.one("nth")
    most = 4 if letter.value == "Q" else 2
    if letter.end != nth.start or int(nth.value) > most:
        return None
    return m.whole(InYear(f"{letter.value}{nth.value}", year(m)))


def period(m: Parts) -> Pieces:
    """'the quarter', 'the latest period'."""
    return m.whole(Period(0, Shift("Q", -1)))


def compared(m: Parts) -> Pieces:
    """'the year-ago quarter', 'year-earlier'."""
    return m.whole(Period(-1, Shift("Y", -1)))


def season(m: Parts) -> Pieces:
    """'last summer', 'the spring of 1916', 'early autumn', '1982 summer', 'that same spring'."""
    token, named, towards = m.one("season"), named_year(m), direction(m)
    if not (named or towards is not None or m.has("place") or is_season(m)):
        return None
    if towards is not None and m.one("direction").code in "Hbu":
        return m.whole(InYear(str(token.value), named or Shift("Y", towards, "spoken")), place(m))
    return m.whole(InYear(str(token.value), named, None if named else towards), place(m))


def is_season(m: Parts) -> bool:
    """Whether 'fall' and 'spring' by themselves are meant as seasons."""
    if m.one("season").word not in ("fall", "spring"):
        return True
    before, after = m.before(), m.after()
    return before is not None and before.word in SEASON_LEADS and not (after and after.word == "of")


def holiday(m: Parts) -> Pieces:
    """'Christmas', 'last Thanksgiving', 'Election Day 2024'."""
    return m.whole(Holiday(str(m.value("name")), year(m), direction(m)))


def pointer(m: Parts) -> Pieces:
    """'now', 'recently', 'the future'."""
    return m.whole(Pointer(str(m.value("word"))))


def told(m: Parts) -> Pieces:
    """Words that point in narratives only."""
    return m.whole(Pointer(str(m.value("word")), told=True))


def the_past(m: Parts) -> Pieces:
    """'the past' by itself."""
    return m.whole(Pointer("PAST_REF")) if m.one("past").word == "past" else None


YEAR_BEFORE = r"(?:(?P<lead>y)|(?P<owner>[hlx])(?P<owned>U)s|(?P<compare>U-?[ge]))?"
PERIODS = (
    rule(rf"t?m?{YEAR_BEFORE}F?-?{POSITION}(?P<nth>o)F?-?q{OF_YEAR}", quarter),
    rule(r"t?(?P<nth>o)-?qftU", quarter),
    rule(r"t?(?P<nth>[ol])-?X(?:f(?:t?(?:F?U)?(?P<year>y)|t?(?P<point>[hlxbuH])(?P<unit>U)|tU))?", half_year),
    rule(r"(?P<letter>6)(?P<nth>d)(?:,?f?(?P<year>y))?", lettered),
    rule(r"tl[qG]|tq", period),
    rule(r"[ta]?m?U(?:-[ge]-?[qG]?|[ge]-?[qG])", compared),
    rule(
        rf"t?(?:(?P<lead>y)|{POSITION}t?(?P<direction>[{''.join(POINTS)}])?)(?P<season>S){OF_YEAR}",
        season,
    ),
    rule(rf"t?(?P<direction>[lhx])?(?P<name>Y){OF_YEAR}", holiday),
    rule(r"(?P<word>R)", pointer),
    rule(r"(?P<word>4)", told),
    rule(r"t(?P<past>l)(?!-|[0dCyavUVqWMSKPGom1k])", the_past),
)
