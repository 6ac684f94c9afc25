"""Names of months that are also other words or names: 'May', 'March', 'Jan'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.reading.times.lexicon import Cut, lexicon
from detente.vocabulary import table

ABBREVIATION = re.compile(r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs?)?|fri")
ALSO_NAMES = frozenset({"jan", "mar", "mon", "jun"})
ALSO_WORDS = frozenset({"may", "march"})


def is_abbreviated(cuts: Sequence[Cut], at: int) -> bool:
    """Whether a month or weekday is an abbreviation with its full stop right behind it."""
    stop = cuts[at + 1] if at + 1 < len(cuts) else None
    return bool(stop and stop.word == "." and stop.start == cuts[at].end and ABBREVIATION.fullmatch(cuts[at].low))


def is_month(cuts: Sequence[Cut], at: int) -> bool:
    """Whether a capitalised month is meant as one: most always are, these only beside a number or a word of time."""
    low = cuts[at].low
    if low not in ALSO_NAMES and low not in ALSO_WORDS:
        return True
    if number_follows(cuts, at) or (at > 0 and cuts[at - 1].kind in ("number", "ordinal")):
        return True
    return low in ALSO_WORDS and at > 0 and leads_in(cuts[at - 1])


def number_follows(cuts: Sequence[Cut], at: int) -> bool:
    after = at + 2 if is_abbreviated(cuts, at) else at + 1
    return after < len(cuts) and cuts[after].kind in ("number", "ordinal")


def leads_in(before: Cut) -> bool:
    """Whether the word before lets a month follow: not a capitalised one that is none of time ('Theresa May')."""
    if before.kind == "mark":
        return before.word in "-–(,"
    known = before.low in lexicon().words or before.low in table("times_prepositions")["leads"]
    return known or not before.word[0].isupper()
