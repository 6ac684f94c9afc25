"""Why a line stands: every account of it with its words, who agrees, what it superseded and what superseded it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from detente.errors import NotFound
from detente.model import (
    Evidence,
    Line,
    Measure,
    Quote,
    QuoteStated,
    Record,
    RecordStated,
    Ruling,
    StateOfPlay,
)
from detente.state import reviews
from detente.state.book import Book, Stated, subject
from detente.state.grades import Grade
from detente.state.lines import make, shown_first
from detente.state.measures import life
from detente.state.track import Grader
from detente.state.views import VIEWS


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One account. `origin` is whose word it is; `copy_of` the document that its document copies; `grade` the Admiralty
    grade of what it says, given for the accounts of the line itself.
    """

    entry: str
    subject: Record | Quote
    origin: str
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    recorded_at: str
    copy_of: str | None = None
    grade: Grade | None = None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A line and what it follows from.

    `accounts` are those of the line, the one shown first; `superseded` those of the same thing that it replaces,
    `superseded_by` those that replace it, `contradicted_by` those that cannot be right together with it. `decisions`
    are what analysts decided on any of its accounts.
    """

    line: Line
    accounts: tuple[Account, ...]
    superseded: tuple[Account, ...] = ()
    superseded_by: tuple[Account, ...] = ()
    contradicted_by: tuple[Account, ...] = ()
    grounds: tuple[str, ...] = ()
    decisions: tuple[Ruling, ...] = ()


def why(state: StateOfPlay, id: str) -> Explanation:  # noqa: A002 - the contract's word
    """The explanation of a line, an entry, or a record or quote ('DOCUMENT/ID' where its id alone is not unique).

    Raises NotFound where nothing of that id is in the state.
    """
    book = Book.of(state)
    entry = _entry(state, id)
    line = _line_of(book, entry) if entry else next(_lines(state, id), None)
    if line is None:
        moment = f"{state.as_of.valid}" + (f", known by {state.as_of.known}" if state.as_of.known else "")
        raise NotFound(f"no line, entry, record or quote {id!r} as of {moment}; `detente timeline` shows the ids")
    return _explain(book, line)


def explain(state: StateOfPlay, line: Line) -> Explanation:
    """The explanation of a line of a view of that state."""
    return _explain(Book.of(state), line)


def _all(state: StateOfPlay) -> Iterator[Stated]:
    for groups in (state.records, state.quotes):
        for group in groups.values():
            yield from group


def _entry(state: StateOfPlay, wanted: str) -> Stated | None:
    """The entry of that id, or the one that states the record or quote of that id."""
    if wanted.startswith("l-"):
        return None
    for entry in _all(state):
        own = subject(entry).id
        if wanted in (entry.id, f"{entry.document}/{own}") or (wanted == own and "/" in own):
            return entry
    named = [entry for entry in _all(state) if subject(entry).id == wanted]
    return named[0] if len(named) == 1 else None


def _line_of(book: Book, entry: Stated) -> Line:
    if isinstance(entry, QuoteStated):
        group: tuple[Stated, ...] = book.state.quotes[entry.key]
    else:
        group = book.state.records[entry.key]
    return make(Line, book, (entry, *(other for other in group if other.id != entry.id)))


def _lines(state: StateOfPlay, wanted: str) -> Iterator[Line]:
    """The line of that id in whichever view has it."""
    for view in VIEWS.values():
        yield from (line for line in view.lines(state) if line.id == wanted)


def _explain(book: Book, line: Line) -> Explanation:
    entries = {entry.id: entry for entry in _all(book.state)}
    own = [entries[one] for one in line.accounts if one in entries]
    disputes = [one for one in book.disputes if {one.one.id, one.other.id}.intersection(line.accounts)]
    others = {e.id: e for one in disputes for e in (one.one, one.other) if e.id not in line.accounts[:1]}
    before, after = _succession(book, own[0]) if own else ([], [])
    grader = Grader.of(book)
    return Explanation(
        line=line,
        accounts=tuple(_account(book, entry, grader.grade(entry, line.standing, line.origins)) for entry in own),
        superseded=tuple(_account(book, entry) for entry in before),
        superseded_by=tuple(_account(book, entry) for entry in after),
        contradicted_by=tuple(_account(book, entry) for entry in others.values()),
        grounds=tuple(dict.fromkeys(one.ground for one in disputes)),
        decisions=reviews.on(book.state.rulings, line.accounts),
    )


def _succession(book: Book, entry: Stated) -> tuple[list[RecordStated], list[RecordStated]]:
    """The accounts of the same thing that `entry` replaces, and those that replace it."""
    if isinstance(entry, QuoteStated):
        return [], []
    group = book.holding(book.state.records[entry.key])
    if isinstance(entry.record, Measure):
        told = life(group, book.day)
        if told is None:
            return [], []
        current = {e.id for e in told.accounts}
        if entry.id in current:
            return list(told.earlier), []
        return [], list(told.accounts) if entry.id in {e.id for e in told.earlier} else []
    best = shown_first(book, group)
    other = [e for e in best if e.record.status != entry.record.status]
    first = bool(best) and best[0].record.status == entry.record.status
    return (other, []) if first else ([], best[:1])


def _account(book: Book, entry: Stated, grade: Grade | None = None) -> Account:
    told = subject(entry)
    return Account(
        entry=entry.id,
        subject=told,
        origin=book.origin(entry),
        evidence=book.evidence(entry),
        rule=told.rule,
        confidence=told.confidence,
        recorded_at=entry.clocks.recorded_at,
        copy_of=book.state.families.get(entry.document),
        grade=grade,
    )
