"""Which event a move is said to follow, and in which sessions that can first have moved prices."""

from __future__ import annotations

import datetime as dt

import pytest
from small_series import clock

from detente.errors import CalendarEnds
from detente.markets.sequence import behind_cues, followed, instant, sessions_after
from detente.model import Actor, Clocks, Event, Interval, RecordStated, Span, TimeExpression

USA, CHINA = Actor("United States", "USA"), Actor("China", "CHN")
NEW_YORK = clock("America/New_York", 16)


def event(words: str, day: str | None = "2031-03-05", *, at: int = 0, status: str = "happened") -> RecordStated:
    record = Event(
        id=f"r{at}",
        type="CONSULT",
        status=status,  # type: ignore[arg-type]
        actors=(CHINA, USA),
        evidence=(Span(at, at + len(words), words),),
        when=Interval(day, day) if day else None,
    )
    clocks = Clocks(valid=record.when, known_at="2031-03-06", recorded_at="2031-03-07T00:00:00+00:00")
    return RecordStated(id=f"e{at}", document="a", clocks=clocks, key=f"event|{words}|{day}", record=record)


CUES = [
    ("Markets rose following news of the call. The Dow added 1 percent.", {"call"}),
    ("The Dow slid after Beijing answered the tariffs; oil rose.", {"beijing", "answered", "tariffs"}),
    ("Spooked by the levies, shares fell.", {"levies", "fell"}),
    ("The Dow closed 1 percent higher.", set()),
    ("In the afternoon the Dow rose.", set()),
]


@pytest.mark.parametrize(("paragraph", "named"), CUES)
def test_the_words_that_tell_what_a_move_came_after(paragraph: str, named: set[str]) -> None:
    assert behind_cues(paragraph) == named


CALL = event("The presidents held a call.")
FOLLOWED = [
    ("the event that the word names", {"call"}, [CALL, event("The talks ended.", at=40)], "e0"),
    ("the one told first, where several are of that day", {"call"}, [event("After the call", at=90), CALL], "e0"),
    ("none where two days have one", {"call"}, [CALL, event("A call", "2031-03-04", at=40)], None),
    ("none where nothing has the word", {"summit"}, [CALL], None),
    ("no event long before", {"call"}, [event("A call", "2031-02-20")], None),
    ("none after the move", {"call"}, [event("A call", "2031-03-07")], None),
    ("nothing foreseen", {"call"}, [event("A call", status="planned")], None),
    ("nothing without a day", {"call"}, [event("A call", None)], None),
    ("nothing told to the month", {"call"}, [event("A call", "2031-03")], None),
]


@pytest.mark.parametrize(("why", "named", "events", "expected"), FOLLOWED, ids=[case[0] for case in FOLLOWED])
def test_the_event_that_a_move_follows(
    why: str, named: set[str], events: list[RecordStated], expected: str | None
) -> None:
    found = followed(named, dt.date(2031, 3, 6), events)
    assert (found.id if found else None) == expected, why


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


SESSIONS = [
    ("at a known moment", [at("2031-03-05T21:00+08:00")], [], ["2031-03-05"]),
    ("at one of two moments", [at("2031-03-05T15:00-05:00"), at("2031-03-05T17:00-05:00")], [],
     ["2031-03-05", "2031-03-06"]),
    ("of a day alone, in the zones of those who took part", [], [], ["2031-03-04", "2031-03-05", "2031-03-06"]),
    ("which a report with a time of day bounds", [], ["2031-03-05T08:00-05:00"], ["2031-03-04", "2031-03-05"]),
    ("and a report without one does not", [], ["2031-03-05"], ["2031-03-04", "2031-03-05", "2031-03-06"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "times", "published", "days"), SESSIONS, ids=[case[0] for case in SESSIONS])
def test_the_candidate_sessions_of_an_event(
    why: str, times: list[dt.datetime], published: list[str], days: list[str]
) -> None:
    found = sessions_after(CALL, times, published, NEW_YORK)
    assert [session.day.isoformat() for session in found] == days, why


def test_an_event_without_a_day_has_none() -> None:
    assert sessions_after(event("A call", None), [], [], NEW_YORK) == ()


def test_an_event_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(CalendarEnds):
        sessions_after(event("A call", "2031-04-05"), [], [], NEW_YORK)


INSTANTS = [
    ("9 p.m. Beijing time", "2031-03-05T21:00", "2031-03-05T13:00:00+00:00"),
    ("9 a.m. ET", "2031-03-05T09:00", "2031-03-05T14:00:00+00:00"),
    ("9 a.m. ET", "2031-07-05T09:00", "2031-07-05T13:00:00+00:00"),
    ("0735 GMT", "2031-03-05T07:35", "2031-03-05T07:35:00+00:00"),
    ("9 p.m.", "2031-03-05T21:00", None),
    ("Thursday morning", "2031-03-05TMO", None),
]


@pytest.mark.parametrize(("words", "value", "expected"), INSTANTS)
def test_a_time_of_day_with_a_zone_is_an_instant(words: str, value: str, expected: str | None) -> None:
    found = instant(TimeExpression(0, len(words), words, "TIME", value))
    assert (found.isoformat() if found else None) == expected
