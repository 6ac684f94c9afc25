"""Which word is what: the vocabularies as one table from words to classes."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from detente.vocabulary import table

Value = str | int | float

TOKEN = re.compile(
    r"""
    (?P<date>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![0-9])|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9][0-9])(?![0-9]))
    |(?P<clock>[0-9]{1,2}[:.][0-9][0-9](?=\s?[ap]\.?m)|[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![0-9]))
    |(?P<decade>(?:[0-9]{2,3}0|['’`][0-9]0)['’]?s\b)
    |(?P<ordinal>[0-9]{1,4}(?:st|nd|rd|th)\b)
    |(?P<short>['’‘`][0-9][0-9](?![0-9]))
    |(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)
    |(?P<possessive>['’]s\b)
    |(?P<meridiem>[ap]\.\s?m\b\.?|[ap]m\b)
    |(?P<era>b\.\s?c\.(?:\s?e\.)?|a\.\s?d\.)
    |(?P<word>[^\W\d_]+)
    |(?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Cut(NamedTuple):
    """A piece of text as TOKEN cuts it: as it stands, plain, where it starts, and the name of TOKEN's group."""

    word: str
    low: str
    start: int
    kind: str

    @property
    def end(self) -> int:
        return self.start + len(self.word)


class Meaning(NamedTuple):
    """What a word or phrase is: its class letter, what it stands for, whether it wants a capital."""

    code: str
    value: Value
    capital: bool = False


class Lexicon(NamedTuple):
    """Words by themselves; phrases by their words; how long the phrases are that begin with a word, longest first."""

    words: dict[str, Meaning]
    phrases: dict[tuple[str, ...], Meaning]
    lengths: dict[str, tuple[int, ...]]


def plain(word: str) -> str:
    """A word as the vocabularies write it: in lower case, with a straight apostrophe."""
    return word.lower().replace("’", "'")


def split(phrase: str) -> tuple[str, ...]:
    """The words of a vocabulary entry, cut as running text is."""
    return tuple(plain(found.group()) for found in TOKEN.finditer(phrase))


def times_words() -> dict[str, Meaning]:
    sections = (section for section in table("times").values() if isinstance(section, dict))
    return {
        word: Meaning(section["class"], value, section.get("capital", False))
        for section in sections
        for word, value in section["words"].items()
    }


def number_words() -> dict[str, Meaning]:
    numbers = table("times_numbers")
    return (
        {word: Meaning("C", value) for word, value in numbers["cardinals"].items()}
        | {word: Meaning("7", value) for word, value in numbers["scales"].items()}
        | {word: Meaning("o", value) for word, value in numbers["ordinals"].items()}
        | {word: Meaning("z", f"19{value // 10}") for word, value in numbers["decades"].items()}
    )


def reference_words() -> dict[str, Meaning]:
    sections = (section for section in table("times_references").values() if isinstance(section, dict))
    return {
        word: Meaning(code, section["value"])
        for section in sections
        for code, name in (("R", "words"), ("4", "narrative"))
        for word in section[name]
    }


def holiday_words() -> dict[str, Meaning]:
    holidays = table("times_holidays")
    kinds = ("fixed", "by_weekday", "by_easter")
    return {word: Meaning("Y", word, capital=True) for kind in kinds for word in holidays[kind]}


@functools.cache
def lexicon() -> Lexicon:
    """All time words of the vocabularies."""
    entries = times_words() | number_words() | reference_words() | holiday_words()
    parted = {split(entry): meaning for entry, meaning in entries.items()}
    phrases = {parts: meaning for parts, meaning in parted.items() if len(parts) > 1}
    lengths: dict[str, set[int]] = {}
    for parts in phrases:
        lengths.setdefault(parts[0], set()).add(len(parts))
    return Lexicon(
        words={parts[0]: meaning for parts, meaning in parted.items() if len(parts) == 1},
        phrases=phrases,
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
    )
