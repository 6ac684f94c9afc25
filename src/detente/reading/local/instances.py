"""Where one sentence tells of two measures of one kind: '10 percent on steel, and 25 percent on cars'."""

from __future__ import annotations

import functools
import itertools
import re

from detente.reading import quantities
from detente.vocabulary import table

FIGURED = frozenset({"measure:tariff"})
"""Labels whose figures and nouns are counted."""
UNITS = ("percent", "USD", "CNY", "EUR")
WORDS = "and|but|while|as|after|in addition to|on top of|or"
JOINT = re.compile(rf"[,;:—–]\s+(?:(?:{WORDS})\s)?|\s(?:{WORDS})\s")
NEAREST = 12
"""How many characters at least lie between two figures that are not one range ('to 25 from 10 percent')."""


def parted(text: str, start: int, end: int, label: str) -> int | None:
    """The offset where the second measure of the sentence begins, None where there is but one."""
    if label not in FIGURED:
        return None
    places = [*figures(text, start, end), *named(text, start, end)]
    for before, after in places:
        joints = list(JOINT.finditer(text, before, after))
        if joints:
            return joints[-1].end()
    return None


def figures(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Gaps between neighbouring figures of one unit that differ."""
    found = quantities.find(text, start, end)
    pairs = (pair for unit in UNITS for pair in itertools.pairwise([q for q in found if q.unit == unit]))
    return [(a.end, b.start) for a, b in pairs if a.value != b.value and b.start - a.end >= NEAREST]


def named(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Gaps between neighbouring nouns of the instrument."""
    found = list(nouns().finditer(text, start, end))
    return [(a.end(), b.start()) for a, b in itertools.pairwise(found)]


@functools.cache
def nouns() -> re.Pattern[str]:
    single = [noun for noun in table("instruments")["tariff"]["nouns"] if " " not in noun]
    stems = "|".join(re.escape(noun[:-1]) + "(?:y|ies)" if noun.endswith("y") else noun + "s?" for noun in single)
    return re.compile(rf"\b(?:{stems})\b", re.IGNORECASE)
