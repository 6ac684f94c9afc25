"""The names Detente knows, found in one pass (Aho-Corasick), each between word boundaries."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import cast

import ahocorasick

from detente.model import MentionKind
from detente.reading.mentions.folding import fold
from detente.reading.mentions.found import Found, Gender, Name, disjoint
from detente.reading.mentions.name_parts import surname
from detente.vocabulary import rows, table

_NEXT = re.compile(r" ([\w-]+)")
_OPENING = re.compile(r"(?:^|[.!?:\n\"]\s?)$")
_VERBS = frozenset(("said", "says", "has", "had", "is", "was", "will", "would"))
_SHORTEST_SHOUT = 4
"""Names of fewer letters are not looked for in capitals: 'US' and 'MAY' would be everywhere."""


def _aliases(row: dict[str, str], column: str = "aliases") -> list[str]:
    return [alias for alias in row[column].split("|") if alias]


def _countries() -> Iterator[tuple[str, Name]]:
    for row in rows("countries"):
        state = Name(row["name"], "government", row["alpha3"], "state")
        for alias in _aliases(row, "adjectives"):
            yield alias, Name(row["name"], "government", row["alpha3"], "adjective")
        for alias in _aliases(row, "people"):
            yield alias, Name(row["name"], "government", row["alpha3"], "people")
        for alias in (row["name"], *_aliases(row)):
            yield alias, state
        for alias in dict.fromkeys((row["capital"], *_aliases(row, "metonyms"))):
            if alias and alias != row["name"]:
                yield alias, Name(row["name"], "government", row["alpha3"], "capital")


def _places() -> Iterator[tuple[str, Name]]:
    for row in rows("places"):
        yield row["name"], Name(row["name"], "place", row["country"] or None, "place")


def _bodies() -> Iterator[tuple[str, Name]]:
    for row in rows("organisations"):
        name = Name(row["name"], cast("MentionKind", row["kind"]), row["country"] or None, "body", "", row["class"])
        for alias in (row["name"], *_aliases(row)):
            yield alias, name


def _outlets() -> Iterator[tuple[str, Name]]:
    for row in rows("outlets"):
        role = f"{row['state_media']} {row['class']}"
        name = Name(row["name"], "outlet", row["country"] or None, "outlet", "", role)
        for alias in (row["name"], *_aliases(row)):
            yield alias, name


def _people() -> Iterator[tuple[str, Name]]:
    for row in rows("persons"):
        name = Name(row["name"], "person", row["country"] or None, "person", cast("Gender", row["gender"]), row["role"])
        for alias in (row["name"], *_aliases(row)):
            yield alias, name


@functools.cache
def _openers() -> frozenset[str]:
    return frozenset(table("ambiguous_names")["opening"]["words"])


@functools.cache
def _followed() -> dict[str, list[str]]:
    followed = table("ambiguous_names")["followed"]
    return {word: after for word, after in followed.items() if word != "note"}


@functools.cache
def names() -> dict[str, Name]:
    """Every alias, folded, and who it means; where two claim one, people and states come before bodies."""
    known: dict[str, Name] = {}
    for alias, name in (*_people(), *_countries(), *_bodies(), *_outlets(), *_places()):
        known.setdefault(fold(alias), name)
    shouts = {alias.upper(): name for alias, name in known.items() if len(alias) >= _SHORTEST_SHOUT}
    return {**shouts, **known}


@functools.cache
def canonical() -> dict[str, Name]:
    """Every canonical name and who it means."""
    everyone = (*_people(), *_bodies(), *_outlets(), *_places(), *_countries())
    return {name.name: name for _, name in everyone if name.sense not in ("adjective", "people", "capital")}


@functools.cache
def _namesakes() -> dict[str, list[Name]]:
    families: dict[str, list[Name]] = {}
    for name in canonical().values():
        if name.sense == "person":
            families.setdefault(surname(fold(name.name)), []).append(name)
    return families


def namesake(family: str) -> list[Name]:
    """Known persons of that surname."""
    return _namesakes().get(family, [])


@functools.cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for alias, name in names().items():
        automaton.add_word(alias, (len(alias), name))
    automaton.make_automaton()
    return automaton


def _bounded(folded: str, start: int, end: int) -> bool:
    """Whether no letter or figure runs into the match ('US' in 'BUS', 'US$')."""
    if start and (folded[start - 1].isalnum() or folded[start - 1] in "@#_"):
        return False
    return end == len(folded) or not (folded[end].isalnum() or folded[end] in "$_@")


def _common(folded: str, start: int, end: int) -> bool:
    """Whether the word is more likely no name here: 'Target' opens a sentence, 'Treasury yields' rise."""
    word = folded[start:end]
    if word in _openers() and _OPENING.search(folded[max(0, start - 4) : start]):
        after = _NEXT.match(folded, end)
        return after is not None and after[1][0].islower() and after[1] not in _VERBS
    after = _NEXT.match(folded, end) if word in _followed() else None
    return after is not None and after[1] in _followed()[word]


def gazetteer_hits(folded: str) -> list[Found]:
    """Known names in a folded text, longest match, sorted and disjoint."""
    hits = []
    for last, (length, name) in _automaton().iter(folded):
        start = last + 1 - length
        if _bounded(folded, start, last + 1) and not _common(folded, start, last + 1):
            hits.append(Found(start, last + 1, name))
    return disjoint(hits)
