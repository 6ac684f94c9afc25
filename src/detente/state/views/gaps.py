"""What is said outright not to be known, published, decided or agreed."""

from __future__ import annotations

from detente.model import Line, StateOfPlay
from detente.state.book import Book
from detente.state.claims import asks, known_day
from detente.state.groups import of_kind
from detente.state.lines import make
from detente.state.views import cells
from detente.state.views.quotes import order
from detente.state.views.view import View


def lines(state: StateOfPlay) -> tuple[Line, ...]:
    """All gaps published by the day, by publication."""
    return of(Book.of(state))


def of(book: Book) -> tuple[Line, ...]:
    told = [
        [entry for entry in group if known_day(entry.clocks) <= book.day and not asks(entry.record)]
        for group in of_kind(book.state.records, "gap")
    ]
    return tuple(sorted((make(Line, book, group) for group in told if group), key=order))


GAPS = View(
    "gaps",
    "what is said not to be known, published, decided or agreed",
    (cells.KNOWN, cells.WHO, cells.WORDS, cells.OUTLET, cells.STANDING, cells.ID),
    lines,
)
