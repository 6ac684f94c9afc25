"""The state of play on one page: what is in force, due, ahead, contested, not known, and last said."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from detente.model import Interval, Line, StateOfPlay, first_day, last_day
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.measures import IN_FORCE
from detente.state.views import cells, contested, due, gaps, measures, meetings, quotes
from detente.state.views.view import Column, View

RECENT = 60
"""Days after which what is overdue, or planned without a date, no longer counts as next."""
EACH = 10
"""Lines of a section at the most; the view of its name has all."""


def lines(state: StateOfPlay) -> tuple[Line, ...]:
    """Sections in order: in force, next due, meetings ahead, contested, gaps, latest quotes."""
    book = Book.of(state)
    pending = sorted((line for line in due.of(book) if line.days is not None and line.days >= -RECENT), key=_soonest)
    sections: dict[str, Iterable[Line]] = {
        "in force": _in_force(book),
        "next due": pending,
        "meetings ahead": [line for line in meetings.of(book) if _ahead(book, line)],
        "contested": _latest(contested.of(book)),
        "gaps": _latest(gaps.of(book)),
        "latest quotes": _latest(quotes.latest(book, EACH)),
    }
    return tuple(
        msgspec.structs.replace(line, section=name) for name, found in sections.items() for line in list(found)[:EACH]
    )


def _in_force(book: Book) -> list[measures.MeasureLine]:
    """Measures on the books, those that changed last first."""
    lines = [line for line in measures.of(book) if line.stage in IN_FORCE]
    return sorted(lines, key=lambda line: (line.effective or "", line.clocks.known_at or "", line.id), reverse=True)


def _ahead(book: Book, line: meetings.MeetingLine) -> bool:
    """Whether the contact is planned for a day to come, or was lately said to be planned."""
    dated = _within_a_year(line.clocks.valid)
    fresh = (book.day - known_day(line.clocks)).days <= RECENT
    return line.state == "ahead" and (dated or (fresh and line.clocks.valid is None))


def _within_a_year(valid: Interval | None) -> bool:
    if valid is None or valid.start is None or valid.end is None:
        return valid is not None and valid.start is not None
    return (last_day(valid.end) - first_day(valid.start)).days <= 366


def _soonest(line: due.DueLine) -> tuple[bool, int]:
    """What is still to come before what is past, the nearest first."""
    days = line.days or 0
    return (days < 0, abs(days))


def _latest(found: Iterable[Line]) -> list[Line]:
    """The lines by publication, the latest first."""
    return sorted(found, key=lambda line: (line.clocks.known_at or "", line.id), reverse=True)


def _detail(line: Line) -> str:
    """What the line's own view would say of it."""
    if isinstance(line, measures.MeasureLine):
        return " ".join(part for part in (cells.rate(line), line.stage) if part)
    if isinstance(line, due.DueLine):
        return line.schedule
    if isinstance(line, contested.ContestedLine):
        return line.ground
    return line.standing


OVERVIEW = View(
    "state",
    "the state of play on one page",
    (
        Column("section", lambda line: line.section),
        cells.WHO,
        cells.WORDS,
        Column("detail", _detail),
        cells.WHEN,
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
