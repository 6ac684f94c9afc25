"""Who said what, word for word where it is quoted so, and through whom it came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.model import Line, Quote, QuoteStated, StateOfPlay
from detente.state import outlines
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.groups import Groups, newest
from detente.state.lines import make
from detente.state.long_views import MadeWhenAsked
from detente.state.views import cells
from detente.state.views.view import Column, View


def lines(state: StateOfPlay) -> Sequence[Line]:
    """All quotes published by the day, by publication; copies and reprints of one quote are one line."""
    book = Book.of(state)
    if isinstance(state.quotes, Groups):
        found = outlines.published(state.quotes, book.day)
        return MadeWhenAsked(len(found), lambda places: [make(Line, book, told) for told in found.read(places)])
    return tuple(sorted((make(Line, book, told) for told in _told(book)), key=order))


def latest(book: Book, count: int) -> list[Line]:
    """The quotes published last, at most `count`, those published first before the others."""
    last = sorted(
        _published(book, newest(book.state.quotes, count, book.day)),
        key=lambda told: (told[0].clocks.known_at or "", told[0].id),
    )[-count:]
    return [make(Line, book, told) for told in last]


def _told(book: Book) -> Iterator[list[QuoteStated]]:
    """The accounts of each quote that were published by the day."""
    return _published(book, book.state.quotes.values())


def _published(book: Book, groups: Iterable[tuple[QuoteStated, ...]]) -> Iterator[list[QuoteStated]]:
    for group in groups:
        told = [entry for entry in group if known_day(entry.clocks) <= book.day]
        if told:
            yield told


def order(line: Line) -> tuple[str, str, int, str]:
    """Sorts by publication, document and place."""
    first = line.evidence[0] if line.evidence else None
    return (line.clocks.known_at or "9999", first.document if first else "", first.start if first else 0, line.id)


def through(line: Line) -> str:
    """The links between the document and the speaker, and the venue."""
    subject = line.subject
    if not isinstance(subject, Quote):
        return ""
    links = [source.name for source in subject.chain[:-1]]
    return ", ".join((*links, *([subject.venue] if subject.venue else [])))


def manner(line: Line) -> str:
    return line.subject.kind


QUOTES = View(
    "quotes",
    "who said what, in which words, and through whom it came",
    (
        cells.KNOWN,
        cells.WHO,
        Column("kind", manner),
        cells.WORDS,
        Column("through", through),
        cells.OUTLET,
        cells.STANDING,
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
