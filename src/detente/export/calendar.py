"""An iCalendar file (RFC 5545) of days on which something is due, for any calendar program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from icalendar import Calendar, Event

PRODUCT = "-//Detente//due//EN"


Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class Appointment:
    """An all-day entry from `start` to `end`, both included. `uid` stays the same when its text changes.

    `stamp` is an ISO time: when the desk took in what it rests on. `sequence` says how often its day moved or it was
    called off; a program that has a lower one takes this instead (RFC 5546).
    """

    uid: str
    title: str
    start: dt.date
    end: dt.date
    note: str
    kind: str
    stamp: str
    sequence: int = 0
    status: Status = "CONFIRMED"


def calendar(appointments: Iterable[Appointment], name: str) -> bytes:
    """The file: one VEVENT each, which blocks no time, in the order given; lines end in CRLF and are folded."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("x-wr-calname", name)
    for appointment in appointments:
        found.add_component(_event(appointment))
    written: bytes = found.to_ical()
    return written


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{appointment.uid}@detente")
    event.add("dtstamp", dt.datetime.fromisoformat(appointment.stamp).astimezone(dt.UTC))
    event.add("dtstart", appointment.start)
    event.add("dtend", appointment.end + dt.timedelta(days=1))
    event.add("summary", appointment.title)
    event.add("description", appointment.note)
    event.add("categories", [appointment.kind])
    event.add("transp", "TRANSPARENT")
    event.add("sequence", appointment.sequence)
    event.add("status", appointment.status)
    return event
