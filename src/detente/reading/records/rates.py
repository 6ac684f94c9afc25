"""Rates of measures: which percentage of a sentence is the level of the duty, and which scope goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from detente.model import Rate
from detente.reading import quantities
from detente.reading.quantities import Quantity
from detente.reading.records import lexicon
from detente.reading.records.frames import Frame

CHANGE = re.compile(r"\bby\s+(?:an?\s+|another\s+|an additional\s+|about\s+|some\s+)?\Z", re.I)
LEADS = frozenset({"of", "of up to", "of at least", "of as much as", "at"})
FALLS_ON = re.compile(
    r"\s*(?:tariffs?\s+|duty\s+|duties\s+)?(?:on|for)\s+"
    r"(?P<scope>(?:(?!and\b|from\b|to\b|after\b|in\b|by\b|the\b|a\b)[^\W\d][\w’'-]*\s?){1,4}?)"
    r"(?=\s*(?:[,.;]|\Z|(?:and|from|to|after|in|by)\b))"
)
SECOND = frozenset({"and", "but"})
NO_ACT = frozenset({"could", "may", "might", "be", "have", "list", "plan"})
BEFORE = 24
ATTACHED = 20
"""Characters between a figure and the noun behind it, '25 percent import tariff', at the most."""


class Priced(msgspec.Struct, frozen=True):
    """A rate with the words for what it falls on, where they stand beside it."""

    rate: Rate
    scope: str | None = None


def rate(frame: Frame) -> Rate | None:
    """The level nearest to the instrument, in its clause, else in the evidence; figures of a change are none."""
    text, (start, end) = frame.page.text, frame.offsets(frame.trigger)
    for span in (frame.clause, frame.evidence):
        found = [q for q in quantities.find(text, *frame.offsets(own_part(frame, span))) if level(text, q)]
        if found:
            nearest = min(found, key=lambda q: distance(text, q, start, end))
            return Rate(nearest.value, nearest.unit, nearest.bound)
    return None


def own_part(frame: Frame, span: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a span up to a second act: '... and keep a 10 percent tariff' is another measure's rate."""
    words = frame.tokens.words
    first, last = span
    for at in range(first, last - 1):
        if words[at] in SECOND and words[at + 1] in lexicon.actions() and words[at + 1] not in NO_ACT:
            if at < frame.trigger[0]:
                first = at + 1
            elif at >= frame.trigger[1]:
                return first, max(at, frame.trigger[1])
    return first, last


def level(text: str, quantity: Quantity) -> bool:
    """Whether a figure is the height of a duty: a percentage, no difference of two ('lower by 115 points')."""
    before = text[max(0, quantity.start - BEFORE) : quantity.start]
    return quantity.unit in ("percent", "percentage points") and not CHANGE.search(before)


def distance(text: str, quantity: Quantity, start: int, end: int) -> int:
    """Characters from the instrument to a figure; nothing where the figure leads up to it or follows with 'of'."""
    if quantity.end <= start:
        return max(0, start - quantity.end - ATTACHED)
    if text[end : quantity.start].strip().lower() in LEADS:
        return 0
    return quantity.start - end


def several(frame: Frame) -> tuple[Priced, ...]:
    """The rates of one instrument that each have their scope, 'of 25% on steel and 10% on aluminium'; else ()."""
    text = frame.page.text
    found = [q for q in quantities.find(text, *frame.offsets(frame.evidence)) if level(text, q)]
    priced = tuple(pairs(text, found, frame.offsets(frame.evidence)[1]))
    return priced if len(priced) > 1 else ()


def pairs(text: str, found: list[Quantity], end: int) -> Iterator[Priced]:
    """Figures of a run '25% on X and 10% on Y', each with its scope."""
    for at, quantity in enumerate(found):
        following = found[at + 1].start if at + 1 < len(found) else end
        behind = FALLS_ON.match(text, quantity.end, following)
        if behind:
            yield Priced(Rate(quantity.value, quantity.unit, quantity.bound), behind["scope"].strip())
