"""The design report: every event and every price that a study could not take as it came, by name.

Nothing is dropped or filled in silently: what is not in the study has a note that says so and why, and so has what is
in it although a reader might want it out.
"""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.markets.windows_event import Estimation, Offsets, Stretch

KINDS: Mapping[str, str] = {
    "undated": "the event has no date to the day",
    "before-series": "the event comes before the series has enough returns",
    "after-series": "the series ends before the event, or within its window",
    "no-close": "the series has no close of the event's session",
    "calendar-ends": "the exchange's calendar does not know the session",
    "few-returns": "too few returns to estimate from",
    "moved": "the exchange was shut on that day; the next session counts",
    "time-unknown": "by the time of day, which is not known, the event may belong to either session; the first counts",
    "zone-missing": "the time has no zone and is not used",
    "clock-missing": "no session clock for this series; the time of day is not used",
    "half-day": "a session in the window closed early",
    "missing-return": "a session in the window has no return, of the instrument or the benchmark",
    "same-session": "another event falls on the same session; the session counts once",
    "overlapping": "the window shares sessions with that of another event; they count as one",
    "contaminated": "other events fall into the estimation window",
    "unsorted": "the days were not in order and have been put in order",
    "duplicate-date": "a day stands twice; its first close counts, or none where the source gives several",
    "not-positive": "a close is missing, zero or negative; no return is made of it",
    "no-session": "a close on a day when the exchange was shut; it is kept",
    "no-calendar": "days that the exchange's calendar does not cover",
    "gap": "sessions are missing between two closes; the return between them covers several",
    "split": "a close jumps by what a split would make; the return is kept, so look at the source",
}
"""Every kind of note, and what it means."""
DROPPING = frozenset({"undated", "before-series", "after-series", "no-close", "calendar-ends", "few-returns"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyEvent:
    """What happened, for a study: `day` by its own clock, `instant` where the time is known, and what it rests on.

    `entries` are the ids of the log's entries that tell of it.
    """

    id: str
    day: dt.date
    label: str = ""
    instant: dt.datetime | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line of the report: its kind (see KINDS), of which series and event, and the particulars."""

    kind: str
    instrument: str = ""
    event: str = ""
    day: str = ""
    detail: str = ""

    @property
    def dropped(self) -> bool:
        """Whether the event is not in the study."""
        return self.kind in DROPPING


@dataclass(frozen=True, slots=True)
class Placed:
    """The events of one series that have their session: `places` (in the subject's days) beside `events`."""

    events: list[StudyEvent] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def neighbours(instrument: str, placed: Placed, offsets: Offsets) -> Iterable[Note]:
    """Notes on events of one session, and on windows that overlap."""
    order = sorted(range(len(placed.places)), key=lambda at: (placed.places[at], at))
    for before, after in itertools.pairwise(order):
        apart = placed.places[after] - placed.places[before]
        if apart < len(offsets):
            first, second = placed.events[before], placed.events[after]
            kind = "overlapping" if apart else "same-session"
            words = f"with {first.id} of {first.day}" + (f", {apart} sessions before" if apart else "")
            yield Note(kind=kind, instrument=instrument, event=second.id, day=str(second.day), detail=words)


def contaminated(
    instrument: str, placed: Placed, found: Sequence[Stretch], offsets: Offsets, estimation: Estimation
) -> Iterable[Note]:
    """Notes on events whose estimation window holds windows of others."""
    places = sorted(placed.places)
    for one in found:
        end = one.first - estimation.gap
        start = end - estimation.length
        inside = bisect_left(places, end - offsets.first) - bisect_left(places, start - offsets.last)
        if inside:
            event = placed.events[one.events[0]]
            words = f"{inside} other events in {estimation.length} sessions"
            yield Note(kind="contaminated", instrument=instrument, event=event.id, day=str(event.day), detail=words)


def dropped(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes on events that are not in the study."""
    return tuple(note for note in notes if note.dropped)
