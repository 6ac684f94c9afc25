"""Two columns: what each side says of the same thing, and where one of them is silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter

from detente.model import Line, Quote
from detente.selection import countries
from detente.state.views.contested import ContestedLine
from detente.state.views.positions import PositionLine
from detente.state.views.silences import SilenceLine
from detente.vocabulary import table
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
EACH = 8
"""Lines of one side on one issue that are shown."""
ISSUES = 12
"""Issues on the page where none is chosen."""
SIDES = 8


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one side says of an issue: how many positions and quotes there are, and the latest of each."""

    party: str
    positions: tuple[Line, ...] = ()
    quotes: tuple[Line, ...] = ()
    silences: tuple[SilenceLine, ...] = ()
    total: int = 0

    @property
    def says_nothing(self) -> bool:
        return not self.total


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """An issue with what the two sides say of it."""

    issue: str
    one: Side
    other: Side

    @property
    def lines(self) -> list[Line]:
        sides = (self.one, self.other)
        return [line for side in sides for line in (*side.positions, *side.quotes, *side.silences)]


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """The issues on which the two sides say most, or the one asked for; then what is contested between them."""
    one, other = pair(shelf, asked)
    found = topics(shelf, asked, one, other)
    disputed = [line for line in shelf.view("contested", asked) if isinstance(line, ContestedLine)]
    return {
        "one": one,
        "other": other,
        "topics": found,
        "issues": issues(shelf, asked),
        "sides": sides(shelf, asked),
        "contested": disputed[::-1][:EACH],
    }


def pair(shelf: Shelf, asked: Asked) -> tuple[str, str]:
    """The two sides: those asked for, else the two of which the desk tells most."""
    usual = [*shelf.pair(asked), "-", "-"]
    one = asked.field("party").upper() or next((code for code in usual if code != asked.field("other").upper()), "-")
    other = asked.field("other").upper() or next((code for code in usual if code != one), "-")
    return one, other


def topics(shelf: Shelf, asked: Asked, one: str, other: str) -> list[Topic]:
    """What the two say, by issue."""
    key = ("topics", asked.moment, asked.wanted, one, other)
    return shelf.once(key, lambda: made(shelf, asked, one, other))


def made(shelf: Shelf, asked: Asked, one: str, other: str) -> list[Topic]:
    """Of one issue what is asked for, else of those with most positions."""
    wanted = asked.wanted.selection.issue
    held = [line for line in shelf.view("positions", asked) if isinstance(line, PositionLine)]
    silent = [line for line in shelf.view("silences", asked) if isinstance(line, SilenceLine)]
    counts = Counter(line.issue for line in held if line.party in (one, other))
    named = dict.fromkeys([*(line.issue for line in silent), *(issue for issue, _ in counts.most_common(ISSUES))])
    chosen = [wanted] if wanted else [issue for issue in named if issue][:ISSUES]
    quoted = spoken(shelf.view("quotes", asked), one, other)
    return [
        Topic(
            issue=issue,
            one=side(one, issue, held, quoted.get(one, ()), silent),
            other=side(other, issue, held, quoted.get(other, ()), silent),
        )
        for issue in chosen
    ]


def spoken(lines: Iterable[Line], *parties: str) -> dict[str, list[Line]]:
    """The quotes of each side, the latest first."""
    found: dict[str, list[Line]] = {party: [] for party in parties}
    for line in lines:
        for code in countries(line):
            if code in found:
                found[code].append(line)
    return {party: own[::-1] for party, own in found.items()}


def side(
    party: str, issue: str, held: Iterable[PositionLine], quoted: Sequence[Line], silent: Iterable[SilenceLine]
) -> Side:
    """What one side says of one issue."""
    positions = [line for line in held if line.party == party and line.issue == issue]
    shown = {entry for line in positions for entry in line.quotes}
    quotes = [line for line in about(issue, quoted) if shown.isdisjoint(line.accounts)]
    ordered = sorted(positions, key=lambda line: (line.latest, line.id), reverse=True)
    return Side(
        party=party,
        positions=tuple(ordered[:EACH]),
        quotes=tuple(quotes[: max(2, EACH - len(positions))]),
        silences=tuple(line for line in silent if line.of == party and line.issue == issue),
        total=len(positions) + len(quotes),
    )


def about(issue: str, quoted: Iterable[Line]) -> list[Line]:
    """The quotes whose words name an issue, by the vocabulary's words for it."""
    words = table("issues")["issues"].get(issue, [issue])
    named = re.compile(
        r"\b(?:" + "|".join(re.escape(word.replace(" '", "'")) for word in words) + r")\b", re.IGNORECASE
    )
    return [line for line in quoted if isinstance(line.subject, Quote) and named.search(line.evidence[0].text)]


def issues(shelf: Shelf, asked: Asked) -> list[tuple[str, int]]:
    """The issues on which anybody has a position, with how many there are."""
    found = shelf.view("positions", asked)
    return Counter(line.issue for line in found if isinstance(line, PositionLine)).most_common(24)


def sides(shelf: Shelf, asked: Asked) -> list[tuple[str, int]]:
    """The parties with most positions."""
    found = shelf.view("positions", asked)
    return Counter(line.party for line in found if isinstance(line, PositionLine)).most_common(SIDES)


def all_lines(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """Every line on the page, by issue and side."""
    one, other = pair(shelf, asked)
    found = [line for topic in topics(shelf, asked, one, other) for line in topic.lines]
    return [*found, *shelf.view("contested", asked)]


pages.add(router, Page("/two-columns", "Two columns", "two_columns.html", build, all_lines, thread="changes"))
