"""Holds the moves that the documents of a desk report against the series that it has.

for found in verify(desk):
    print(found.instrument, found.verdict, found.ground)
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from detente.desk import Desk
from detente.errors import CalendarEnds, ExtraMissing
from detente.markets.checking import Check, check
from detente.markets.names import canonical, find
from detente.markets.prices import DeskPrices
from detente.markets.sequence import behind_cues, followed, instant, sessions_after
from detente.markets.sessions import Session, clock
from detente.markets.verdicts import Finding, Verdict, signed
from detente.model import Evidence, Interval, Move, RecordStated, StateOfPlay, first_day
from detente.state.book import Book
from detente.state.claims import affirms
from detente.state.groups import of_kind
from detente.state.lines import line_id

DAY = len("2025-06-05")
Times = Mapping[str, dt.datetime]
"""When events were, by the id of a line, an entry or a record."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """A reported move, what was found of it, and the words.

    `told` and `measured` are signed and in `unit`; `day` is the session measured, `close` its close, `source` and
    `vintage` those of the series. `also` are further verdicts. `follows` is the id of the entry of the event that it
    is said to follow, `sessions` those in which that can first have moved prices.
    """

    id: str
    instrument: str
    direction: str
    when: Interval | None
    basis: str | None
    told: float | None
    unit: str | None
    verdict: Verdict
    ground: str
    also: tuple[Verdict, ...] = ()
    measured: float | None = None
    close: float | None = None
    day: dt.date | None = None
    source: str = ""
    vintage: str = ""
    follows: str = ""
    sessions: tuple[dt.date, ...] = ()
    record: str
    evidence: tuple[Evidence, ...]


def verify(
    desk: Desk, as_of: dt.date | None = None, known_at: dt.date | None = None, times: Times | None = None
) -> Iterator[Verified]:
    """Every account of a move, in the order of publication, with its verdict.

    `times` tell when events were, where the documents do not. Where the order of a session and an event cannot be told,
    the ground says why.
    """
    state = desk.state(as_of, known_at)
    prices, events = DeskPrices(desk.store.series), Events(desk, state, times or {})
    moves = [entry for group in of_kind(state.records, "move") for entry in group]
    for entry in sorted(moves, key=lambda entry: (entry.clocks.known_at or "9999", entry.document, entry.id)):
        yield verified(entry, prices, events)


def verified(entry: RecordStated, prices: DeskPrices, events: Events) -> Verified:
    """One account of a move with its verdict."""
    move = entry.record
    assert isinstance(move, Move)
    event, sessions, unknown = events.before(entry, move)
    known, beside = prices.series(move.instrument), prices.beside(move)
    found = check(move, known, sessions, beside) if affirms(move) else _foreseen(move)
    grounds = (finding.ground for finding in found.findings)
    return Verified(
        id=entry.id,
        instrument=canonical(move.instrument),
        direction=move.direction,
        when=move.when,
        basis=move.basis,
        told=found.told,
        unit=move.unit,
        verdict=found.verdict,
        ground="; ".join(filter(None, (*grounds, unknown))),
        also=tuple(finding.verdict for finding in found.findings[1:]),
        measured=found.measured,
        close=found.close,
        day=found.day,
        source=found.source,
        vintage=found.vintage,
        follows=event.id if event else "",
        sessions=tuple(session.day for session in sessions),
        record=move.id,
        evidence=Book(events.state, ()).evidence(entry),
    )


class Events:
    """What the documents tell of events: which one a move follows, and in which sessions it can have been felt."""

    def __init__(self, desk: Desk, state: StateOfPlay, times: Times) -> None:
        self._desk = desk
        self.state = state
        self._times = times

    def before(self, entry: RecordStated, move: Move) -> tuple[RecordStated | None, tuple[Session, ...], str]:
        """The event that a move of one day is said to follow, its candidate sessions, and why there are none."""
        listed, day = find(move.instrument), move.when.start if move.when else None
        if listed is None or day is None or len(day) != DAY:
            return None, (), ""
        event = self._followed(entry, first_day(day))
        if event is None:
            return None, (), ""
        try:
            return event, self.sessions(event, listed.calendar), ""
        except (CalendarEnds, ExtraMissing) as error:
            return event, (), str(error)

    def sessions(self, event: RecordStated, exchange: str) -> tuple[Session, ...]:
        """The candidate sessions of an event. Raises CalendarEnds, ExtraMissing."""
        accounts = self.state.records.get(event.key, (event,))
        known = [told.clocks.known_at for told in accounts if told.clocks.known_at]
        return sessions_after(event, self._instants(accounts), known, clock(exchange))

    def _followed(self, entry: RecordStated, day: dt.date) -> RecordStated | None:
        text, first = self._desk.document(entry.document).text, entry.record.evidence[0]
        paragraph = text[max(text.rfind("\n", 0, first.start), 0) : first.end]
        named = behind_cues(paragraph)
        return followed(named, day, self._by_document.get(entry.document, ())) if named else None

    @functools.cached_property
    def _by_document(self) -> dict[str, list[RecordStated]]:
        found: dict[str, list[RecordStated]] = {}
        for group in of_kind(self.state.records, "event"):
            for entry in group:
                found.setdefault(entry.document, []).append(entry)
        return found

    def _instants(self, accounts: Sequence[RecordStated]) -> list[dt.datetime]:
        """When the event was: as it was given, else as the accounts tell."""
        named = (self._times.get(name) for one in accounts for name in (line_id(one.key), one.id, one.record.id))
        given = [time for time in named if time is not None]
        return given or [time for account in accounts for time in self._stated(account)]

    def _stated(self, account: RecordStated) -> Iterator[dt.datetime]:
        day = account.record.when.start if account.record.when else None
        for expression in self._desk.store.reading(account.document).times:
            inside = any(span.contains(expression.span) for span in account.record.evidence)
            told = instant(expression) if inside and expression.value[:DAY] == day else None
            if told:
                yield told


def _foreseen(move: Move) -> Check:
    finding = Finding("cannot check", f"it is not told as having happened, but as {move.status}")
    return Check(findings=(finding,), told=signed(move))
