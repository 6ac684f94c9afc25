"""What sort of text a document is, so far as it bears on the days of what it tells: who speaks in it, on which day."""

from __future__ import annotations

import functools
import re

import msgspec

from detente.reading.page import Page
from detente.reading.records.dates import days_on, whole_day
from detente.reading.records.dates_elsewhere import recent_days

TURN = re.compile(r"(?m)^\s*[\"“]?@?[A-Z][\w@.’' -]{1,40}:\s")
FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My|us|you|You)\b")
QUOTED = re.compile(r"[“\"][^”\"\n]{3,1000}[”\"]")
SPOKEN, HALF = (0.12, 0.02), (0.05, 0.007)
"""From which share of turns to sentences, or of first persons outside quotation marks to words, a text is spoken."""
DENSEST = 4
STEPS = ((0, "first"), (1, "second"), (3, "opening"), (9, "body"))
"""The last sentence (0-based) of each part of a document, and its name."""


class DocumentDay(msgspec.Struct, frozen=True):
    """`manner` is 'spoken' (a transcript or statement), 'half' or 'told'; `lead` how early which day is first named;
    `density` how often days of the last week are, from 0 to 4.
    """

    manner: str
    lead: str
    density: int


@functools.lru_cache(maxsize=4)
def document_day(page: Page) -> DocumentDay:
    """How a document speaks of days."""
    now, lead, count = whole_day(page.published), "none", 0
    for index, told, _ in recent_days(page):
        if lead == "none":
            lead = f"{early(index)} {'own' if told == now else 'eve' if told == days_on(now, -1) else 'back'}"
        count += 1
    sentences = max(1, len(page.sentences))
    return DocumentDay(manner(page.text, sentences), lead, min(DENSEST, 12 * count // sentences))


def early(index: int) -> str:
    """The sentence in which a document's day is first named, in steps."""
    return (
        "first"
        if index == 0
        else "second"
        if index == 1
        else "opening"
        if index < 4
        else "body"
        if index < 10
        else "far"
    )


@functools.lru_cache(maxsize=4)
def manner(text: str, sentences: int) -> str:
    """Whether a text is spoken, told, or half and half."""
    own = QUOTED.sub(" ", text)
    turns = len(TURN.findall(text)) / sentences
    persons = len(FIRST_PERSON.findall(own)) / max(1, len(own.split()))
    if turns >= SPOKEN[0] or persons >= SPOKEN[1]:
        return "spoken"
    return "half" if turns >= HALF[0] or persons >= HALF[1] else "told"
