"""Titles: from a name leftwards over 'Chinese Commerce Ministry spokesman', and what they tell."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.reading.mentions.found import Found, Gender, covering
from detente.reading.mentions.tokens import Tokens
from detente.vocabulary import table

_OWNERS = ("state", "adjective", "capital", "body", "outlet", "place")
_LONGEST_TITLE = 12
_PORTFOLIOS = ("Secretary", "Minister")
_CLOSED = (("chief", "staff"), ("Chief", "Staff"), ("secretary", "state"))
"""Heads of titles that go on with 'of', and the words that close some of them."""


@functools.cache
def heads() -> dict[str, Gender]:
    """Words that may stand right before a name, each with the gender that it tells."""
    before = table("titles")["before"]
    return {
        **dict.fromkeys(before["any"], ""),
        **dict.fromkeys(before["m"], "m"),
        **dict.fromkeys(before["f"], "f"),
    }


@functools.cache
def _within() -> frozenset[str]:
    return frozenset(table("titles")["within"]["words"])


@functools.cache
def role_nouns() -> frozenset[str]:
    """Nouns that say what somebody is."""
    return frozenset(table("titles")["role_nouns"]["words"])


@functools.cache
def strong_titles() -> frozenset[str]:
    """Titles after which one capitalised word is a surname."""
    return frozenset(table("titles")["strong"]["words"])


@functools.cache
def speech_verbs() -> frozenset[str]:
    """Verbs beside which a capitalised pair of words is taken for a person."""
    return frozenset(table("titles")["speech"]["words"])


@dataclass(frozen=True, slots=True)
class Title:
    """Where a title begins, its words, the gender and country it tells, and who owns the office."""

    start: int
    words: str
    gender: Gender = ""
    country: str | None = None
    owner: Found | None = None


def title_before(tokens: Tokens, known: Sequence[Found], start: int) -> Title | None:
    """The title that ends right before `start`; None where there is none."""
    last = tokens.ending(start)
    head = _head(tokens, last)
    if last < 0 or tokens.word(head) not in heads() or covering(known, tokens.starts[head], tokens.ends[head]):
        return None
    first, owner = _walk_left(tokens, known, head)
    while tokens.word(first) in ("and", "'s", "co", "\n"):
        first += 1
    begin = owner.start if owner and owner.start < tokens.starts[first] else tokens.starts[first]
    return Title(
        begin,
        " ".join(tokens.words[tokens.at(begin) : last + 1]),
        heads()[tokens.word(head)],
        owner.name.country if owner else None,
        owner,
    )


def _head(tokens: Tokens, last: int) -> int:
    """The head of the title that ends with a word: 'Secretary' in 'Secretary of State', else the word itself."""
    closes = (tokens.word(last - 2), tokens.word(last)) in _CLOSED or tokens.word(last - 2) in _PORTFOLIOS
    return last - 2 if last > 1 and closes and tokens.word(last - 1) == "of" and tokens.word(last) != "the" else last


def _walk_left(tokens: Tokens, known: Sequence[Found], index: int) -> tuple[int, Found | None]:
    """The first word of the title whose head is at `index`, and the state or body named in it."""
    first, owner, limit = index, None, max(0, index - _LONGEST_TITLE)
    while first > limit:
        before = first - 1
        name = covering(known, tokens.starts[before], tokens.ends[before])
        if name and name.name.sense in _OWNERS:
            owner = name if owner is None or owner.name.country is None else owner
            first = tokens.at(name.start)
        elif tokens.word(before) == "'s" and before > limit:
            name = covering(known, tokens.starts[before - 1], tokens.ends[before - 1])
            if name is None or name.name.sense not in _OWNERS:
                break
            first = before
        elif not name and (tokens.word(before) in _within() or tokens.word(before) in heads()):
            first = before
        else:
            break
    return first, owner


def entitled(person: Found, title: Title) -> Found:
    """The person with the title as part of the mention."""
    country = person.name.country or title.country
    gender = person.name.gender or title.gender
    role = f"{title.words} {person.name.role}".strip()
    return Found(title.start, person.end, replace(person.name, country=country, gender=gender, role=role), person.start)
