"""Commitments, deadlines and meetings planned: what was said, what the record shows, what the calendar says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.model import Commitment, Event, Interval, Line, Measure, RecordStated, StateOfPlay, first_day, last_day
from detente.state import wording
from detente.state.book import Book
from detente.state.claims import AHEAD
from detente.state.lines import line_id, make, shown_first
from detente.state.measures import life
from detente.state.truces import Truce, truces
from detente.state.views import cells, meetings
from detente.state.views.view import Column, View

MONTH = dt.timedelta(days=31)
LATELY = dt.timedelta(days=60)
"""Days after which a meeting that was planned is history."""


class DueLine(Line, frozen=True, kw_only=True):
    """A commitment, a meeting planned, or the end of a truce or of a measure that holds for a time.

    Three statuses are kept apart: `said` what the accounts claim of it (promised, made, under way, denied, ended),
    `shown` what the record shows, `schedule` what the calendar says as of the day. `days` to the due date, negative
    when it is past.
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
    found += [_truce(book, truce) for truce in truces(book.state)]
    found += [_meeting(book, line) for line in meetings.of(book) if _scheduled(line, book.day)]
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


def _truce(book: Book, truce: Truce) -> DueLine:
    due = Interval(truce.end, truce.end)
    over = last_day(truce.end) < book.day
    return make(
        DueLine,
        book,
        truce.told,
        f"truce|{'+'.join(sorted(truce.parties))}|{truce.end}",
        due=due,
        schedule="lapsed" if over else schedule(due, book.day),
        said=f"truce until {truce.end}",
        shown=f"no extension found as of {book.day}" if over else "in force",
        days=_days(due, book.day),
    )


def _scheduled(line: meetings.MeetingLine, day: dt.date) -> bool:
    """Whether states planned to meet on a day, or days not more than a month apart, to come or lately past."""
    when, event = line.clocks.valid, line.subject
    if not isinstance(event, Event) or event.status != "planned" or when is None or when.start is None:
        return False
    last = last_day(when.end or when.start)
    states = {actor.country for actor in (*event.actors, *event.targets) if actor.country}
    return len(states) > 1 and last - first_day(when.start) <= MONTH and day - last <= LATELY


def _meeting(book: Book, line: meetings.MeetingLine) -> DueLine:
    when = line.clocks.valid
    due = Interval(when.start, when.end or when.start) if when else None
    left = _days(due, book.day)
    past = left is not None and left < 0
    met = {"held": "met", meetings.NO_ACCOUNT: meetings.NO_ACCOUNT}
    fields = {name: getattr(line, name) for name in Line.__struct_fields__}
    return DueLine(
        **fields | {"key": f"{line.key}|meeting", "id": line_id(f"{line.key}|meeting")},
        due=due,
        schedule=met.get(line.state, line.state) if past else schedule(due, book.day),
        said="meeting planned",
        shown=line.state,
        days=left,
    )


def schedule(due: Interval | None, day: dt.date) -> str:
    """'no date', 'due in N days', 'due today', 'overdue by N days' or 'not due until DATE'.

    The last is said of a term that begins more than 30 days off.
    """
    left = _days(due, day)
    if left is None or due is None:
        return "no date"
    if left < 0:
        return f"overdue by {-left} day{'s' * (left != -1)}"
    if due.start and due.start != due.end and first_day(due.start) > day + dt.timedelta(days=30):
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


def who(line: Line) -> str:
    """Whom it binds; of a truce the states."""
    truce = line.key.startswith("truce|")
    return wording.state_names(line.key.split("|")[1]).replace(" and ", ", ") if truce else cells.who(line)


DUE = View(
    "due",
    "commitments and deadlines: said, shown and scheduled",
    (Column("due", _due), Column("who", who), cells.WORDS, _cell("schedule"), _cell("said"), _cell("shown"), cells.ID),
    lines,
)
