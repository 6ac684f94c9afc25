"""Positions: what each party says it wants on each issue, since when, and what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.model import Line, QuoteStated, RecordStated, Span, StateOfPlay, pieces
from detente.state import wording
from detente.state.book import Book
from detente.state.deadlines import text_of
from detente.state.groups import beside
from detente.state.lines import make
from detente.state.positions import NOBODY, Position, positions
from detente.state.views import cells
from detente.state.views.view import Column, View

Quoted = Mapping[str, list[QuoteStated]]


class PositionLine(Line, frozen=True, kw_only=True):
    """A stance of a party (alpha-3) on an issue toward another party ('-' where none is named).

    `stance` is 'demand', 'offer', 'refusal', 'threat', 'support' or 'red line'; `since` the day it was first told,
    `latest` the day of the statement shown, `times` how many accounts there are. `before` says which other stance on
    the issue was told last before this one was taken, with day and words. `quotes` are the entries of the quotes in
    which the statements stand.
    """

    party: str
    toward: str
    issue: str
    stance: str
    since: str
    latest: str
    times: int
    before: str = ""
    quotes: tuple[str, ...] = ()


def lines(state: StateOfPlay) -> tuple[PositionLine, ...]:
    """By party, other side and issue; of one issue the stance told last first."""
    book = Book.of(state)
    found = positions(book)
    quoted = _quoted(state, [one.entry for position in found for one in position.statements])
    return tuple(sorted((_line(book, position, quoted) for position in found), key=_order))


def _order(line: PositionLine) -> tuple[str, str, str, int, str]:
    latest = -int(line.latest.replace("-", ""))
    return (line.party, line.toward, line.issue, latest, line.id)


def _quoted(state: StateOfPlay, told: Iterable[RecordStated]) -> Quoted:
    """The quotes by document that may have words in common with these accounts."""
    found: dict[str, list[QuoteStated]] = {}
    for entry in beside(state.quotes, {entry.id: (entry.document, *_stretch(entry)) for entry in told}.values()):
        found.setdefault(entry.document, []).append(entry)
    return found


def _stretch(entry: RecordStated) -> tuple[int, int]:
    """From where to where the words of an account stand."""
    spans = entry.record.evidence
    return min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)


def _line(book: Book, position: Position, quoted: Quoted) -> PositionLine:
    one = position.latest
    told = [statement.entry for statement in position.statements]
    spoken = [quote.id for entry in told for quote in quoted.get(entry.document, ()) if _holds(quote, entry)]
    return make(
        PositionLine,
        book,
        told,
        f"position|{one.party}|{one.toward}|{one.issue}|{one.stance}",
        evidence=tuple(piece for entry in told for piece in book.evidence(entry)),
        party=one.party,
        toward=one.toward,
        issue=one.issue,
        stance=one.stance,
        since=position.since.isoformat(),
        latest=one.day.isoformat(),
        times=len(told),
        before=_before(position),
        quotes=tuple(dict.fromkeys(spoken)),
    )


def _holds(quote: QuoteStated, entry: RecordStated) -> bool:
    """Whether the quote's words and those of the statement overlap."""
    return any(_overlap(mine, theirs) for mine in pieces(quote.quote.content) for theirs in entry.record.evidence)


def _overlap(mine: Span, theirs: Span) -> bool:
    return mine.start < theirs.end and theirs.start < mine.end


def _before(position: Position) -> str:
    """'demand, 2025-05-15: “the words”'."""
    one = position.before
    return f"{one.stance}, {one.day}: “{cells.cut(text_of(one.entry.record))}”" if one else ""


def _name(code: str) -> str:
    return "" if code == NOBODY else wording.state_names(code)


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "")))


POSITIONS = View(
    "positions",
    "what each party says it wants on each issue, since when, and what it said before",
    (
        Column("party", lambda line: _name(line.party) if isinstance(line, PositionLine) else ""),
        Column("toward", lambda line: _name(line.toward) if isinstance(line, PositionLine) else ""),
        _cell("issue"),
        _cell("stance"),
        _cell("since"),
        _cell("latest"),
        cells.WORDS,
        _cell("before"),
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
