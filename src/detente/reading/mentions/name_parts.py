"""What tells a person's or an organisation's name that no list holds."""

from __future__ import annotations

import functools
import re

from detente.reading.mentions.found import Gender
from detente.vocabulary import rows, table

_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|uai|uan|iao|ian|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ui|un|uo|ue|a|e|i|o|u|v)"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}", re.IGNORECASE)
_HYPHENATED = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")
_GLUED = re.compile(r"[a-z]{4}[A-Z0-9]")
_CAPITAL = re.compile(
    r"[A-Z](?:[a-z]|'[A-Z])[\w'-]*|[A-Z]\.|(?:[A-Z]\.){2,}|[A-Z][a-z]*[A-Z][a-z]+|Mc[A-Z]\w+|Jr\.?|[A-Z]{2}"
)


@functools.cache
def first_names() -> dict[str, Gender]:
    """First names and the gender that each tells."""
    return {
        row["name"]: "f" if row["gender"] == "f" else "m" if row["gender"] == "m" else "" for row in rows("first_names")
    }


@functools.cache
def surnames_first() -> frozenset[str]:
    """Surnames of languages in which they stand first."""
    return frozenset(table("name_parts")["surnames_first"]["words"].split())


@functools.cache
def particles() -> frozenset[str]:
    """Small words inside a person's name."""
    return frozenset(table("name_parts")["particles"]["words"])


@functools.cache
def never() -> frozenset[str]:
    """Capitalised words that no person's name holds."""
    return frozenset(table("name_parts")["never"]["words"].split())


@functools.cache
def body_heads() -> dict[str, str]:
    """Nouns that make a phrase the name of an organisation, each with what sort of body it is."""
    heads = table("name_parts")["body_heads"]
    return {word: sort for sort, words in heads.items() if sort != "note" for word in words}


@functools.cache
def first_body_heads() -> frozenset[str]:
    """Nouns that open the name of an organisation: 'Association of ...'."""
    return frozenset(table("name_parts")["first_body_heads"]["words"])


@functools.cache
def body_links() -> frozenset[str]:
    """Small words inside the name of an organisation."""
    return frozenset(table("name_parts")["body_links"]["words"])


@functools.cache
def words_for(part: str) -> frozenset[str]:
    """The words of a part of the vocabulary: 'openers', 'stops', 'month_before'."""
    return frozenset(table("name_parts")[part]["words"])


@functools.lru_cache(maxsize=4096)
def glued(word: str) -> bool:
    """Whether two words have run together, as they do in badly extracted pages: 'SmithHouse'."""
    return _GLUED.search(word) is not None


@functools.lru_cache(maxsize=4096)
def capitalised(word: str) -> bool:
    """Whether the word is written like a part of a name."""
    return _CAPITAL.fullmatch(word) is not None and not glued(word)


def surname_stands_first(words: tuple[str, ...]) -> bool:
    """Whether the words read as a Chinese or Korean name: 'Gao Feng', 'Han Duck-soo'."""
    if not 2 <= len(words) <= 3 or words[0] not in surnames_first():
        return False
    given = words[1:]
    if len(given) == 1 and _HYPHENATED.fullmatch(given[0]):
        return True
    return all(_PINYIN.fullmatch(word) for word in given)


@functools.lru_cache(maxsize=4096)
def surname(name: str) -> str:
    """The part of a person's name that is used alone."""
    words = tuple(word for word in name.split() if word not in ("Jr.", "Jr", "Sr.", "III", "II"))
    if len(words) < 2:
        return name
    if surname_stands_first(words):
        return words[0]
    at = len(words) - 1
    while at > 1 and words[at - 1] in particles():
        at -= 1
    return " ".join(words[at:])
