"""What each party says it wants on each issue: demands, offers, refusals, threats, support and red lines, and changes.

A position rests on what the party itself is told to have said or done by saying so; nothing is concluded from what it
does otherwise. Statements of one stance on one issue toward one other side are one position, the latest shown.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model import Actor, Commitment, Event, RecordStated
from detente.state.book import Book
from detente.state.claims import denies, known_day
from detente.state.deadlines import SURE, concrete, countries, text_of
from detente.state.groups import of_kind
from detente.state.private import countries_spoken_for
from detente.state.sorts import Sign
from detente.vocabulary import table

NOBODY = "-"
"""The other side, where none is named."""
OPEN = "other"
"""The issue of what is wanted of another party where the words name none."""
RED_LINE, OFFER = "red line", "offer"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a party is told to have said on an issue on a day; parties are ISO 3166 alpha-3."""

    party: str
    toward: str
    issue: str
    stance: str
    day: dt.date
    entry: RecordStated


@dataclass(frozen=True, slots=True)
class Position:
    """A stance of a party on an issue toward another: its statements, the latest first.

    `before` is the last statement of another stance on the issue before this one was taken, None for the first taken.
    """

    statements: tuple[Statement, ...]
    before: Statement | None

    @property
    def latest(self) -> Statement:
        return self.statements[0]

    @property
    def since(self) -> dt.date:
        """The day on which the stance was first told."""
        return self.statements[-1].day


def positions(book: Book) -> tuple[Position, ...]:
    """All positions told by the day, by party, other side, issue and stance."""
    told: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in _statements(book):
        told.setdefault((statement.party, statement.toward, statement.issue), []).append(statement)
    return tuple(position for _, group in sorted(told.items()) for position in _positions(group))


def _positions(group: list[Statement]) -> Iterator[Position]:
    ordered = sorted(group, key=lambda one: (one.day, one.entry.id))
    for stance in sorted({one.stance for one in ordered}):
        mine = [one for one in ordered if one.stance == stance]
        others = [one for one in ordered if one.stance != stance and one.day < mine[0].day]
        yield Position(tuple(reversed(mine)), others[-1] if others else None)


def _statements(book: Book) -> Iterator[Statement]:
    types = [name for name in table("positions")["stances"] if name.isupper()]
    for group in of_kind(book.state.records, "commitment", *(f"event:{name}" for name in types), sign=Sign.POSITION):
        for entry in book.holding(group):
            yield from _of(entry)


def may_state(entry: RecordStated) -> bool:
    """Whether it tells of a position."""
    return any(_of(entry))


def _of(entry: RecordStated) -> Iterator[Statement]:
    record, stance = entry.record, stance_of(entry)
    parties = countries_spoken_for(record.actors)
    if stance is None or record.confidence < SURE or denies(record) or "?" in text_of(record) or len(parties) != 1:
        return
    party = min(parties)
    others = sorted(countries(_named(entry)) - parties) or [NOBODY]
    for issue in (record.issues or (OPEN,)) if record.issues or others != [NOBODY] else ():
        for toward in others:
            yield Statement(party, toward, issue, stance, known_day(entry.clocks), entry)


def _named(entry: RecordStated) -> list[Actor]:
    """The targets that the words name; whom a reader took from the words around them is not held to be addressed."""
    text = text_of(entry.record)
    return [who for who in entry.record.targets if who.name in text or (who.text and who.text in text)]


def stance_of(entry: RecordStated) -> str | None:
    """'demand', 'offer', 'refusal', 'threat', 'support' or 'red line'; None where nothing is wanted or offered."""
    record = entry.record
    if isinstance(record, Commitment):
        return OFFER if concrete(record) else None
    stance: str | None = table("positions")["stances"].get(record.type) if isinstance(record, Event) else None
    drawn = stance is not None and stance != OFFER and _red_line().search(text_of(record))
    return RED_LINE if drawn else stance


@functools.cache
def _red_line() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('positions')['red_line']['patterns'])})\b", re.I)
