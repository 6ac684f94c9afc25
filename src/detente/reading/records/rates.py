"""Rates of measures: which percentage of a sentence is the level of the duty, and what goes with it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from detente import vocabulary
from detente.model import Rate
from detente.reading import quantities
from detente.reading.quantities import Quantity, choice
from detente.reading.records import lexicon, terms
from detente.reading.records.frames import Frame

MIXED = re.compile(r"\band\s+(?:an?\s*)?\Z", re.I)
"""'two and' before 'a half percent': a figure that is not read in full."""
TOWARD = re.compile(r"\bto\s+(?:as (?:much|high) as\s+|up to\s+|at least\s+|an?\s+|about\s+)?\Z", re.I)
JOINED = re.compile(r"\d\s?(?:%|percent|per cent)?\s?[-–]\s?\d")
"""Two figures joined by a hyphen: '50%-100%'."""
LEADS = frozenset({"of", "of up to", "of at least", "of as much as", "at"})
DUTY = re.compile(r"\s+(?:import\s+)?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b", re.I)
TURNS = frozenset({"raise", "lower"})
"""Acts that have a rate before and a rate after."""
FALLS_ON = re.compile(
    r"\s*(?:tariffs?\s+|duty\s+|duties\s+)?(?:on|for)\s+"
    r"(?P<scope>(?:(?!and\b|from\b|to\b|after\b|in\b|by\b|the\b|a\b)[^\W\d][\w’'-]*\s?){1,4}?)"
    r"(?=\s*(?:[,.;]|\Z|(?:and|from|to|after|in|by)\b))"
)
SECOND = frozenset({"and", "but"})
NO_ACT = frozenset({"could", "may", "might", "be", "have", "list", "plan"})
BEFORE = 40
ATTACHED = 20
"""Characters between a figure and the noun behind it, '25 percent import tariff', at the most."""


class Priced(msgspec.Struct, frozen=True):
    """A rate with the words for what it falls on, or the programme it belongs to, where they stand beside it."""

    rate: Rate
    scope: str | None = None
    programme: str | None = None


def rate(frame: Frame) -> Rate | None:
    """The level nearest to the instrument, in its clause, else in the evidence; figures of a change are none.

    Where something is raised or lowered, what it is raised or lowered to comes first.
    """
    text, (start, end) = frame.page.text, frame.offsets(frame.trigger)
    turned = frame.action is not None and frame.action.trigger.type in TURNS
    for span in (common(frame.clause, frame.evidence), frame.evidence):
        found = [q for q in figures(frame, own_part(frame, span)) if level(text, q)]
        reached = [q for q in found if q.origin is not None or TOWARD.search(text, 0, q.start)] if turned else []
        if found:
            nearest = min(reached or found, key=lambda q: distance(text, q, start, end))
            return height(text, nearest)
    return None


def height(text: str, quantity: Quantity) -> Rate:
    """A figure as a rate; of a range of heights ('ranging from 5 to 25 percent', '5-25%') it is the highest."""
    joined = JOINED.search(quantity.text) or spread().search(text, max(0, quantity.start - BEFORE), quantity.start)
    highest = quantity.origin is not None and quantity.origin < quantity.value and joined
    return Rate(quantity.value, quantity.unit, quantity.bound or ("max" if highest else None))


@functools.cache
def spread() -> re.Pattern[str]:
    """What stands before a range of heights: 'ranging from', 'tariffs of'."""
    words = choice(vocabulary.table("rates")["spread"]["words"])
    return re.compile(rf"(?:\b(?:{words})(?:\s+(?:from|between))?|{DUTY.pattern}\s+of)\s+\Z", re.I)


def figures(frame: Frame, span: tuple[int, int]) -> tuple[Quantity, ...]:
    return quantities.find(frame.page.text, *frame.offsets(span))


def common(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The tokens that two ranges share; the second where they share none."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first < last else other


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
    """Whether a figure is the height of a duty.

    That is a percentage which is no difference of two ('lower by 115 points'), no rate of before ('from 10%', but
    'exempt from its 10% duties'), no share ('20 percent of the students') and no growth ('rose 1.2 percent').
    """
    if quantity.unit not in ("percent", "percentage points"):
        return False
    before = text[max(0, quantity.start - BEFORE) : quantity.start]
    after = text[quantity.end : quantity.end + BEFORE]
    if (
        changed().search(before)
        or (quantity.value < 1 and MIXED.search(before))
        or growing().search(before)
        or no_duty().match(after)
    ):
        return False
    return quantity.origin is not None or not former().search(before) or bool(DUTY.match(after))


@functools.cache
def former() -> re.Pattern[str]:
    """What stands before a rate that is no longer, or soon will no longer be: 'from the current 10%'."""
    words = choice(vocabulary.table("rates")["former"]["words"])
    return re.compile(rf"\bfrom\s+(?:(?:{words})\s+){{0,4}}\Z", re.I)


@functools.cache
def changed() -> re.Pattern[str]:
    """What stands before the amount of a change: 'by', 'by nearly', 'a reduction of'."""
    table = vocabulary.table("rates")
    hedges, amount = choice(table["hedges"]["words"]), choice(table["amount"]["words"])
    by = r"by\s+(?:an?\s+|another\s+|an additional\s+|some\s+)?"
    return re.compile(rf"\b(?:{by}|(?:{amount})\s+of\s+)(?:(?:{hedges})\s+)?\Z", re.I)


@functools.cache
def growing() -> re.Pattern[str]:
    """A verb of growth or loss right before a figure."""
    table = vocabulary.table("rates")
    verbs, hedges = choice(table["growth"]["words"]), choice(table["hedges"]["words"])
    return re.compile(rf"(?<!\w)(?:{verbs})\s+(?:(?:{hedges})\s+)?\Z", re.I)


@functools.cache
def no_duty() -> re.Pattern[str]:
    """What makes a figure before it a share or a growth: 'of the students', 'chance', 'year-over-year'."""
    table = vocabulary.table("rates")
    value, other = choice(table["value"]["words"]), choice(table["other"]["words"])
    return re.compile(rf"\s+(?:(?:{other})\b|of\s+(?!(?:the\s+|its\s+|their\s+)?(?:{value})\b))", re.I)


def distance(text: str, quantity: Quantity, start: int, end: int) -> int:
    """Characters from the instrument to a figure; nothing where the figure leads up to it or follows with 'of'."""
    if quantity.end <= start:
        return max(0, start - quantity.end - ATTACHED)
    if text[end : quantity.start].strip().lower() in LEADS:
        return 0
    return quantity.start - end


def several(frame: Frame) -> tuple[Priced, ...]:
    """The rates of one instrument that each have what they are for; else ().

    Each has its scope, 'of 25% on timber and 10% on copper', or one at least its programme, 'now at 30%, with a 10%
    reciprocal tariff'.
    """
    text, end = frame.page.text, frame.offsets(frame.evidence)[1]
    found = [q for q in figures(frame, frame.evidence) if level(text, q) or part(text, q)]
    if len(found) < 2:
        return ()
    priced = tuple(pairs(text, found, end))
    if len(priced) > 1 or frame.proposal.type != "tariff":
        return priced if len(priced) > 1 else ()
    parts = tuple(programmes(text, found, end))
    return parts if any(one.programme for one in parts) else ()


def part(text: str, quantity: Quantity) -> bool:
    """Whether a figure is told as part of another: '20 percent of which is imposed over ...'."""
    return quantity.unit == "percent" and text[quantity.end :][:9] == " of which"


def pairs(text: str, found: Sequence[Quantity], end: int) -> Iterator[Priced]:
    """Figures of a run '25% on X and 10% on Y', each with its scope."""
    for quantity, following in zip(found, [*(q.start for q in found[1:]), end], strict=True):
        behind = FALLS_ON.match(text, quantity.end, following)
        if behind:
            yield Priced(height(text, quantity), behind["scope"].strip())


def programmes(text: str, found: Sequence[Quantity], end: int) -> Iterator[Priced]:
    """Figures, each with the programme that is named between it and the next one."""
    for quantity, following in zip(found, [*(q.start for q in found[1:]), end], strict=True):
        named = terms.programmes_in(text[quantity.end : following])
        yield Priced(height(text, quantity), programme=named[0] if len(named) == 1 else None)
