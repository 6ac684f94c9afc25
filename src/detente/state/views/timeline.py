"""What was said to happen, in order of time; dates are no more precise than the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model import Line, Measure, RecordStated, StateOfPlay, first_day
from detente.state.book import Book
from detente.state.lines import make, shown_first
from detente.state.views import cells
from detente.state.views.view import View


def lines(state: StateOfPlay) -> tuple[Line, ...]:
    """All records that may be told as of the day, dated ones first, by date; then undated ones by publication."""
    book = Book.of(state)
    found = [
        make(Line, book, shown_first(book, accounts), key)
        for name, group in state.records.items()
        for key, accounts in _points(name, book.holding(group))
    ]
    return tuple(sorted(found, key=order))


def order(line: Line) -> tuple[bool, str, str, str]:
    """Sorts by first possible day, then publication; undated lines last."""
    valid = line.clocks.valid
    start = valid.start if valid else None
    return (start is None, str(first_day(start)) if start else "", line.clocks.known_at or "9999", line.id)


def _points(key: str, accounts: Sequence[RecordStated]) -> Iterator[tuple[str, list[RecordStated]]]:
    """The accounts by point in time: a measure has one for each act, anything else has one."""
    points: dict[str, list[RecordStated]] = {}
    for entry in accounts:
        points.setdefault(_point(key, entry), []).append(entry)
    yield from points.items()


def _point(key: str, entry: RecordStated) -> str:
    record = entry.record
    if not isinstance(record, Measure):
        return key
    if record.when is None or record.when.start is None:
        return f"{key}|{entry.id}"
    rate = f"{record.rate.value:g}" if record.rate else "-"
    return f"{key}|{record.action}|{record.status}|{record.when.start}|{rate}"


TIMELINE = View(
    "timeline",
    "what happened, is planned or was threatened, in order of time",
    (cells.WHEN, cells.WHO, cells.KIND, cells.STATUS, cells.WORDS, cells.STANDING, cells.ORIGINS, cells.ID),
    lines,
)
