"""Where and to whom words were said, as far as the text tells."""

from __future__ import annotations

import functools
import re

from detente.reading.page import Page
from detente.reading.quotes.grammar import PREPOSITIONS, PRONOUNS
from detente.vocabulary import table

LISTENER = re.compile(
    r"(?:\b(?:tell|tells|told|telling|informed|assured|reminded|warned)\s+|\bsaid\s+to\s+|\bspeaking\s+to\s+|\btalking\s+to\s+)"
    r"(?P<who>(?:the |a |an |his |her |their )?[\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,4})"
)
NO_LISTENER = PREPOSITIONS | PRONOUNS | frozenset(("that", "the", "a", "there", "this"))


@functools.cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    """Each venue as the stems of which one must stand in a text that names it, its pattern and its label."""
    venues = table("venues")["venue"]
    return tuple((_stems(entry["words"]), _pattern(entry["words"]), entry["label"]) for entry in venues)


def _stems(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(max(re.split(r"[* ]", word), key=len).casefold() for word in words))


def _pattern(words: list[str]) -> re.Pattern[str]:
    written = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    lower = "|".join(written)
    return re.compile(rf"\b(?:{lower})\b", 0 if any(word[-1].isupper() for word in words) else re.IGNORECASE)


@functools.lru_cache(maxsize=64)
def venue_in(text: str) -> str | None:
    """The venue that these words name; None where they name none."""
    low = text.casefold()
    for stems, pattern, label in _patterns():
        if any(stem in low for stem in stems) and pattern.search(text):
            return label
    return None


def addressee_in(page: Page, start: int, end: int) -> str | None:
    """The listener named in `start:end`, by canonical name where known, else as the text has it."""
    match = LISTENER.search(page.text, start, end)
    if match is None:
        return None
    for mention in page.mentions_in(match.start("who"), min(len(page.text), match.end("who") + 60)):
        if mention.start <= match.end("who") and mention.start - match.start("who") <= 5:
            return mention.name
    who = match.group("who")
    return None if who.lower() in NO_LISTENER else who
