"""Figures with their units: '$34 billion', '25 percent', 'a quarter of a point', 'from 10% to 25%'."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from detente import vocabulary

Bound = Literal["max", "min"]
BEFORE = 24
"""How many characters before a figure may hold its bound."""


class Quantity(msgspec.Struct, frozen=True):
    """A figure of a text. `unit` is 'percent', 'percentage points', 'points', 'basis points' or an ISO 4217 code.

    A range gives its target as `value` and where it starts as `origin`: '10% to 25%', 'to 25% from 10%'.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str
    bound: Bound | None = None
    origin: float | None = None


@functools.lru_cache(maxsize=512)
def find(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities of `text[start:end]`, sorted by start; offsets are into `text`."""
    end = len(text) if end is None else end
    lowered = text[start:end].lower()
    if not any(mark in lowered for mark in marks()):
        return ()
    found = [q for m in pattern().finditer(text, start, end) if (q := read(text, m))]
    return tuple(merged(text, found))


@functools.cache
def marks() -> tuple[str, ...]:
    """What every quantity holds one of, in lower case: a currency, or the first word of a unit."""
    table = vocabulary.table("quantities")
    return tuple({name.lower().split()[0]: None for name in (*table["units"], *table["currencies"])})


@functools.cache
def pattern() -> re.Pattern[str]:
    """A figure in digits or words, with a unit behind it or a currency before it."""
    table = vocabulary.table("quantities")
    words = choice(table["numbers"])
    multipliers = choice(table["multipliers"])
    units = choice(table["units"])
    currencies = choice(table["currencies"])
    return re.compile(
        rf"""(?:(?P<currency>{currencies})[ ]?)?(?<![\w.])
        (?:(?P<digits>\d{{1,15}}(?:,\d{{3}}){{0,6}}(?:\.\d{{1,10}})?)
          |(?P<words>\b(?:{words})(?:[- ](?:{words})){{0,3}}))
        (?:[- ]?(?P<multiplier>{multipliers})\b)?
        (?:(?:[- ]?|\s(?:of\s)?an?\s)(?P<unit>{units})(?!\w))?
        (?:(?P<to>(?:-|–|\sto\s)(?P<currency2>{currencies})?)(?P<digits2>\d{{1,15}}(?:\.\d{{1,10}})?)
          (?:[- ]?(?P<multiplier2>{multipliers})\b)?
          (?:[- ]?(?P<unit2>{units})(?!\w))?)?""",
        re.VERBOSE | re.IGNORECASE,
    )


def choice(words: Iterable[str]) -> str:
    """An alternation of the words, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))


def read(text: str, found: re.Match[str]) -> Quantity | None:
    """The quantity of a match; None for a bare number."""
    unit, second = unit_of(found, ""), unit_of(found, "2")
    if found["digits2"] and not second and (found["currency"] or leads_to(text, found)):
        second = unit
    if not unit and not second:
        return None
    value = number(found["digits"], found["words"]) * multiplier(found["multiplier"] or found["multiplier2"])
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    if not second:
        end = found.start("to") if found["to"] else found.end()
        return quantity(text, start, end, value, unit)
    target = number(found["digits2"], None) * multiplier(found["multiplier2"])
    return msgspec.structs.replace(quantity(text, start, found.end(), target, second), origin=value)


LEADING = re.compile(r"\bfrom\s+\Z", re.IGNORECASE)
NO_NOUN = re.compile(
    r"\s*(?:[.,;:()”\"]|\Z|(?:on|in|from|effective|starting|after|this|next|by|as|and)\b)", re.IGNORECASE
)


def leads_to(text: str, found: re.Match[str]) -> bool:
    """Whether a bare second figure has the unit of the first: 'from 10% to 25 (from March)'."""
    start = found.end() - len(found.group().lstrip())
    return bool(LEADING.search(text[max(0, start - BEFORE) : start]) and NO_NOUN.match(text, found.end()))


def unit_of(found: re.Match[str], suffix: str) -> str:
    table = vocabulary.table("quantities")
    if found["unit" + suffix]:
        name: str = table["units"][re.sub(r"\s", " ", found["unit" + suffix].lower())]
        return name
    symbol = found["currency" + suffix]
    return table["currencies"].get(symbol) or table["currencies"].get(symbol.upper(), "") if symbol else ""


def number(digits: str | None, words: str | None) -> float:
    """The value of digits or of number words: 'twenty-five' is 25, 'half' 0.5."""
    if digits:
        return float(digits.replace(",", ""))
    table = vocabulary.table("quantities")["numbers"]
    values = [table[w] for w in re.split(r"[-\s]", (words or "").lower())]
    fraction = [v for v in values if 0 < v < 1]
    if fraction:
        return float(fraction[0])
    return float(values[0] * values[1]) if len(values) > 1 and values[1] == 100 else float(sum(values))


def multiplier(word: str | None) -> float:
    return float(vocabulary.table("quantities")["multipliers"][word.lower()]) if word else 1.0


def quantity(text: str, start: int, end: int, value: float, unit: str) -> Quantity:
    return Quantity(start, end, text[start:end], round(value, 6), unit, bound(text, start))


@functools.cache
def bounds() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    table = vocabulary.table("quantities")["bounds"]
    return tuple(
        (name, re.compile(rf"\b(?:{choice(table[name])})[\s\"“]+(?:a\s+)?\Z", re.IGNORECASE)) for name in ("max", "min")
    )


def bound(text: str, start: int) -> Bound | None:
    """Whether the words before a figure make it a most or a least."""
    before = text[max(0, start - BEFORE) : start]
    return next((name for name, words in bounds() if words.search(before)), None)


def merged(text: str, found: list[Quantity]) -> list[Quantity]:
    """Figures of one unit joined by 'to' or 'from' become one range."""
    out: list[Quantity] = []
    for quantity_ in found:
        before = out[-1] if out else None
        between = text[before.end : quantity_.start].strip().lower() if before else ""
        if (
            before is None
            or before.unit != quantity_.unit
            or before.origin is not None
            or between not in ("to", "from")
        ):
            out.append(quantity_)
            continue
        target, origin = (quantity_, before) if between == "to" else (before, quantity_)
        span = text[before.start : quantity_.end]
        out[-1] = msgspec.structs.replace(
            target,
            start=before.start,
            end=quantity_.end,
            text=span,
            origin=origin.value,
            bound=before.bound or target.bound,
        )
    return out
