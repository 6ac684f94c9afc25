"""What happened, is planned or was threatened, in order of time: one line a happening, with all its accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from detente.model import Line, RecordStated, StateOfPlay, first_day
from detente.state.book import Book
from detente.state.events import Happening
from detente.state.happenings import happenings
from detente.state.lines import make
from detente.state.views import cells
from detente.state.views.view import View


class Told(msgspec.Struct, frozen=True):
    """One value of a merged field, and the entries that tell it."""

    value: str
    accounts: tuple[str, ...]


class EventLine(Line, frozen=True, kw_only=True):
    """A happening. `parties` are all whom its accounts name, `days` the dates they give, each with who tells it."""

    parties: tuple[Told, ...] = ()
    days: tuple[Told, ...] = ()


def lines(state: StateOfPlay) -> tuple[EventLine, ...]:
    """What has a place in time as of the day, by date; dates are no more precise than the texts."""
    return of(Book.of(state))


def of(book: Book, *, sure: bool = True) -> tuple[EventLine, ...]:
    """The lines of a book; unless `sure`, those too that a single account does not tell well enough."""
    return tuple(sorted((line(book, one) for one in happenings(book, sure=sure)), key=order))


def line(book: Book, one: Happening) -> EventLine:
    """The line of a happening, by the account that is shown first."""
    told = one.accounts
    return make(EventLine, book, told, one.key, parties=_merged(told, _names), days=_merged(told, _dates))


def order(line: Line) -> tuple[bool, str, str, str]:
    """Sorts by first possible day, then publication; undated lines last."""
    valid = line.clocks.valid
    start = valid.start if valid else None
    return (start is None, str(first_day(start)) if start else "", line.clocks.known_at or "9999", line.id)


def _merged(told: Sequence[RecordStated], values: Callable[[RecordStated], Iterable[str]]) -> tuple[Told, ...]:
    """What the accounts say of one field, what most of them say first."""
    found: dict[str, list[str]] = {}
    for entry in told:
        for value in dict.fromkeys(values(entry)):
            found.setdefault(value, []).append(entry.id)
    return tuple(Told(value, tuple(by)) for value, by in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def _names(entry: RecordStated) -> Iterable[str]:
    return [actor.name for actor in (*entry.record.actors, *entry.record.targets)]


def _dates(entry: RecordStated) -> Iterable[str]:
    return [cells.interval(entry.record.when)] if entry.record.when else []


TIMELINE = View(
    "timeline",
    "what happened, is planned or was threatened, in order of time",
    (cells.WHEN, cells.WHO, cells.KIND, cells.STATUS, cells.WORDS, cells.STANDING, cells.ORIGINS, cells.ID),
    lines,
)
