"""The overview works out only what it shows, and shows what the views themselves would give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, USA, document, event, gap, pledge, quote, stated, tariff

from detente.model import AsOf, Entry, Event, Line, Span, StateOfPlay
from detente.state import fold
from detente.state.book import Book
from detente.state.facts import facts
from detente.state.projection import Log, Projection
from detente.state.views import contested, due, gaps, measures, meetings, quotes

BUY = "China agreed to buy 200 more soybean cargoes."
LATER = "China postponed its pledge to buy 200 more soybean cargoes."
DAYS = ["2025-06-03", "2025-06-06", "2025-06-20", "2025-06", None]
DUES = ["2025-06-08", "2025-06-12", "2025-07", "2025-09-01/2025-09-05", "2025-09-03", "2026"]


def words(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text), text),)


SUBJECTS = [
    *(pledge(f"p{at}", due_, targets=(USA,), evidence=words(BUY)) for at, due_ in enumerate(DUES)),
    *(pledge(f"l{at}", due_, targets=(USA,), evidence=words(LATER)) for at, due_ in enumerate(DUES)),
    pledge("u", targets=(USA,), evidence=words(BUY)),
    *(tariff(f"t{at}", 30, "raise", "planned", when=when) for at, when in enumerate(["2025-06-09", "2025-08-01"])),
    tariff("t3", 30, "raise", when="2025-08-01"),
    *(event(f"m{at}", status="planned", when=when) for at, when in enumerate([None, "2025-06-07", "2025-08-01"])),
    event("m4", when="2025-06-07"),
    *(event(f"n{at}", status=status, when="2025-06-05") for at, status in enumerate(["happened", "negated"])),
    event("a", "COOPERATE", actors=(CHINA,), targets=(USA,), evidence=words("China bought 200 soybean cargoes.")),
    gap("g1"),
    gap("g2", evidence=words("No date was set.")),
    *(quote(f"q{at}", f"we spoke of {topic} at length today") for at, topic in enumerate(["tea", "fur", "tin"])),
]


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    found: list[Entry] = []
    for name in "abcd":
        subjects = draw(st.lists(st.sampled_from(SUBJECTS), max_size=6, unique_by=lambda each: each.id))
        text = draw(st.sampled_from(["", f"{name} tells of it. " * 30]))
        found += stated(document(name, draw(st.sampled_from(DAYS)), text=text), *subjects)
    return found


def projected(log: Sequence[Entry], moment: AsOf) -> StateOfPlay:
    reading = Log(lambda places: [log[place - 1] for place in places], lambda: log)
    return Projection([facts(list(enumerate(log, 1)))], reading).state(moment)


def newest_first(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.clocks.known_at or "", line.id), reverse=True)


LOOKED_AT = st.builds(AsOf, st.sampled_from([dt.date(2025, 6, 10), dt.date(2025, 7, 15), dt.date(2025, 11, 3)]))


@settings(max_examples=60, deadline=None)
@given(logs(), LOOKED_AT)
def test_what_is_due_lately_is_what_all_lines_say(log: list[Entry], moment: AsOf) -> None:
    book = Book.of(fold(log, moment))
    lately = [line for line in due.of(book) if line.days is not None and line.days >= -60 and line.sort != "meeting"]
    assert list(due.lately(book, measures.of(book))) == lately


@settings(max_examples=30, deadline=None)
@given(logs(), LOOKED_AT)
def test_meetings_ahead_and_the_latest_gaps_and_disputes_are_those_of_their_views(
    log: list[Entry], moment: AsOf
) -> None:
    book = Book.of(fold(log, moment))
    assert list(meetings.ahead(book)) == [line for line in meetings.of(book) if line.state == "ahead"]
    assert list(gaps.latest(book)) == newest_first(gaps.of(book))
    assert list(contested.latest(book)) == newest_first(contested.of(book))


@settings(max_examples=30, deadline=None)
@given(logs(), LOOKED_AT, st.integers(1, 4))
def test_the_latest_quotes_are_found_without_reading_the_others(log: list[Entry], moment: AsOf, count: int) -> None:
    assert quotes.latest(Book.of(projected(log, moment)), count) == quotes.latest(Book.of(fold(log, moment)), count)


def test_an_old_date_that_was_put_off_is_due_again() -> None:
    """The overview leaves out what was due long ago, unless an account puts it off."""
    log = [
        *stated(document("a", "2025-06-03"), SUBJECTS[0]),
        *stated(document("b", "2025-06-06"), next(one for one in SUBJECTS if one.id == "l4")),
    ]
    book = Book.of(fold(log, AsOf(dt.date(2025, 9, 1))))
    assert [(line.was, line.days) for line in due.lately(book, ())] == [("2025-06-08", 2)]
    assert not any(isinstance(line.subject, Event) for line in due.lately(book, ()))
