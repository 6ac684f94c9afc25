"""What is told without a day that the desk would stand behind, each with the reason; `timeline` has the rest."""

from __future__ import annotations

from detente.model import Line, StateOfPlay
from detente.state.book import Book
from detente.state.events import unplaced
from detente.state.lines import make
from detente.state.views import cells
from detente.state.views.view import Column, View


class UnplacedLine(Line, frozen=True, kw_only=True):
    """Something told. `reason` is why it has no place in the timeline, in words."""

    reason: str


def lines(state: StateOfPlay) -> tuple[UnplacedLine, ...]:
    """By publication, then place in the text."""
    book = Book.of(state)
    found = [make(UnplacedLine, book, one.accounts, one.key, reason=one.reason) for one in unplaced(book)]
    return tuple(sorted(found, key=lambda line: (line.clocks.known_at or "9999", line.id)))


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
