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
    if looks_ahead(tokens, first):
        return "future"
    until = first > 0 and items[first - 1].word in ("until", "till", "by", "through", "to")
    owner = tokens.codes[stop : stop + 1] == "s"
    for at in neighbours(tokens, first, stop):
        if until and items[at].word in words("deferring"):
            return "future"
        tense = tense_of(tokens, at)
        if tense is not None:
            return "none" if owner and tense == "future" and items[at].word != "will" else tense
    return "none"


def looks_ahead(tokens: Tokens, first: int) -> bool:
    """Whether the words before an expression leave it to come: 'as soon as Monday', 'as early as May'."""
    lead = [token.word for token in tokens.items[max(0, first - 3) : first]]
    return len(lead) == 3 and (lead[0], lead[2]) == ("as", "as") and lead[1] in words("as_soon")


def neighbours(tokens: Tokens, first: int, stop: int) -> Iterator[int]:
    """The tokens before an expression, the nearest first, then those after it.

    What opens a clause of its own ('that in June, voters ...') belongs to what follows; what a 'that' follows
    ('the announcement Thursday that ...') belongs to what is before it.
    """
    before = range(first - 1, max(-1, first - 1 - BEFORE), -1)
    after = range(stop, min(len(tokens.items), stop + AFTER))
    opening = first > 1 and tokens.items[first - 2].word in ("that", "and")
    if opening and tokens.codes[stop : stop + 1] == ",":
        yield from after
    yield from before
    if not (stop < len(tokens.items) and tokens.items[stop].word == "that"):
        yield from after


def tense_of(tokens: Tokens, at: int) -> Tense | None:
    """The tense that one word shows; None where it is no verb that we know."""
    word = tokens.items[at].word
    if tokens.codes[at] == "M":
        return None
    if word == "to" and tokens.codes[at + 1 : at + 2] == ".":
        return infinitive_tense(tokens, at)
    if word in words("effect") and any(t.word in words("taking") for t in tokens.items[max(0, at - 2) : at]):
        return "future"
    if word in words("planned"):
        looks_back = any(token.word == "had" for token in tokens.items[max(0, at - 3) : at])
        return "past" if looks_back else "future"
    if word in words("future"):
        return "future"
    passive = at > 0 and tokens.items[at - 1].word == "be"
    return "past" if is_past(word) and not passive else None


def infinitive_tense(tokens: Tokens, at: int) -> Tense | None:
    """The tense of 'to' and a verb: that of what governs it; 'none' where that shows none, None where it is no verb."""
    before = tokens.items[at - 1].word if at else ""
    if tokens.items[at + 1].word == "have" and at + 2 < len(tokens.items) and is_past(tokens.items[at + 2].word):
        return "past"
    known = tokens.items[at + 1].word in words("infinitives")
    if before in words("planned"):
        return tense_of(tokens, at - 1) if known or tokens.items[at + 1].word not in words("determiners") else None
    if before in words("plans") and at > 1 and noun_after(tokens.items[at - 2].word):
        return None
    if before in words("before_infinitive") and (known or before in words("plans")):
        return "future"
    return "none" if known else None


def noun_after(word: str) -> bool:
    """Whether a word makes 'plans' behind it a noun: 'announced plans', 'its plan', 'with plans'."""
    return word in words("determiners") or is_past(word)


def is_past(word: str) -> bool:
    regular = len(word) > 3 and word.endswith("ed") and word not in words("not_past")
    return regular or word in words("past")
