"""Contacts: calls, visits and talks, held and planned."""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from detente.model import Event, Line, RecordStated, StateOfPlay, first_day, last_day
from detente.state.book import Book
from detente.state.claims import AHEAD, affirms, known_day
from detente.state.deadlines import text_of
from detente.state.groups import of_kind
from detente.state.lines import make, shown_first
from detente.state.views import cells, timeline
from detente.state.views.view import Column, View
from detente.vocabulary import rows, table

NO_ACCOUNT, AHEAD_OF_US = "no account of it yet", "ahead"
TALKS = dt.timedelta(days=3)
"""Days that talks go on for at most: an account of a later one of them shows that they were held."""

MONTH, YEAR = dt.timedelta(days=31), dt.timedelta(days=366)
"""How closely a contact must be dated, and how far back one may be that is not dated to the day."""

Held = tuple[RecordStated, dt.date]
"""An account of a contact that was held, and its day."""


class MeetingLine(Line, frozen=True, kw_only=True):
    """A contact. `state` is 'held', 'under way as of DATE', 'ahead', 'proposed', 'conditional', 'not held',
    'unconfirmed', or 'no account of it yet' where it was planned for a day that has passed.
    """

    state: str


def lines(state: StateOfPlay) -> tuple[MeetingLine, ...]:
    """The contacts between states that are known to the month at least, by date."""
    return of(Book.of(state))


def of(book: Book) -> tuple[MeetingLine, ...]:
    groups = list(_told(book))
    held = [(told[0], day) for told in groups if affirms(told[0].record) and (day := _to_the_day(told[0]))]
    by_day = sorted(held, key=lambda one: one[1])
    return tuple(sorted((_line(book, told, by_day) for told in groups), key=timeline.order))


def ahead(book: Book) -> tuple[MeetingLine, ...]:
    """Those of the lines that are of meetings ahead."""
    found = [told for told in _told(book) if _state(book, told[0]) == AHEAD_OF_US]
    return tuple(sorted((make(MeetingLine, book, told, state=AHEAD_OF_US) for told in found), key=timeline.order))


def _told(book: Book) -> Iterator[list[RecordStated]]:
    """The accounts of each contact that may be told, the one shown first; those of one pair and day together."""
    by_day: dict[tuple[frozenset[str], dt.date | None, bool], list[list[RecordStated]]] = {}
    for group in of_kind(book.state.records, "event:CONSULT"):
        placed = [entry for entry in shown_first(book, book.holding(group)) if _placed(entry)]
        if not placed:
            continue
        shown = placed[0]
        alike = by_day.setdefault((_countries(shown), _to_the_day(shown), affirms(shown.record)), [])
        same = next((told for told in alike if _one_contact(told[0], shown)), None)
        if same is not None:
            same.extend(placed)
        else:
            alike.append(placed)
    for alike in by_day.values():
        yield from alike


def _placed(entry: RecordStated) -> bool:
    """Whether it is between states, on days of a month at the most, and no look back over more than a year.

    What has no day, or is of a time long past, is mostly said of contacts in general: 'the two sides are talking'.
    """
    when = entry.record.when
    if when is None or not when.start or len(_countries(entry)) < len(("one", "other")):
        return False
    if _general().search(text_of(entry.record)):
        return False
    if _to_the_day(entry) is not None and when.end in (None, when.start):
        return True
    first, last = first_day(when.start), last_day(when.end or when.start)
    return last - first < MONTH and known_day(entry.clocks) - last <= YEAR


@functools.cache
def _general() -> re.Pattern[str]:
    return re.compile("|".join(table("meetings")["general"]["patterns"]), re.I)


def _one_contact(mine: RecordStated, other: RecordStated) -> bool:
    """Whether two contacts of one pair on one day may be one: neither mode nor people speak against it."""
    if _to_the_day(mine) is None or mine.record.status != other.record.status:
        return False
    modes = {entry.record.mode for entry in (mine, other) if isinstance(entry.record, Event) and entry.record.mode}
    named, met = ({actor.name for actor in entry.record.actors} - _state_names() for entry in (mine, other))
    return len(modes) < len(("one", "other")) and (not named or not met or named == met)


def _line(book: Book, told: Sequence[RecordStated], held: Sequence[Held]) -> MeetingLine:
    """`held` come by day."""
    state = _state(book, told[0])
    if state == NO_ACCOUNT and _was_held(told[0], held):
        state = "held"
    return make(MeetingLine, book, told, state=state)


def _was_held(planned: RecordStated, held: Sequence[Held]) -> bool:
    """Whether a contact held is the one planned: in time, the same states and one of the people named."""
    start, when, parties = _to_the_day(planned), planned.record.when, _countries(planned)
    if start is None or when is None or planned.record.status != "planned" or len(parties) < 2:
        return False
    end = last_day(when.end) if when.end and when.end != when.start else start + TALKS
    first = bisect_left(held, start, key=lambda one: one[1])
    past = bisect_right(held, end, key=lambda one: one[1])
    named = people(planned)
    return any(parties <= _countries(other) and _may_be_met(named, people(other)) for other, _ in held[first:past])


def _may_be_met(named: set[str], met: set[str]) -> bool:
    """Whether those named in the plan and those who met may be the same: not where both are named and all differ."""
    return not named or not met or bool(named & met)


def people(entry: RecordStated) -> set[str]:
    """Who takes part by name: states, descriptions ('their teams') and whoever is only cited left out."""
    cited = {source.name for source in entry.record.attribution}
    everybody = {actor.name for actor in (*entry.record.actors, *entry.record.targets)}
    return {name for name in everybody - cited - _state_names() if not _description(name)}


def _description(name: str) -> bool:
    """Whether the name has a word of its own without a capital: 'U.S. teams', 'trade negotiators'."""
    return any(word.islower() and len(word) > len("von") for word in name.split())


@functools.cache
def _state_names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("countries"))


def _countries(entry: RecordStated) -> frozenset[str]:
    people = (*entry.record.actors, *entry.record.targets)
    return frozenset(actor.country for actor in people if actor.country)


def _to_the_day(entry: RecordStated) -> dt.date | None:
    start = entry.record.when.start if entry.record.when else None
    return first_day(start) if start and len(start) == len("2025-06-05") else None


def _state(book: Book, entry: RecordStated) -> str:
    record = entry.record
    end = record.when.end or record.when.start if record.when else None
    past = end is not None and last_day(end) < book.day
    if record.status in AHEAD:
        foreseen = AHEAD_OF_US if record.status == "planned" else record.status
        return NO_ACCOUNT if past else foreseen
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
