"""The issues of the dispute: how much is told of each, by whom, and when last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter

from detente.model import Line
from detente.selection import countries, issues
from detente.state.views.positions import PositionLine
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
VIEWS = ("timeline", "measures", "positions", "gaps", "unplaced")
"""Views whose lines have issues."""
PARTIES = 4


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue: how many happenings, measures, positions, gaps and unplaced records name it; which parties most; and
    the days on which a document first and last did.
    """

    issue: str
    timeline: int = 0
    measures: int = 0
    positions: int = 0
    gaps: int = 0
    unplaced: int = 0
    parties: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None

    @property
    def total(self) -> int:
        return self.timeline + self.measures + self.positions + self.gaps + self.unplaced


def counted(shelf: Shelf, asked: Asked) -> tuple[Issue, ...]:
    """Every issue of the desk, the one told of most first."""
    return shelf.once(("issues", asked.moment), lambda: made({view: shelf.view(view, asked) for view in VIEWS}))


def made(lines: dict[str, Iterable[Line]]) -> tuple[Issue, ...]:
    """The issues of these views' lines."""
    counts: dict[str, Counter[str]] = {}
    parties: dict[str, Counter[str]] = {}
    days: dict[str, list[str]] = {}
    for view, found in lines.items():
        for line in found:
            for name in of(line):
                counts.setdefault(name, Counter())[view] += 1
                parties.setdefault(name, Counter()).update(countries(line))
                days.setdefault(name, []).append((line.clocks.known_at or "")[:10])
    made = [issue(name, counts[name], parties[name], sorted(filter(None, days[name]))) for name in counts]
    return tuple(sorted(made, key=lambda one: (-one.total, one.issue)))


def of(line: Line) -> Sequence[str]:
    """The issues of a line, each once."""
    named = (line.issue,) if isinstance(line, PositionLine) else issues(line)
    return [one for one in dict.fromkeys(named) if one]


def issue(name: str, counts: Counter[str], parties: Counter[str], days: Sequence[str]) -> Issue:
    """One issue of what was counted; `days` are in order."""
    return Issue(
        issue=name,
        **{view: counts[view] for view in VIEWS},
        parties=tuple(code for code, _ in parties.most_common(PARTIES)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """All issues."""
    found = counted(shelf, asked)
    return {"issues": found, "most": max((one.total for one in found), default=1)}


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All issues."""
    return counted(shelf, asked)


pages.add(router, Page("/issues", "Issues", "issues.html", build, all_rows, thread="changes"))
