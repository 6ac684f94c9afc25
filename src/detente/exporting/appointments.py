"""What is due as appointments. How often one moved, and whether it was called off, follows from the log alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.desk import Desk
from detente.export.calendar import Appointment, Status
from detente.model import (
    AsOf,
    CorrectLine,
    Decided,
    DocumentWithdrawn,
    Interval,
    Line,
    Ruling,
    StateOfPlay,
    Undo,
    WithdrawDocument,
    WithdrawLine,
    day_published,
    first_day,
    last_day,
)
from detente.selection import Selection
from detente.state import VIEWS, fold
from detente.state.views import DueLine, cells

VIEW = VIEWS["due"]
OPEN = frozenset({"proposed", "threatened", "conditional", "unconfirmed"})
"""What is said of a thing that is no more than tentative."""
Phase = tuple[Interval | None, bool]
"""When a thing is due, and whether it is called off."""


def appointments(
    desk: Desk, selection: Selection, as_of: dt.date | None = None, known_at: dt.date | None = None
) -> tuple[Appointment, ...]:
    """The dated lines that are due, then, cancelled, those that an analyst took out."""
    state = desk.state(as_of, known_at)
    lines = [line for line in VIEW.of(state) if isinstance(line, DueLine)]
    past = _Past(desk, state.as_of)
    kept = [appointment(line, past, state.rulings) for line in _dated(selection.of(lines))]
    there = {line.id for line in lines}
    gone = (line for line in _withdrawn(desk, state) if line.id not in there)
    return (*kept, *(_cancelled(line, past, state.rulings) for line in _dated(selection.of(gone))))


def _dated(lines: Iterable[Line]) -> Iterator[DueLine]:
    return (line for line in lines if isinstance(line, DueLine) and line.due is not None)


def appointment(line: DueLine, past: _Past, rulings: Sequence[Ruling]) -> Appointment:
    """The day or days of a line; what is due within a stretch of time stands on its last day."""
    start, end = days(line)
    return Appointment(
        uid=line.id,
        title=title(line),
        start=start,
        end=end,
        note="\n".join(note(line)),
        kind=line.sort,
        stamp=line.clocks.recorded_at,
        sequence=past.moves(line) + len(_touching(line, rulings)),
        status=_status(line),
    )


def _cancelled(line: DueLine, past: _Past, rulings: Sequence[Ruling]) -> Appointment:
    return replace(appointment(line, past, rulings), status="CANCELLED")


def _status(line: DueLine) -> Status:
    if line.schedule == "called off":
        return "CANCELLED"
    return "TENTATIVE" if line.said in OPEN else "CONFIRMED"


@dataclass(frozen=True, slots=True)
class _Past:
    """How a line stood on the days on which texts told of it."""

    desk: Desk
    moment: AsOf

    def moves(self, line: DueLine) -> int:
        """How often its day moved or it was called off, by what was known on each day."""
        now: Phase = (line.due, line.schedule == "called off")
        if line.was is None and not now[1]:
            return 0
        phases = [*self._phases(line), now]
        return max(1, sum(a != b for a, b in pairwise(phases)))

    def _phases(self, line: DueLine) -> Iterator[Phase]:
        last = self.moment.known or self.moment.valid
        told = {day for note in line.evidence if (day := day_published(note.published)) and day <= last}
        for day in sorted(told):
            for one in VIEW.of(self.desk.state(day, day)):
                if one.id == line.id and isinstance(one, DueLine):
                    yield (one.due, one.schedule == "called off")


def _touching(line: Line, rulings: Iterable[Ruling]) -> list[str]:
    """The entries by which analysts altered the line, took it out or put it back."""
    documents = {note.document for note in line.evidence}
    found: list[str] = []
    for one in rulings:
        decision = one.decision if isinstance(one, Decided) else None
        by_line = isinstance(decision, WithdrawLine | CorrectLine) and (
            decision.line == line.id or not set(decision.entries).isdisjoint(line.accounts)
        )
        document = decision.document if isinstance(decision, WithdrawDocument) else one.document
        by_document = isinstance(decision, WithdrawDocument) or isinstance(one, DocumentWithdrawn)
        undone = isinstance(decision, Undo) and decision.entry in found
        if by_line or undone or (by_document and document in documents):
            found.append(one.id)
    return found


def _withdrawn(desk: Desk, state: StateOfPlay) -> Iterator[DueLine]:
    """What would be due had no analyst taken anything out."""
    if any(_takes_out(one) for one in state.rulings):
        kept = [entry for entry in desk.store.entries() if not isinstance(entry, Decided | DocumentWithdrawn)]
        yield from (line for line in VIEW.of(fold(kept, state.as_of)) if isinstance(line, DueLine))


def _takes_out(one: Ruling) -> bool:
    decision = one.decision if isinstance(one, Decided) else None
    return isinstance(one, DocumentWithdrawn) or isinstance(decision, WithdrawDocument | WithdrawLine)


def days(line: DueLine) -> tuple[dt.date, dt.date]:
    """A meeting stands on all its days where they are known to the day, anything else on the last."""
    due = line.due
    end = last_day((due.end or due.start or "9999") if due else "9999")
    whole = line.sort == "meeting" and due and due.start and len(due.start) == len("2025-06-05")
    return (first_day(due.start) if whole and due and due.start else end), end


def title(line: DueLine) -> str:
    """'truce ends: United States, China'."""
    who = next(column for column in VIEW.columns if column.heading == "who").value(line)
    what = next(column for column in VIEW.columns if column.heading == "what").value(line)
    return f"{what}: {who}"


def note(line: DueLine) -> Iterable[str]:
    """What was said, what is shown, and the words with where they stand and how they came."""
    yield f"{line.schedule}; said: {line.said}"
    yield f"shown: {line.shown}"
    yield f"standing: {line.standing}; independent origins: {line.origins}"
    for piece in line.evidence:
        chain = f", {' < '.join(link.name for link in piece.chain)}" if piece.chain else ""
        source = f"{piece.outlet or piece.document}, {piece.published or 'undated'}{chain}"
        yield f"“{cells.cut(piece.text)}” ({source}; document {piece.document}, {piece.start}-{piece.end})"
    yield f"detente why {line.id}"
