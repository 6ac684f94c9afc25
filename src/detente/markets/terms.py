"""Which documents meet a declared term specification: sets of words, and the ways in which they must stand together.

Words are whole words in any case; a hyphen parts words, and `'s` is no part of one. A term may be several words, and a
star at the end of a word stands for any ending.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from detente.errors import UsageError

WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\*?")
POSSESSIVE = re.compile(r"['’]s?$")

Place = tuple[int, int]
"""The first and the last word of a term in a text."""


class Way(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to meet a specification: a term of each set in `all`, two sets `near` each other, none of `without`.

    `near` names two sets of which a term each stand `within` so many words, in either order: 'threat of war' has them
    two words apart.
    """

    name: str
    all: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: int = 0
    without: tuple[str, ...] = ()


class Specification(msgspec.Struct, frozen=True, kw_only=True):
    """Sets of terms by name, and the ways; a text meets it that meets one of the ways."""

    label: str
    note: str
    sets: Mapping[str, tuple[str, ...]]
    ways: tuple[Way, ...]

    def only(self, names: Sequence[str]) -> Specification:
        """The specification with some of its ways. Raises UsageError where one is not there."""
        there = {way.name: way for way in self.ways}
        if missing := [name for name in names if name not in there]:
            raise UsageError(f"{missing[0]!r}: no way of {self.label!r} is called so; choose of {', '.join(there)}")
        return msgspec.structs.replace(self, ways=tuple(there[name] for name in names))


def specification(data: object, place: str) -> Specification:
    """A specification from TOML data; `place` is what errors call it. Raises UsageError."""
    try:
        made = msgspec.convert(data, Specification)
    except msgspec.ValidationError as error:
        raise UsageError(f"{place}: {error}; see terms_epu.toml for the shape of a specification") from error
    for way in made.ways:
        used = (*way.all, *way.near, *way.without)
        if missing := [name for name in used if name not in made.sets]:
            raise UsageError(f"{place}: way {way.name!r} names the set {missing[0]!r}, which is not there")
        if not (way.all or way.near) or len(way.near) not in (0, 2):
            raise UsageError(f"{place}: way {way.name!r} needs sets in `all`, or two in `near`")
    return made


class Matcher:
    """Finds the terms of a specification in texts."""

    def __init__(self, asked: Specification) -> None:
        self.asked = asked
        used = {name for way in asked.ways for name in (*way.all, *way.near, *way.without)}
        self._exact: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._begun: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name in sorted(used):
            for term in asked.sets[name]:
                first, *rest = words(term)
                into = self._begun if first.endswith("*") else self._exact
                into.setdefault(first.removesuffix("*"), []).append((name, tuple(rest)))
        self._lengths = sorted({len(start) for start in self._begun})

    def way(self, text: str) -> str | None:
        """The name of the first way that the text meets; None where it meets none."""
        found = self.places(words(text))
        return next((way.name for way in self.asked.ways if _meets(way, found)), None)

    def places(self, text: Sequence[str]) -> dict[str, list[Place]]:
        """Where terms of each set stand among the words of a text, in order."""
        found: dict[str, list[Place]] = {}
        for at, word in enumerate(text):
            for name, rest in self._begins(word):
                end = at + len(rest)
                if end < len(text) and all(map(_is, text[at + 1 : end + 1], rest)):
                    found.setdefault(name, []).append((at, end))
        return found

    def _begins(self, word: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        """The terms whose first word this is, without that word."""
        yield from self._exact.get(word, ())
        for length in self._lengths[: bisect_right(self._lengths, len(word))]:
            yield from self._begun.get(word[:length], ())


def words(text: str) -> list[str]:
    """The words of a text or a term, in lower case."""
    return [POSSESSIVE.sub("", word) for word in WORD.findall(text.lower())]


def _is(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _meets(way: Way, found: Mapping[str, Sequence[Place]]) -> bool:
    if any(name in found for name in way.without) or not all(name in found for name in way.all):
        return False
    return not way.near or _near(found.get(way.near[0], ()), found.get(way.near[1], ()), way.within)


def _near(ones: Sequence[Place], others: Sequence[Place], within: int) -> bool:
    """Whether a term of each stand at most so many words apart."""
    return any(0 < max(one[0], other[0]) - min(one[1], other[1]) <= within for one in ones for other in others)
