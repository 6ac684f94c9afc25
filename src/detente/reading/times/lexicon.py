"""Which word is what: the vocabularies as one table from words to classes."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from detente.vocabulary import table

Value = str | int | float

TOKEN = re.compile(
    r"""
    (?P<meridiem>(?i:[ap]\.\s?m\b\.?|[ap]m\b))
    |(?P<era>(?i:b\.\s?c\.(?:\s?e\.)?|a\.\s?d\.))
    |(?P<word>[^\W\d_]+)
    |(?P<date>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![0-9])|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9][0-9])(?![0-9]))
    |(?P<clock>[0-9]{1,2}[:.][0-9][0-9](?=\s?(?i:[ap]\.?m))|[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![0-9]))
    |(?P<decade>(?:[0-9]{2,3}0|['’`][0-9]0)['’]?(?i:s)\b)
    |(?P<ordinal>[0-9]{1,4}(?i:st|nd|rd|th)\b)
    |(?P<short>['’‘`][0-9][0-9](?![0-9]))
    |(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)
    |(?P<possessive>['’](?i:s)\b)
    |(?P<mark>\S)
    """,
    re.VERBOSE,
)


class Cut(msgspec.Struct, frozen=True, gc=False):
    """A piece of text as TOKEN cuts it: as it stands, plain, its offsets, and the name of TOKEN's group."""

    word: str
    low: str
    start: int
    end: int
    kind: str


class Meaning(NamedTuple):
    """What a word or phrase is: its class letter, what it stands for, whether it wants a capital."""

    code: str
    value: Value
    capital: bool = False


class Lexicon(NamedTuple):
    """Words by themselves; phrases by their words; how long the phrases are that begin with a word, longest first.

    `known` are the words that mean something by themselves or begin a phrase.
    """

    words: dict[str, Meaning]
    phrases: dict[tuple[str, ...], Meaning]
    lengths: dict[str, tuple[int, ...]]
    known: frozenset[str]


@functools.lru_cache(maxsize=8192)
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
    words = {parts[0]: meaning for parts, meaning in parted.items() if len(parts) == 1}
    return Lexicon(
        words=words,
        phrases=phrases,
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        known=frozenset((*words, *lengths)),
    )
