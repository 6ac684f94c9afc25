"""What one side's account of a contact mentions and the other side's, as far as the desk has it, does not."""

from __future__ import annotations

from detente.model import Line, StateOfPlay
from detente.state import silences
from detente.state.book import Book
from detente.state.lines import make
from detente.state.views import cells
from detente.state.views.view import Column, View


class SilenceLine(Line, frozen=True, kw_only=True):
    """An issue that the side `by` names in its account of the contact on `day`, in the words shown, and the side `of`
    does not in `searched`, the documents of its own account. It says no more than 'not mentioned in'.
    """

    issue: str
    day: str
    by: str
    of: str
    searched: tuple[str, ...]
    ground: str


def lines(state: StateOfPlay) -> tuple[SilenceLine, ...]:
    """One line for each contact, side and issue."""
    book = Book.of(state)
    return tuple(
        make(
            SilenceLine,
            book,
            (found.said,),
            f"silence|{found.day}|{found.by}|{found.of}|{found.issue}",
            issue=found.issue,
            day=str(found.day),
            by=found.by,
            of=found.of,
            searched=found.searched,
            ground=found.ground,
        )
        for found in silences.silences(state)
    )


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "")))


SILENCES = View(
    "silences",
    "what one side's account of a contact mentions and the other's does not",
    (_cell("day"), _cell("issue"), cells.WHO, cells.WORDS, _cell("ground"), cells.ID),
    lines,
)
