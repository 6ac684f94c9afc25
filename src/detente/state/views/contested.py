"""Account beside account where they cannot both be right, with the ground in words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model import Evidence, Line, Quote, Record, StateOfPlay
from detente.state.book import Book, subject
from detente.state.disputes import Dispute
from detente.state.lines import line_id, make, published
from detente.state.views import cells
from detente.state.views.view import Column, View


class ContestedLine(Line, frozen=True, kw_only=True):
    """An account and the one that contradicts it. `field` is what they differ in, `ground` says how.

    `against`, `against_evidence` and `against_entry` are the other account's record or quote, words and entry id.
    """

    field: str
    ground: str
    against: Record | Quote
    against_evidence: tuple[Evidence, ...]
    against_entry: str


def lines(state: StateOfPlay) -> tuple[ContestedLine, ...]:
    """One line a contradiction, by publication of the account that stands to be checked."""
    return of(Book.of(state))


def of(book: Book) -> tuple[ContestedLine, ...]:
    found = [_line(book, dispute) for dispute in book.disputes]
    return tuple(sorted(found, key=lambda line: (line.clocks.known_at or "9999", line.key)))


def latest(book: Book) -> Iterator[ContestedLine]:
    """The lines by publication, the latest first; each is made when it is asked for."""
    for one in sorted(book.disputes, key=lambda one: (published([one.one]), line_id(_key(one))), reverse=True):
        yield _line(book, one)


def _key(dispute: Dispute) -> str:
    return f"{dispute.key}|{dispute.field}|{dispute.one.id}|{dispute.other.id}"


def _line(book: Book, dispute: Dispute) -> ContestedLine:
    return make(
        ContestedLine,
        book,
        (dispute.one,),
        _key(dispute),
        field=dispute.field,
        ground=dispute.ground,
        against=subject(dispute.other),
        against_evidence=book.evidence(dispute.other),
        against_entry=dispute.other.id,
        accounts=(dispute.one.id, dispute.other.id),
    )


def _against(line: Line) -> str:
    if not isinstance(line, ContestedLine) or not line.against_evidence:
        return ""
    return cells.cut(line.against_evidence[0].text)


def _ground(line: Line) -> str:
    return line.ground if isinstance(line, ContestedLine) else ""


CONTESTED = View(
    "contested",
    "accounts that contradict each other, side by side",
    (cells.KNOWN, cells.WHO, cells.WORDS, Column("against", _against), Column("ground", _ground), cells.ID),
    lines,
)
