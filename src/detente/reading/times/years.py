"""Which year is meant where a text names only a part of one: by the tense in news, by the story in narratives."""

from __future__ import annotations

import datetime as dt

from detente.reading.times.reference import Reference
from detente.reading.times.senses import InYear
from detente.reading.times.tense import Tense
from detente.reading.times.values import FIRST_MONTH, month_of, year_of

HALF_YEAR, SOON, JUST_NOW = 183, 100, 30
"""Days: within half a year the nearest date is meant; how far past forms reach ahead, and future forms back."""
TURN = 8
"""Months back that a narrative does not go: from December to April it has gone on to the next year."""


def year_near(sense: InYear, reference: Reference, tense: Tense) -> int | None:
    """The year of a part of a year that names none; None where nothing tells."""
    if reference.spoken and (reference.narrative or reference.written is None):
        return told_year(sense.part, reference.spoken)
    if reference.written is None:
        return None
    if sense.direction == 0:
        return reference.written.year
    if sense.part[0] in "QH":
        return quarter_year(first_month(sense.part), reference.written, tense)
    return news_year(sense, reference.written, tense)


def first_month(part: str) -> int:
    return FIRST_MONTH.get(part) or int(part[:2])


def told_year(part: str, spoken: str) -> int | None:
    """In a narrative: the year last spoken of, or the next one where the months have turned.

    A winter belongs to the year that it ends in.
    """
    year, last = year_of(spoken), month_of(spoken) or FIRST_MONTH.get(spoken[-2:])
    if year is None or last is None:
        return year
    turned = last >= 6 if part == "WI" else last - first_month(part) >= TURN
    return year + turned


def news_year(sense: InYear, written: dt.date, tense: Tense) -> int:
    """In news: the year that puts a month or day on the side of the day of writing that the words say."""
    day = int(sense.part[3:5]) if sense.part[2:3] == "-" else 0
    gone = (written.month - first_month(sense.part)) * 30 + (written.day - day if day else 0)
    if sense.direction:
        return written.year + (gone >= 0 if sense.direction > 0 else -(gone <= 0))
    if gone == 0:
        return written.year
    ahead = is_ahead(gone % 365, -gone % 365, tense, SOON if day else 0)
    return written.year + (ahead and gone > 0) - (not ahead and gone < 0)


def is_ahead(back: int, ahead: int, tense: Tense, reach: int) -> bool:
    """Whether of the last such date, `back` days ago, and the next one, `ahead` days on, the next is meant."""
    if tense == "past":
        return ahead <= reach
    return back > JUST_NOW if tense == "future" else ahead < HALF_YEAR


def quarter_year(month: int, written: dt.date, tense: Tense) -> int:
    """Quarters are reported when they are over: one that has begun is this year's, another only in the future tense."""
    soon = tense == "future" and month - written.month <= 6
    return written.year if soon or month <= written.month else written.year - 1
