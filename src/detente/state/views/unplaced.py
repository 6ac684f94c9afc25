"""What is told without a day that the desk would stand behind, each with the reason; `timeline` has the rest."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Line, StateOfPlay
from detente.state.book import Book
from detente.state.events import Unplaced
from detente.state.happenings import unplaced
from detente.state.lines import make
from detente.state.long_views import MadeWhenAsked, at
from detente.state.views import cells
from detente.state.views.view import Column, View


class UnplacedLine(Line, frozen=True, kw_only=True):
    """Something told. `reason` is why it has no place in the timeline, in words."""

    reason: str


def lines(state: StateOfPlay) -> Sequence[UnplacedLine]:
    """By publication, then place in the text."""
    book = Book.of(state)
    found = unplaced(book)
    return MadeWhenAsked(len(found), lambda places: [_line(book, one) for one in at(found, places)])


def _line(book: Book, one: Unplaced) -> UnplacedLine:
    return make(UnplacedLine, book, one.accounts, one.key, reason=one.reason)


UNPLACED = View(
    "unplaced",
    "what is told without a day to stand behind, and why the timeline leaves it out",
    (
        cells.KNOWN,
        cells.WHO,
        cells.KIND,
        cells.STATUS,
        cells.WORDS,
        Column("reason", lambda line: line.reason if isinstance(line, UnplacedLine) else ""),
        cells.ID,
    ),
    lines,
)
