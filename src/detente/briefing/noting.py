"""The notes of a brief: each passage has one number, in the order in which it is first cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.briefing import phrases
from detente.briefing.brief import Brief, Sentence
from detente.model import Evidence
from detente.state import phrasing

SHOWN = {"short": 2, "full": 4}
"""Notes that a sentence shows; those beyond are verified too, and `detente why` shows them."""
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """The numbers of the notes that a sentence shows, and how many more it rests on."""

    numbers: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes shown, the first of them number 1."""

    notes: tuple[Evidence, ...]
    numbers: Mapping[Place, int]
    most: int

    @classmethod
    def of(cls, brief: Brief) -> Notes:
        most = SHOWN[brief.asked.length]
        first: dict[Place, Evidence] = {}
        for sentence in brief.sentences():
            for note in _shown(sentence, most):
                first.setdefault(_place(note), note)
        return cls(tuple(first.values()), {place: at for at, place in enumerate(first, start=1)}, most)

    def cited(self, sentence: Sentence) -> Cited:
        shown = [self.numbers[_place(note)] for note in _shown(sentence, self.most)]
        places = {_place(note) for note in sentence.notes}
        return Cited(tuple(shown), len(places) - len(shown))


def _place(note: Evidence) -> Place:
    return (note.document, note.start, note.end)


def _shown(sentence: Sentence, most: int) -> Sequence[Evidence]:
    return list({_place(note): note for note in sentence.notes}.values())[:most]


def source(note: Evidence) -> str:
    """'Metro Post, 6 June 2025; White House, through Reuters': who published it, when, and the way the words came."""
    day = phrasing.date(note.published[:10]) if note.published else "undated"
    return f"{phrases.outlet(note)}, {day}{way(note)}"


def way(note: Evidence) -> str:
    """'; said by Tammy Bruce, through Reuters': from the source that stands last to the one nearest to the text."""
    if not note.chain:
        return ""
    *through, speaker = (one.name for one in note.chain)
    return f"; {speaker}" + (f", through {phrases.listed(reversed(through))}" if through else "")


def place(note: Evidence) -> str:
    """'document wire-call, characters 120–180'."""
    return f"document {note.document}, characters {note.start}–{note.end}"
