"""Which language a document is in, by its script and its commonest words: enough to know what not to read."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import Any

from detente.model import Document
from detente.vocabulary import table

UNDETERMINED = "und"
SAMPLE = 20_000
"""Characters looked at."""
FEW = 30
"""Words below which a text in Latin letters tells too little: it is taken for English."""
FLOOR = 0.05
"""Share of a text's words that its language's commonest words make up at the least."""

LETTERS = re.compile(r"[^\W\d_]+")


def language_of(document: Document) -> str:
    """The document's language as it is given or, where it is not, detected: ISO 639-1, or 'und'."""
    return document.language or detect(document.text)


def is_english(language: str) -> bool:
    """Whether a language, as a document may give it ('en', 'en-GB', 'eng', 'English'), is English."""
    return re.split(r"[-_]", language.strip().lower())[0] in ("en", "eng", "english")


def detect(text: str) -> str:
    """The language of `text`: ISO 639-1, 'und' where it is none known; 'en' where there is too little to tell."""
    words = LETTERS.findall(text[:SAMPLE].lower())
    return by_script("".join(words)) or by_words(words)


def by_script(letters: str) -> str | None:
    """The language whose letters make up enough of the text, the choosiest first."""
    if letters.isascii():
        return None
    counts = Counter(letters)
    total = max(1, len(letters))
    for code, entry in in_order_of_share():
        known = sum(n for letter, n in counts.items() if any(a <= ord(letter) <= b for a, b in entry["scripts"]))
        if known / total > entry.get("share", 0.4):
            return code
    return None


@functools.cache
def in_order_of_share() -> list[tuple[str, dict[str, Any]]]:
    """Languages with a script of their own; those that a few letters tell come first."""
    scripts = [(code, entry) for code, entry in table("languages")["languages"].items() if "scripts" in entry]
    return sorted(scripts, key=lambda item: item[1].get("share", 0.4))


def by_words(words: list[str]) -> str:
    """The language whose commonest words make up the largest share of `words`."""
    if len(words) < FEW:
        return "en"
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in known & counts.keys()) / len(words) for code, known in common_words().items()
    }
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    return best if shares[best] >= FLOOR else UNDETERMINED


@functools.cache
def common_words() -> dict[str, frozenset[str]]:
    """Commonest words by language."""
    return {code: frozenset(e["words"]) for code, e in table("languages")["languages"].items() if "words" in e}
