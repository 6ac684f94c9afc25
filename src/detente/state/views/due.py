"""Commitments and deadlines: what was said of them, what the record shows, and what the calendar says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.model import Commitment, Interval, Line, Measure, RecordStated, StateOfPlay, first_day, last_day
from detente.state.book import Book
from detente.state.claims import AHEAD
from detente.state.lines import make, shown_first
from detente.state.measures import life
from detente.state.views import cells
from detente.state.views.view import Column, View


class DueLine(Line, frozen=True, kw_only=True):
    """A commitment or the end of a measure that holds for a time. Three statuses, kept apart:

    `said` what the accounts claim of it (promised, made, under way, denied, ended), `shown` what the record shows,
    `schedule` what the calendar says as of the day. `days` to the due date, negative when it is past.
    """

    due: Interval | None
    schedule: str
    said: str
    shown: str
    days: int | None = None


_SAID = {"planned": "promised", "happened": "made", "ongoing": "under way", "negated": "denied"}


def lines(state: StateOfPlay) -> tuple[DueLine, ...]:
    """Dated ones by due date, then undated commitments by publication."""
    return of(Book.of(state))


def of(book: Book) -> tuple[DueLine, ...]:
    found = []
    for group in book.state.records.values():
        if isinstance(group[0].record, Commitment):
            found += _commitment(book, group)
        elif isinstance(group[0].record, Measure):
            found += _expiry(book, group)
    return tuple(sorted(found, key=_order))


def _order(line: DueLine) -> tuple[bool, str, str, str]:
    due = _last(line.due)
    return (due is None, str(due or ""), line.clocks.known_at or "9999", line.id)


def _commitment(book: Book, group: Sequence[RecordStated]) -> list[DueLine]:
    told = shown_first(book, book.holding(group))
    if not told:
        return []
    pledge = next((e for e in told if e.record.status in AHEAD), told[0])
    record = pledge.record
    due = record.due if isinstance(record, Commitment) else None
    return [
        make(
            DueLine,
            book,
            (pledge, *(e for e in told if e is not pledge)),
            due=due,
            schedule=schedule(due, book.day),
            said=_said(told),
            shown=f"no evidence found as of {book.day}",
            days=_days(due, book.day),
        )
    ]


def _said(told: Sequence[RecordStated]) -> str:
    """The last thing said of it by publication."""
    last = max(told, key=lambda entry: (entry.clocks.known_at or "", entry.id))
    return _SAID.get(last.record.status, last.record.status)


def _expiry(book: Book, group: Sequence[RecordStated]) -> list[DueLine]:
    told = life(group, book.day)
    if told is None or told.expires is None:
        return []
    due = Interval(told.expires, told.expires)
    lapsed = told.stage == "lapsed"
    return [
        make(
            DueLine,
            book,
            told.accounts,
            f"{told.current.entry.key}|expires",
            due=due,
            schedule="lapsed" if lapsed else schedule(due, book.day),
            said=f"{told.current.stage} until {told.expires}",
            shown=f"no extension found as of {book.day}" if lapsed else "in force",
            days=_days(due, book.day),
        )
    ]


def schedule(due: Interval | None, day: dt.date) -> str:
    """'no date', 'not due until DATE' (more than 30 days off), 'due in N days', 'due today' or 'overdue by N days'."""
    left = _days(due, day)
    if left is None or due is None:
        return "no date"
    if left < 0:
        return f"overdue by {-left} day{'s' * (left != -1)}"
    if due.start and first_day(due.start) > day + dt.timedelta(days=30):
        return f"not due until {due.start}"
    return "due today" if left == 0 else f"due in {left} day{'s' * (left != 1)}"


def _last(due: Interval | None) -> dt.date | None:
    if due is None:
        return None
    return last_day(due.end) if due.end else (last_day(due.start) if due.start else None)


def _days(due: Interval | None, day: dt.date) -> int | None:
    last = _last(due)
    return (last - day).days if last else None


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "") or ""))


def _due(line: Line) -> str:
    due = line.due if isinstance(line, DueLine) else None
    return cells.interval(due) if due else "no date"


DUE = View(
    "due",
    "commitments and deadlines: said, shown and scheduled",
    (Column("due", _due), cells.WHO, cells.WORDS, _cell("schedule"), _cell("said"), _cell("shown"), cells.ID),
    lines,
)
