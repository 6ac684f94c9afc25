"""The state of play on one page: what is in force, due, ahead, contested, not known, and last said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

import msgspec

from detente.model import Event, Interval, Line, Quote, StateOfPlay, first_day, last_day
from detente.state import groups
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.steps import IN_FORCE
from detente.state.views import cells, contested, due, gaps, measures, meetings, quotes, timeline
from detente.state.views.view import Column, View

RECENT = 60
"""Days after which what is planned without a date no longer counts as next."""
SHORT = 5
"""Words a quote must have to tell anything by itself."""
SPEAKERS = frozenset({"person", "government"})
EACH = 10
"""Lines of a section at the most; the view of its name has all."""


def lines(state: StateOfPlay) -> tuple[Line, ...]:
    """Sections in order: in force, next due, meetings ahead, contested, gaps, latest quotes.

    Shown is what concerns the two states that the desk tells most of; each view by itself has all.
    """
    book = Book.of(state)
    pair = parties(state)
    ledger = measures.of(book)
    pending = [line for line in due.lately(book, ledger) if _deadline(line)]
    sections: dict[str, Iterable[Line]] = {
        "in force": [line for line in _in_force(ledger) if _between(line, pair)],
        "next due": [line for line in sorted(pending, key=_soonest) if _concerns(line, pair)],
        "meetings ahead": _once(line for line in meetings.ahead(book) if _ahead(book, line) and pair <= _states(line)),
        "contested": contested.latest(book),
        "gaps": (line for line in gaps.latest(book) if _concerns(line, pair)),
        "latest quotes": _voices(line for line in quotes.latest(book, 10 * EACH) if _concerns(line, pair)),
    }
    return tuple(
        msgspec.structs.replace(line, section=name) for name, found in sections.items() for line in islice(found, EACH)
    )


def parties(state: StateOfPlay) -> frozenset[str]:
    """The two states of which most records tell together; empty where no record tells of two."""
    told = groups.parties(state.records).items()
    pairs = [(-count, codes) for states, count in told if len(codes := tuple(states.split("+"))) == 2]
    return frozenset(min(pairs)[1]) if pairs else frozenset()


def _states(line: Line) -> frozenset[str]:
    subject = line.subject
    people = [subject.speaker] if isinstance(subject, Quote) else [*subject.actors, *subject.targets]
    return frozenset(one.country for one in people if one and one.country)


def _concerns(line: Line, pair: frozenset[str]) -> bool:
    return not pair or not _states(line) or bool(pair & _states(line))


def _between(line: measures.MeasureLine, pair: frozenset[str]) -> bool:
    """Whether one of the two imposes it on the other, on all, or on goods from wherever."""
    _, imposer, on, *_ = line.key.split("|")
    return not pair or (imposer in pair and set(on.split("+")) <= pair | {"-"})


def _deadline(line: due.DueLine) -> bool:
    """Meetings have their own section."""
    return not (isinstance(line.subject, Event) and line.subject.type == "CONSULT")


def _once(lines: Iterable[meetings.MeetingLine]) -> list[meetings.MeetingLine]:
    """One line for each pair of states and date: the surest account of several."""
    best: dict[tuple[frozenset[str], str, str], meetings.MeetingLine] = {}
    for line in sorted(lines, key=lambda line: (-line.origins, -line.subject.confidence, line.id)):
        mode = (line.subject.mode or "") if isinstance(line.subject, Event) else ""
        best.setdefault((_states(line), cells.when(line), mode), line)
    return sorted(best.values(), key=timeline.order)


def _voices(lines: Iterable[Line]) -> list[Line]:
    """The latest quotes of persons and governments, two of each speaker at the most, snippets left out."""
    heard: Counter[str] = Counter()
    found = []
    for line in _latest(lines):
        speaker = line.subject.speaker if isinstance(line.subject, Quote) else None
        if speaker is None or speaker.kind not in SPEAKERS or len(cells.words(line).split()) < SHORT:
            continue
        heard[speaker.name] += 1
        if heard[speaker.name] <= 2:
            found.append(line)
    return found


def _in_force(ledger: Iterable[measures.MeasureLine]) -> list[measures.MeasureLine]:
    """Measures on the books: those with a rate first, then those that changed last."""
    lines = [line for line in ledger if line.stage in IN_FORCE]
    newest = sorted(lines, key=lambda line: (line.effective or "", line.clocks.known_at or "", line.id), reverse=True)
    return sorted(newest, key=lambda line: (not cells.rate(line), line.scope_class != "all"))


def _ahead(book: Book, line: meetings.MeetingLine) -> bool:
    """Whether the contact is planned for a day to come, or was lately said to be planned."""
    dated = _within_a_year(line.clocks.valid)
    fresh = (book.day - known_day(line.clocks)).days <= RECENT
    return dated or (fresh and line.clocks.valid is None)


def _within_a_year(valid: Interval | None) -> bool:
    if valid is None or valid.start is None or valid.end is None:
        return valid is not None and valid.start is not None
    return (last_day(valid.end) - first_day(valid.start)).days <= 366


def _soonest(line: due.DueLine) -> tuple[bool, int]:
    """What is still to come before what is past, the nearest first."""
    days = line.days or 0
    return (days < 0, abs(days))


def _latest(found: Iterable[Line]) -> list[Line]:
    """The lines by publication, the latest first."""
    return sorted(found, key=lambda line: (line.clocks.known_at or "", line.id), reverse=True)


def _who(line: Line) -> str:
    return measures.parties(line) if isinstance(line, measures.MeasureLine) else due.who(line)


def _detail(line: Line) -> str:
    """What the line's own view would say of it."""
    if isinstance(line, measures.MeasureLine):
        return measures.summary(line)
    if isinstance(line, due.DueLine):
        return f"{line.said}: {line.schedule}"
    if isinstance(line, meetings.MeetingLine):
        return line.state
    if isinstance(line, contested.ContestedLine):
        return line.ground
    return line.standing


OVERVIEW = View(
    "state",
    "the state of play on one page",
    (
        Column("section", lambda line: line.section),
        Column("who", _who),
        Column("detail", _detail),
        cells.WORDS,
        Column("when", cells.when_or_published),
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
