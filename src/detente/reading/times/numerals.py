"""Number words in a row become one number: 'twenty-five', 'nineteen ninety-six', 'two and a half', '2 1/2'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.reading.times.tokens import Token

HUNDRED = 100
LARGEST = 10**9
"""Beyond this, number words count no time."""
RUN = re.compile(
    r"(?P<article>a(?=7))?(?P<words>[C7](?:-?[C7]|(?<=7)&(?=C))*)(?P<ordinal>-?o)?(?P<half>&a?X)?|d(?P<part>d/d)"
)
"""Words of class C, scales (hundred, thousand) of class 7, 'and' after a scale; 'd d/d' is a number and a fraction."""


def merged(items: Sequence[Token]) -> list[Token]:
    """`items` with every run of number words as one token: class C, or o where it ends in an ordinal."""
    codes = "".join(token.code for token in items)
    out: list[Token] = []
    done = 0
    for found in RUN.finditer(codes):
        token = number(found, items[found.start() : found.end()])
        if token is not None:
            out.extend(items[done : found.start()])
            out.append(token)
            done = found.end()
    out.extend(items[done:])
    return out


def number(found: re.Match[str], run: Sequence[Token]) -> Token | None:
    """The one token of a run; None where an ordinal does not fit its words ('two third')."""
    whole = (run[0].start, run[-1].end, " ".join(token.word for token in run))
    if found["part"]:
        return Token(*whole, "0", int(run[0].value) + int(run[1].value) / int(run[3].value))
    values = [int(token.value) for token in run if token.code in "C7"]
    value: float = cardinal(values)
    if is_year(values) and not (found["ordinal"] or found["half"]):
        return Token(*whole, "y", int(value))
    if found["ordinal"]:
        if value % 10 or value < 20:
            return None
        return Token(*whole, "o", int(value) + int(run[-1].value))
    return Token(*whole, "C", value + 0.5 if found["half"] else value)


def is_year(values: Sequence[int]) -> bool:
    """Whether words in a row say a year: 'nineteen ninety-six', 'two thousand (eight)'."""
    spoken = len(values) > 1 and 11 <= values[0] <= 20 and 10 <= values[1] < HUNDRED
    return spoken or (len(values) > 1 and values[:2] == [2, 1000])


def cardinal(values: Sequence[int]) -> int:
    """The number that words in a row stand for; [19, 90, 6] is the year 1996."""
    if len(values) > 1 and 11 <= values[0] <= 20 and 10 <= values[1] < HUNDRED:
        return values[0] * HUNDRED + sum(values[1:])
    total = current = 0
    for value in values:
        if current > LARGEST or total > LARGEST:
            return LARGEST
        if value == HUNDRED:
            current = max(current, 1) * value
        elif value > HUNDRED:
            total, current = total + max(current, 1) * value, 0
        else:
            current += value
    return total + current
