"""Past or future: the tense of the clause that a time expression stands in."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Literal

from detente.reading.times.tokens import Tokens
from detente.vocabulary import table

Tense = Literal["past", "future", "none"]
BEFORE, AFTER = 25, 20
"""How many tokens to look back and on for a verb."""


@functools.cache
def words(name: str) -> frozenset[str]:
    return frozenset(table("times_tense")[name])


def tense_at(tokens: Tokens, first: int, stop: int) -> Tense:
    """The tense of the verb nearest to the tokens `first:stop`; one before them counts before one after them.

    What is so 'since' a time began in the past. 'none' where there is no verb, or an infinitive, which shows no time of
    its own, is the nearest.
    """
    items = tokens.items
    if first > 0 and items[first - 1].word == "since":
        return "past"
    until = first > 0 and items[first - 1].word in ("until", "till", "by", "through", "to")
    owner = tokens.codes[stop : stop + 1] == "s"
    for at in neighbours(tokens, first, stop):
        if until and items[at].word in words("deferring"):
            return "future"
        tense = tense_of(tokens, at)
        if tense is not None:
            return "none" if owner and tense == "future" and items[at].word != "will" else tense
    return "none"


def neighbours(tokens: Tokens, first: int, stop: int) -> Iterator[int]:
    yield from range(first - 1, max(-1, first - 1 - BEFORE), -1)
    yield from range(stop, min(len(tokens.items), stop + AFTER))


def tense_of(tokens: Tokens, at: int) -> Tense | None:
    """The tense that one word shows; None where it is no verb that we know."""
    word = tokens.items[at].word
    if tokens.codes[at] == "M":
        return None
    if word == "to" and tokens.codes[at + 1 : at + 2] == "." and tokens.items[at + 1].word in words("infinitives"):
        return "future" if at and tokens.items[at - 1].word in words("before_infinitive") else "none"
    if word in words("planned"):
        looks_back = any(token.word == "had" for token in tokens.items[max(0, at - 3) : at])
        return "past" if looks_back else "future"
    if word in words("future"):
        return "future"
    passive = at > 0 and tokens.items[at - 1].word == "be"
    return "past" if is_past(word) and not passive else None


def is_past(word: str) -> bool:
    regular = len(word) > 3 and word.endswith("ed") and word not in words("not_past")
    return regular or word in words("past")
