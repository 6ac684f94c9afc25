"""Contacts: calls, visits and talks, held and planned."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Event, Line, RecordStated, StateOfPlay, last_day
from detente.state.book import Book
from detente.state.claims import AHEAD, known_day
from detente.state.lines import make, shown_first
from detente.state.views import cells, timeline
from detente.state.views.view import Column, View


class MeetingLine(Line, frozen=True, kw_only=True):
    """A contact. `state` is 'held', 'under way as of DATE', 'ahead', 'proposed', 'conditional', 'not held',
    'unconfirmed', or 'no account of it yet' where it was planned for a day that has passed.
    """

    state: str


def lines(state: StateOfPlay) -> tuple[MeetingLine, ...]:
    """Dated contacts by date, then undated ones by publication."""
    return of(Book.of(state))


def of(book: Book) -> tuple[MeetingLine, ...]:
    found = [
        line
        for group in book.state.records.values()
        if isinstance(group[0].record, Event) and group[0].record.type == "CONSULT"
        for line in _line(book, group)
    ]
    return tuple(sorted(found, key=timeline.order))


def _line(book: Book, group: Sequence[RecordStated]) -> list[MeetingLine]:
    told = shown_first(book, book.holding(group))
    return [make(MeetingLine, book, told, state=_state(book, told[0]))] if told else []


def _state(book: Book, entry: RecordStated) -> str:
    record = entry.record
    end = record.when.end or record.when.start if record.when else None
    past = end is not None and last_day(end) < book.day
    if record.status in AHEAD:
        ahead = "ahead" if record.status == "planned" else record.status
        return "no account of it yet" if past else ahead
    if record.status == "ongoing":
        return "held" if past else f"under way as of {known_day(entry.clocks)}"
    return {"happened": "held", "ended": "held", "negated": "not held"}.get(record.status, "unconfirmed")


MEETINGS = View(
    "meetings",
    "calls, visits and talks, held and planned",
    (
        cells.WHEN,
        cells.WHO,
        Column("state", lambda line: line.state if isinstance(line, MeetingLine) else ""),
        cells.STATUS,
        cells.WORDS,
        cells.STANDING,
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
