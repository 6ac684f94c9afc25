"""What a brief is composed from: the desk on its day, the two sides, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.briefing import phrases
from detente.briefing.brief import Part, Request, Section, Sentence, Sort
from detente.desk import Desk
from detente.model import Evidence, Line, StateOfPlay, first_day, last_day
from detente.selection import countries
from detente.state import VIEWS, Change, diff
from detente.state.views.overview import parties
from detente.vocabulary import table

MOST = {"short": 3, "full": 8}
"""Sentences of a part."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The desk as of the day asked for; `pair` are the two states that it tells most of (alpha-3)."""

    desk: Desk
    asked: Request
    state: StateOfPlay
    pair: frozenset[str]

    @classmethod
    def of(cls, desk: Desk, asked: Request) -> Scene:
        state = desk.state(asked.as_of, asked.known_at or asked.as_of)
        return cls(desk, asked, state, parties(state))

    @property
    def most(self) -> int:
        return MOST[self.asked.length]

    def view(self, name: str) -> Sequence[Line]:
        """The lines of a view."""
        return VIEWS[name].of(self.state)

    def changes(self) -> tuple[Change, ...]:
        """What changed since the day asked for, by what was known then."""
        known = min(self.asked.known_at or self.asked.as_of, self.asked.since)
        return diff(self.desk.state(self.asked.since, known), self.state)

    def concerns(self, line: Line) -> bool:
        """Whether one of the two sides takes part and nobody else does; anything where the desk has no two sides."""
        found = countries(line)
        return not self.pair or (bool(found) and found <= self.pair)

    def between(self, line: Line) -> bool:
        """Whether both sides take part and nobody else does."""
        return not self.pair or countries(line) == self.pair

    def lately(self, line: Line) -> bool:
        """Whether it was published, or is so, since the day asked for."""
        valid, known = line.clocks.valid, line.clocks.known_at
        if valid and valid.start and first_day(valid.start) > self.asked.as_of:
            return True
        told = last_day(valid.end or valid.start or "") if valid and (valid.end or valid.start) else None
        return (told or (first_day(known[:10]) if known else dt.date.min)) >= self.asked.since

    def published_lately(self, line: Line) -> bool:
        """Whether it was published since the day asked for."""
        known = line.clocks.known_at
        return bool(known) and first_day(str(known)[:10]) >= self.asked.since

    def part(self, sentences: Iterable[Sentence], title: str = "") -> Part:
        """A part with as many sentences as the length allows, each text once."""
        found = list({sentence.text: sentence for sentence in sentences}.values())
        return Part(title=title, sentences=tuple(found[: self.most]), left_out=max(0, len(found) - self.most))


def sentence(
    text: str, line: Line, notes: Sequence[Evidence] | None = None, *, sort: Sort = "report", weighed: bool = False
) -> Sentence:
    """A sentence on a line, with its evidence as notes; `weighed` adds how many origins tell it, and when."""
    return Sentence(
        text=text,
        weight=phrases.weight(line) if weighed else "",
        notes=tuple(dict.fromkeys(line.evidence if notes is None else notes)),
        sort=sort,
        line=line.id,
        origins=line.origins,
        contested=line.standing in ("contested", "denied", "unconfirmed"),
    )


def section(name: str, parts: Iterable[Part], **extra: tuple[object, ...]) -> Section:
    """A section of the vocabulary; parts without sentences are left out."""
    words = table("brief")
    kept = tuple(part for part in parts if part.sentences)
    return Section(name=name, title=words["sections"][name], nothing=words["nothing"][name], parts=kept, **extra)  # type: ignore[arg-type]
