"""Which session of a series an event belongs to, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import CalendarEnds
from detente.markets.design import Note, Placed, StudyEvent
from detente.markets.returns import Subject
from detente.markets.series import as_date
from detente.markets.sessions import SessionClock
from detente.markets.variance import Mask
from detente.markets.windows_event import Estimation, Offsets

FURTHEST = 7
"""Days after an event within which the next close must come, where no calendar says better."""
SATURDAY = 5


def placed(
    subject: Subject,
    events: Iterable[StudyEvent],
    offsets: Offsets,
    estimation: Estimation,
    clock: SessionClock | None = None,
) -> tuple[Placed, list[Note]]:
    """The events that have a session with a whole window in the series; the rest is in the notes."""
    found, notes = Placed(), list[Note]()
    room = Room(subject, sound(subject), offsets, estimation)
    for event in events:
        place, said = _place(subject, event, clock)
        if place is not None:
            beyond = _beyond(room, event, place)
            said = [*said, *beyond]
            place = None if any(note.dropped for note in beyond) else place
        notes += said
        if place is not None:
            found.events.append(event)
            found.places.append(place)
    return found, notes


def _place(subject: Subject, event: StudyEvent, clock: SessionClock | None) -> tuple[int | None, list[Note]]:
    """The place of an event's session in the subject's days, and what there is to say of it."""
    try:
        sessions, notes = _sessions(subject, event, clock)
    except CalendarEnds as error:
        return None, [_note(subject, event, "calendar-ends", str(error))]
    if not len(subject.days) or sessions[0] > as_date(subject.days[-1]):
        return None, [*notes, _note(subject, event, "after-series", _ends(subject))]
    if sessions[0] < as_date(subject.days[0]):
        return None, [*notes, _note(subject, event, "before-series", f"the series begins {subject.days[0]}")]
    place = int(np.searchsorted(subject.days, np.datetime64(sessions[0], "D")))
    there = as_date(subject.days[place])
    if clock is not None and there != sessions[0]:
        return None, [*notes, _note(subject, event, "no-close", f"session {sessions[0]}")]
    if (there - event.day).days > FURTHEST and event.instant is None:
        return None, [*notes, _note(subject, event, "no-close", f"the next close is of {there}")]
    if there > event.day and event.instant is None:
        kind = "weekend" if event.day.weekday() >= SATURDAY else "no session"
        notes = [*notes, _note(subject, event, "moved", f"{kind}; to {there}")]
    return place, notes


def _sessions(subject: Subject, event: StudyEvent, clock: SessionClock | None) -> tuple[Sequence[dt.date], list[Note]]:
    """The candidate sessions of an event (at least one day), the first of which counts. Raises CalendarEnds."""
    instant = event.instant
    if instant is not None and instant.tzinfo is None:
        days, notes = _sessions(subject, _timeless(event), clock)
        return days, [_note(subject, event, "zone-missing", instant.isoformat()), *notes]
    if clock is None:
        said = [_note(subject, event, "clock-missing", instant.isoformat())] if instant else []
        return [event.day], said
    if instant is not None:
        return [clock.at(instant).day], []
    days = [session.day for session in clock.on(event.day)]
    either = f"{days[0]} or {days[-1]}"
    return days, [_note(subject, event, "time-unknown", either)] if len(days) > 1 else []


def _timeless(event: StudyEvent) -> StudyEvent:
    return StudyEvent(id=event.id, day=event.day, label=event.label, entries=event.entries)


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """What there is of a subject (`known` (n,) are its whole days), and what is wanted of it."""

    subject: Subject
    known: Mask
    offsets: Offsets
    estimation: Estimation


def _beyond(room: Room, event: StudyEvent, place: int) -> list[Note]:
    """Why a window or its estimation does not fit into the series, and which of its sessions have no return."""
    subject, known, offsets, estimation = room.subject, room.known, room.offsets, room.estimation
    first, last = place + offsets.first, place + offsets.last
    if last >= len(subject.days):
        return [_note(subject, event, "after-series", f"{_ends(subject)}, window {offsets}")]
    end = max(first - estimation.gap, 0)
    returns = int(known[max(end - estimation.length, 0) : end].sum())
    if first < 0 or returns < estimation.least:
        kind = "before-series" if first - estimation.gap - estimation.length < 0 else "few-returns"
        return [_note(subject, event, kind, f"{returns} returns before the window, {estimation.least} needed")]
    if known[first : last + 1].all():
        return []
    holes = [str(subject.days[at]) for at in range(first, last + 1) if not known[at]]
    if len(holes) == len(offsets):
        return [_note(subject, event, "no-close", f"no return on {', '.join(holes)}")]
    return [_note(subject, event, "missing-return", ", ".join(holes))]


def sound(subject: Subject) -> Mask:
    """Where the return and all factors are known (n,)."""
    return ~(np.isnan(subject.returns) | np.isnan(subject.factors).any(axis=1))


def half_days(subject: Subject, placed: Placed, offsets: Offsets, clock: SessionClock | None) -> Iterable[Note]:
    """Notes on sessions in the windows that closed early."""
    if clock is None:
        return
    for event, place in zip(placed.events, placed.places, strict=True):
        for at in range(place + offsets.first, place + offsets.last + 1):
            session = _session(clock, as_date(subject.days[at]))
            if session:
                yield _note(subject, event, "half-day", str(subject.days[at]))


def _session(clock: SessionClock, day: dt.date) -> bool:
    """Whether the session of that day closed early, as far as the calendar goes."""
    if not clock.first <= day <= clock.last:
        return False
    session = clock.of(day)
    return session is not None and session.half


def _ends(subject: Subject) -> str:
    return f"the series ends {subject.days[-1]}" if len(subject.days) else "the series is empty"


def _note(subject: Subject, event: StudyEvent, kind: str, detail: str) -> Note:
    return Note(kind=kind, instrument=subject.instrument, event=event.id, day=str(event.day), detail=detail)
