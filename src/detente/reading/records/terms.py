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
PLAIN: frozenset[Action] = frozenset({"keep", "impose"})
"""Actions that say least of what is done."""
TURNS: frozenset[Action] = frozenset({"raise", "lower", "suspend", "extend", "remove"})
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
    """The proposal's action, unless it stands on the word for another one; else the word's, else the status's."""
    if frame.proposal.action is not None:
        change = turned(frame)
        return change if change is not None and frame.proposal.action in PLAIN else frame.proposal.action
    told = frame.action.trigger.type if frame.action else None
    if status in ("threatened", "proposed") and told in (None, "impose", "announce", "keep"):
        return BY_STATUS[status]
    named: Action = told or BY_STATUS.get(status, "impose")  # type: ignore[assignment]
    return named


def turned(frame: Frame) -> Action | None:
    """What the trigger itself does, where it is a verb of a change and no noun of an instrument."""
    hits = lexicon.find(lexicon.actions(), frame.tokens.words, *frame.trigger)
    return next((hit.trigger.type for hit in hits if hit.trigger.type in TURNS), None)


def scope(frame: Frame) -> str | None:
    """What the measure falls on, in the document's words."""
    text, end = frame.page.text, frame.offsets(frame.sentence)[1]
    noun = frame.offsets(named(frame))[1]
    behind = SCOPE.match(text, noun, end)
    if behind and (words := cut(behind[1])) and not party(frame, noun, words):
        return words
    goods, summed = falls_on(frame), summed_up(frame, end)
    if goods is not None and not (summed and goods in summed):
        return goods
    return summed or goods or described(frame)


def named(frame: Frame) -> tuple[int, int]:
    """The tokens of the noun that names the instrument: the trigger, or where that is a verb the next such noun."""
    hits = lexicon.find(lexicon.instruments(), frame.tokens.words, *frame.clause)
    nouns = [hit for hit in hits if hit.trigger.type == frame.proposal.type and hit.last > frame.trigger[0]]
    if not nouns or nouns[0].first < frame.trigger[1]:
        return frame.trigger
    return nouns[0].first, nouns[0].last


def summed_up(frame: Frame, end: int) -> str | None:
    """The goods told by their value: '$200 billion of Chinese imports'."""
    first, last = frame.offsets(frame.clause)
    named = SUM.search(frame.page.text, first, min(end, last + 1))
    return cut(named.group()) if named else None


def described(frame: Frame) -> str | None:
    """Goods named right before the instrument: 'steel and aluminum tariffs'."""
    first = last = named(frame)[0]
    words = frame.tokens.words
    while first > frame.sentence[0] and (words[first - 1] in sectors() or (words[first - 1] == "and" and first < last)):
        first -= 1
    while first < last and words[first] == "and":
        first += 1
    start, end = frame.offsets((first, last)) if first < last else (0, 0)
    return frame.page.text[start:end] or None


@functools.cache
def sectors() -> frozenset[str]:
    """Single words of the scope classes that name goods: 'steel', 'auto'."""
    return frozenset(word for word in classed() if word.isalpha()) - {"fentanyl", "port", "ports", "energy", "drugs"}


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
    """Whether the words behind the instrument are but somebody's name: a target, no scope.

    What follows the name of whom a tariff falls on is no scope either, where it names no goods: 'on China because'.
    """
    at = frame.page.text.find(words, start)
    for mention in frame.page.mentions_in(at - 1, at + len(words)):
        if mention.start <= at:
            rest = frame.page.text[mention.end : at + len(words)]
            if not rest or (frame.proposal.type == "tariff" and mention.country and not names_goods(rest)):
                return True
    return False


def names_goods(text: str) -> bool:
    return not (goods() | classed()).isdisjoint(re.findall(r"[a-z-]+", text.lower()))


@functools.cache
def classed() -> frozenset[str]:
    """The words of the scope classes."""
    return frozenset(word for row in vocabulary.table("scopes")["class"].values() for word in row["words"])


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
    return found if found and names_scope(found) else None


def names_scope(words: str) -> bool:
    """Whether the words do not begin with why, when or how: 'the grounds of', 'an initial period'."""
    first = [word for word in re.findall(r"[a-z]+", words.lower()) if word not in DETERMINERS]
    return not first or first[0] not in vocabulary.table("scopes")["no_scope"]["words"]


def programme(frame: Frame) -> str | None:
    """The label of the programme that the evidence names, where it names one alone; else None."""
    start, end = frame.offsets(frame.evidence)
    named = programmes_in(frame.page.text[start:end])
    return named[0] if len(named) == 1 else None


def programmes_in(text: str) -> list[str]:
    """The labels of the programmes that a text names."""
    words = text.lower().replace("’", "'")
    return [label for label, pattern in programmes() if pattern.search(words)]


@functools.cache
def programmes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary.table("programmes")["programme"]
    return tuple(
        (row["label"], re.compile(r"\b(?:" + "|".join(map(re.escape, row["words"])) + r")\b")) for row in table.values()
    )
