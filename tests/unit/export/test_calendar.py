"""The calendar file: what RFC 5545 wants of it, read back by the library and by eye."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar

from detente.export.calendar import Appointment, calendar

STAMP = "2025-06-10T12:00:00+02:00"
TRUCE = Appointment(
    uid="l-1", title="truce ends: China, United States; 90 days", start=dt.date(2025, 8, 12), end=dt.date(2025, 8, 12),
    note="said: truce\n" + "a long “note” " * 20, kind="truce", stamp=STAMP,
)  # fmt: skip


def test_what_is_written_can_be_read_back() -> None:
    [event] = Calendar.from_ical(calendar([TRUCE], "Due: us-china")).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == (TRUCE.title, TRUCE.note)
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2025, 8, 12), dt.date(2025, 8, 13))
    assert event["dtstamp"].dt == dt.datetime(2025, 6, 10, 10, tzinfo=dt.UTC)
    assert str(event["uid"]) == "l-1@detente"


def test_lines_end_in_crlf_and_are_at_most_75_octets() -> None:
    lines = calendar([TRUCE], "Due").split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_the_same_deadlines_give_the_same_bytes() -> None:
    assert calendar([TRUCE], "Due") == calendar([TRUCE], "Due")


def test_nothing_due_is_an_empty_calendar() -> None:
    assert not Calendar.from_ical(calendar([], "Due")).walk("VEVENT")
