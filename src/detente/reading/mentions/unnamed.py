"""Sources without a name: 'two people familiar with the matter', 'a senior administration official', 'critics'."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from detente.reading.mentions.found import Found, Name, covering
from detente.reading.mentions.tokens import Tokens
from detente.vocabulary import table

_FARTHEST_LEFT = 7
_OWNERS = ("state", "adjective", "capital", "body", "outlet", "place", "person")
_NUMBER = re.compile(r"\d[\d,.]*")
_TAIL = re.compile(
    r",? (?:(?:who|that) (?:asked|requested|spoke|declined|wished|insisted|was|were)\b[^.;\"\n]{0,90}?"
    r"(?=,| said| told|[.;\"\n])"
    r"|(?:directly )?(?:familiar|close|briefed|involved|knowledgeable)(?: (?:with|to|on|in|about) [^.,;\"\n]{2,50}?)?"
    r"(?= (?:said|told|say|says|who|have|had|has|added|were|was|spoke|described|declined|confirmed|expect|warned)\b"
    r"|[.,;\"\n]|$)"
    r"|with (?:direct |close )?knowledge of [^.,;\"\n]{2,50}?(?= (?:said|told|say|says|who)\b|[.,;\"\n]|$))"
)
_OWNED = re.compile(
    r"(?:'s)?(?: [A-Z][a-z]+| (?:ministry|government|office|embassy|administration|side|trade|commerce|foreign|finance"
    r"|defen[cs]e)){1,4}"
)
_LINK = re.compile(r" (?:for|from|at|in|of|with|within|on|to) (?:the )?")


@functools.cache
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    heads = table("sources")["heads"]
    return frozenset(heads["plural"]), frozenset(heads["singular"])


@functools.cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("sources")[name]["words"])


def unnamed_sources(tokens: Tokens, folded: str, known: Sequence[Found]) -> Iterator[Found]:
    """Descriptions of people without a name, with the country that they name."""
    plural, singular = _heads()
    either = plural | singular
    for index, low in [(at, low) for at, low in enumerate(map(str.lower, tokens.words)) if low in either]:
        found = _description(tokens, folded, known, index, single=low not in plural)
        if found is not None:
            yield found


def _description(tokens: Tokens, folded: str, known: Sequence[Found], head: int, *, single: bool) -> Found | None:
    if covering(known, tokens.starts[head], tokens.ends[head]) is not None or _is_verb(tokens, known, head):
        return None
    if _is_published(tokens, folded, known, head):
        return None
    first, country = _leftwards(tokens, known, head)
    determined = tokens.word(first) in _set("determiners") or _NUMBER.fullmatch(tokens.word(first)) is not None
    if single and not (determined and _ends_here(tokens, head)):
        return None
    if tokens.word(first - 1).lower() == "the":
        return None
    end, tail_country = _rightwards(folded, known, tokens.ends[head])
    start = tokens.starts[first]
    text = folded[start:end]
    return Found(start, end, Name(text, "unnamed", country or tail_country, "group", "", tokens.word(head)))


def _is_verb(tokens: Tokens, known: Sequence[Found], head: int) -> bool:
    """Whether the word says what the outlet before it does: 'Reuters reports', but not 'Reuters sources'."""
    before = covering(known, tokens.starts[head - 1], tokens.ends[head - 1]) if head else None
    return before is not None and before.name.sense == "outlet" and tokens.word(head).lower() in _set("verbal")


def _is_published(tokens: Tokens, folded: str, known: Sequence[Found], head: int) -> bool:
    """Whether an outlet made it: 'reports from Reuters' are the outlet's word."""
    link = _LINK.match(folded, tokens.ends[head]) if tokens.word(head).lower() in _set("verbal") else None
    name = covering(known, link.end(), link.end() + 1) if link else None
    return name is not None and name.name.sense == "outlet"


def _ends_here(tokens: Tokens, head: int) -> bool:
    """Whether the noun is the head of its phrase and no modifier ('official data')."""
    after = tokens.word(head + 1)
    return not after or not after[0].isalnum() or after in _set("speech")


def _leftwards(tokens: Tokens, known: Sequence[Found], head: int) -> tuple[int, str | None]:
    """The first word of the phrase whose head is at `head`, and the country named in it."""
    first, country = head, None
    while first > 0 and head - first < _FARTHEST_LEFT:
        word = tokens.word(first - 1)
        name = covering(known, tokens.starts[first - 1], tokens.ends[first - 1])
        if name is not None and name.name.sense in _OWNERS:
            country = country or name.name.country
            first = min(first - 1, tokens.at(name.start))
        elif name is None and (word.lower() in _set("modifiers") or _owns(tokens, known, first)):
            first -= 1
        elif name is None and (word in _set("determiners") or _NUMBER.fullmatch(word)):
            return first - 1, country
        else:
            break
    while first < head and tokens.word(first) in ("'s", "of"):
        first += 1
    return first, country


def _owns(tokens: Tokens, known: Sequence[Found], first: int) -> bool:
    """Whether a known name with 's stands right before the word at `first`."""
    if tokens.word(first - 1) != "'s" or first < 2:
        return False
    return covering(known, tokens.starts[first - 2], tokens.ends[first - 2]) is not None


def _rightwards(folded: str, known: Sequence[Found], end: int) -> tuple[int, str | None]:
    """Where the phrase ends after its head, and the country named there."""
    tail = _TAIL.match(folded, end)
    if tail:
        return tail.end(), None
    link = _LINK.match(folded, end)
    if not link:
        return end, None
    name = covering(known, link.end(), link.end() + 1)
    if name is None or name.start != link.end():
        return end, None
    after = folded[name.end : name.end + 2]
    if after == "'s" or name.name.sense == "adjective":
        longer = _OWNED.match(folded, name.end)
        return (longer.end(), name.name.country) if longer else (end, None)
    return name.end, name.name.country
