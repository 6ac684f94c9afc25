"""What is said outright not to be known, published, decided or agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model import Line, RecordStated, StateOfPlay
from detente.state import outlines
from detente.state.book import Book
from detente.state.claims import asks, known_day
from detente.state.groups import Groups, of_kind
from detente.state.lines import line_id, make, published
from detente.state.long_views import MadeWhenAsked
from detente.state.views import cells
from detente.state.views.quotes import order
from detente.state.views.view import View


def lines(state: StateOfPlay) -> Sequence[Line]:
    """All gaps published by the day, by publication."""
    book = Book.of(state)
    if isinstance(state.records, Groups):
        found = outlines.published(state.records, book.day, "gap")
        return MadeWhenAsked(len(found), lambda places: [make(Line, book, told) for told in found.read(places)])
    return of(book)


def of(book: Book) -> tuple[Line, ...]:
    return tuple(sorted((make(Line, book, group) for group in _told(book)), key=order))


def latest(book: Book) -> Iterator[Line]:
    """The gaps by publication, the latest first; each is made when it is asked for."""
    for told in sorted(_told(book), key=lambda told: (published(told), line_id(told[0].key)), reverse=True):
        yield make(Line, book, told)


def _told(book: Book) -> Iterator[list[RecordStated]]:
    """The accounts of each gap that were published by the day."""
    for group in of_kind(book.state.records, "gap"):
        told = [entry for entry in group if known_day(entry.clocks) <= book.day and not asks(entry.record)]
        if told:
            yield told


GAPS = View(
    "gaps",
    "what is said not to be known, published, decided or agreed",
    (cells.KNOWN, cells.WHO, cells.WORDS, cells.OUTLET, cells.STANDING, cells.ID),
    lines,
)
