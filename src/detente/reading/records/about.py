"""What a record is about, in the reader's own words, and its issues."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from detente import vocabulary
from detente.model import Actor
from detente.reading.records import moves
from detente.reading.records.frames import Frame

MOST_WORDS = 15
MOST_ISSUES = 3
GENERAL = ("trade",)
"""Issues named only where nothing narrower is."""


@functools.cache
def keywords() -> moves.Phrases:
    table: moves.Phrases = {}
    for issue, entries in vocabulary.table("issues")["issues"].items():
        for entry in entries:
            words = tuple(entry.split())
            table.setdefault(words[0], []).append((words, issue))
    return {word: sorted(entries, key=lambda e: -len(e[0])) for word, entries in table.items()}


def issues(frame: Frame) -> tuple[str, ...]:
    """The issues that words of the evidence name, in text order."""
    found = [issue for _, _, issue in moves.matches(keywords(), frame.tokens.words, *frame.evidence)]
    named = [issue for issue in dict.fromkeys(found) if issue not in GENERAL]
    return tuple(named[:MOST_ISSUES]) or tuple(dict.fromkeys(found))[:1]


def what(frame: Frame, actors: Sequence[Actor], targets: Sequence[Actor], about: Sequence[str]) -> str:
    """A plain description of at most fifteen words: who, what, to whom, over what. Never a quotation."""
    kind, type_ = frame.proposal.kind, frame.proposal.type
    who = listed(actors) or "someone"
    topic = f" ({', '.join(about[:2])})" if about else ""
    if kind == "event":
        entry = vocabulary.table("events")[type_]
        others = targets or actors[1:] if entry["symmetric"] else targets
        first = listed(actors[:1]) or who if entry["symmetric"] else who
        return shortened(f"{first} {entry['phrase']} {listed(others) or 'others'}{topic}")
    if kind == "measure":
        label = vocabulary.table("instruments")[type_]["label"].lower()
        return shortened(f"{label} by {who}" + (f" on {listed(targets)}" if targets else "") + topic)
    if kind == "commitment":
        return shortened(f"{who} undertakes something" + (f" toward {listed(targets)}" if targets else "") + topic)
    return shortened(f"left open{f' by {listed(actors)}' if actors else ''}{topic}") if kind == "gap" else ""


def listed(actors: Sequence[Actor]) -> str:
    return " and ".join(actor.name for actor in actors[:3])


def shortened(words: str) -> str:
    return " ".join(words.split()[:MOST_WORDS])
