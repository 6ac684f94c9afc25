"""The terms of a measure: what is done, at what rate, on what, under which programme."""

from __future__ import annotations

import functools
import re

from detente import vocabulary
from detente.model import Action, Rate, Status
from detente.reading import quantities
from detente.reading.records.frames import Frame
from detente.reading.records.lexicon import closed_class

BY_STATUS: dict[Status, Action] = {"threatened": "threaten", "proposed": "propose", "ongoing": "keep"}
"""The action where no word tells it."""
WORD = r"(?:U\.S\.|(?:[^\s,;:.()“”\"—]|[.,](?=\S))+)"
"""A word of a scope: marks end it, but not 'U.S.' nor '1,333'."""
SCOPE = re.compile(
    rf"\s*(?:of (?:up to )?(?:\d[\d.]*%|\S+ (?:percent|per cent))\s+)?"
    rf"(?:on|against|for|over)\s+({WORD}(?:\s{WORD}){{0,11}})"
)
SUM = re.compile(
    r"(?:up to |an additional |another |about |roughly |some |more than )?"
    rf"\$\s?\d[\d.,]*\s?(?:billion|million|trillion)?(?: worth)?(?: of| in)\s+{WORD}(?:\s{WORD}){{0,4}}"
)
SCOPE_ENDS = closed_class("scope_ends")
KEEPS = closed_class("scope_keeps")
"""Words that end a scope only where no noun of goods follows."""


def action(frame: Frame, status: Status) -> Action:
    """The proposal's action, else the word's, else the status's."""
    if frame.proposal.action is not None:
        return frame.proposal.action
    told = frame.action.trigger.type if frame.action else None
    if status in ("threatened", "proposed") and told in (None, "impose", "announce", "keep"):
        return BY_STATUS[status]
    named: Action = told or BY_STATUS.get(status, "impose")  # type: ignore[assignment]
    return named


def rate(frame: Frame) -> Rate | None:
    """The percentage nearest to the instrument, in its clause, else in the evidence."""
    for span in (frame.clause, frame.evidence):
        found = [
            q
            for q in quantities.find(frame.page.text, *frame.offsets(span))
            if q.unit in ("percent", "percentage points")
        ]
        if found:
            start, _ = frame.offsets(frame.trigger)
            nearest = min(found, key=lambda q: abs(q.start - start))
            return Rate(nearest.value, nearest.unit, nearest.bound)
    return None


def scope(frame: Frame) -> str | None:
    """What the measure falls on, in the document's words."""
    text, end = frame.page.text, frame.offsets(frame.sentence)[1]
    behind = SCOPE.match(text, frame.offsets(frame.trigger)[1], end)
    if behind and (words := cut(behind[1])) and not party(frame, frame.offsets(frame.trigger)[1], words):
        return words
    named = SUM.search(text, frame.offsets(frame.clause)[0], min(end, frame.offsets(frame.clause)[1] + 1))
    return cut(named.group()) if named else None


def party(frame: Frame, start: int, words: str) -> bool:
    """Whether the words behind the instrument are but somebody's name: a target, no scope."""
    at = frame.page.text.find(words, start)
    return any(m.end >= at + len(words) for m in frame.page.mentions_in(at - 1, at + len(words)) if m.start <= at)


def cut(words: str) -> str | None:
    """A noun phrase cut before the word that leads on from it."""
    kept: list[str] = []
    for word in words.split():
        low = word.lower()
        if low in SCOPE_ENDS and not (low in KEEPS and kept and len(kept) < 8):
            break
        kept.append(word)
    while kept and kept[-1].lower() in KEEPS | {"the", "a", "of", "or", "about"}:
        kept.pop()
    found = words[: words.find(kept[-1], sum(len(w) + 1 for w in kept[:-1])) + len(kept[-1])] if kept else ""
    return found or None


def programme(frame: Frame) -> str | None:
    """The label of the programme that the evidence names, where it names one alone; else None."""
    start, end = frame.offsets(frame.evidence)
    words = frame.page.text[start:end].lower().replace("’", "'")
    named = [label for label, pattern in programmes() if pattern.search(words)]
    return named[0] if len(named) == 1 else None


@functools.cache
def programmes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary.table("programmes")["programme"]
    return tuple(
        (row["label"], re.compile(r"\b(?:" + "|".join(map(re.escape, row["words"])) + r")\b")) for row in table.values()
    )
