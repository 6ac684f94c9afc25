"""What stands where: a name of the gazetteer, or one the document made known, at a place in the text."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from detente.model import MentionKind

Sense = Literal["person", "state", "adjective", "people", "capital", "body", "outlet", "place", "group", "description"]
Gender = Literal["m", "f", ""]

START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Name:
    """Who a name means. `role` says in words what they are ('company', 'Republican senator Iowa')."""

    name: str
    kind: MentionKind
    country: str | None
    sense: Sense
    gender: Gender = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A name at `start:end`; `core` is where the bare name begins, after any title."""

    start: int
    end: int
    name: Name
    core: int = -1

    @property
    def bare(self) -> int:
        return self.core if self.core >= 0 else self.start


def disjoint(found: Iterable[Found]) -> list[Found]:
    """The longest of what overlaps, sorted by start."""
    taken: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        at = bisect.bisect_left(taken, item.start, key=START)
        free_left = at == 0 or taken[at - 1].end <= item.start
        if free_left and (at == len(taken) or item.end <= taken[at].start):
            taken.insert(at, item)
    return taken


def covering(found: Sequence[Found], start: int, end: int) -> Found | None:
    """The item of a sorted, disjoint sequence that overlaps `start:end`, None where the place is free."""
    at = bisect.bisect_left(found, end, key=START) - 1
    return found[at] if at >= 0 and found[at].end > start else None
