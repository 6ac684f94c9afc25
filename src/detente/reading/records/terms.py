"""The terms of a measure: what is done, on what, under which programme."""

from __future__ import annotations

import functools
import re

from detente import vocabulary
from detente.model import Action, Status
from detente.reading.records import lexicon
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
FARTHER = re.compile(rf"\b(?:on|against|of|importing|buy|buying)\s+({WORD}(?:\s{WORD}){{0,9}})")
SUM = re.compile(
    r"(?:up to |an additional |another |about |roughly |some |more than )?"
    rf"\$\s?\d[\d.,]*\s?(?:billion|million|trillion)?(?: worth)?(?: of| in)\s+{WORD}(?:\s{WORD}){{0,4}}"
)
SCOPE_ENDS = closed_class("scope_ends")
DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "some", "it", "this"})
LONGEST_SCOPE = 8
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


def scope(frame: Frame) -> str | None:
    """What the measure falls on, in the document's words."""
    text, end = frame.page.text, frame.offsets(frame.sentence)[1]
    behind = SCOPE.match(text, frame.offsets(frame.trigger)[1], end)
    if behind and (words := cut(behind[1])) and not party(frame, frame.offsets(frame.trigger)[1], words):
        return words
    if (goods := falls_on(frame)) is not None:
        return goods
    named = SUM.search(text, frame.offsets(frame.clause)[0], min(end, frame.offsets(frame.clause)[1] + 1))
    return cut(named.group()) if named else None


def falls_on(frame: Frame) -> str | None:
    """Goods that the clause names behind 'on' or 'of' farther from the instrument, or that a ban or purchase takes."""
    text, (start, end) = frame.page.text, frame.offsets(frame.clause)
    for found in FARTHER.finditer(text, start, end):
        words = cut(found[1])
        if words and goods() & set(re.findall(r"[a-z]+", words.lower())):
            return words
    return None


@functools.cache
def goods() -> frozenset[str]:
    """Words for what is traded."""
    return frozenset(vocabulary.table("scopes")["goods"])


def party(frame: Frame, start: int, words: str) -> bool:
    """Whether the words behind the instrument are but somebody's name: a target, no scope."""
    at = frame.page.text.find(words, start)
    return any(m.end >= at + len(words) for m in frame.page.mentions_in(at - 1, at + len(words)) if m.start <= at)


def leads_on(joint: str, following: str, kept: list[str]) -> bool:
    """Whether the goods go on behind a joint: 'steel and aluminium', 'imports from China', '$5 billion in goods'."""
    if len(kept) >= LONGEST_SCOPE or not following or following[0].isdigit() or following in DETERMINERS | SCOPE_ENDS:
        return False
    if joint == "in":
        return kept[0][0] in "$€£" or kept[0][0].isdigit()
    return joint != "and" or following not in keeping()


@functools.cache
def keeping() -> frozenset[str]:
    """The verbs of actions: behind 'and' they begin another act, not more goods."""
    return frozenset(lexicon.actions())


def cut(words: str) -> str | None:
    """A noun phrase cut before the word that leads on from it."""
    kept: list[str] = []
    split = words.split()
    for word, following in zip(split, [*split[1:], ""], strict=True):
        low = word.lower()
        if low in SCOPE_ENDS and not (low in KEEPS and kept and leads_on(low, following.lower(), kept)):
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
