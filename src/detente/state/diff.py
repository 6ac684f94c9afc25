"""What changed between two states, in words an analyst would write, each with the lines it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import msgspec

from detente.model import Actor, Event, Line, Measure, StateOfPlay, first_day
from detente.state import phrasing, wording
from detente.state.book import Book
from detente.state.deadlines import countries
from detente.state.measures import plausible
from detente.state.views import contested, due, gaps, measures, meetings, timeline
from detente.state.views.due import DueLine
from detente.state.views.measures import MeasureLine
from detente.state.views.meetings import MeetingLine

Kind = TypeVar("Kind", bound=Line)
BACKGROUND = dt.timedelta(days=14)
"""Acts that lie further back are background to what a later text tells."""
TOGETHER = frozenset({"CONSULT", "AGREE"})
"""Event types whose parties all stand under actors."""
ChangeKind = Literal["new", "changed", "gone"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change. `text` is the desk's wording, built from fields; `before` and `after` are the lines it rests on."""

    view: str
    change: ChangeKind
    text: str
    before: Line | None = None
    after: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for line in (self.before, self.after) if line)


@dataclass(frozen=True, slots=True)
class Words(Generic[Kind]):
    """The sentences for a line that is new, and for one that is gone."""

    new: Callable[[Kind], str]
    gone: Callable[[Kind], str]


_CONTESTED: Words[contested.ContestedLine] = Words(
    lambda line: f"Now contested: {phrasing.contradiction(line)}",
    lambda line: f"No longer contested: {phrasing.contradiction(line)}",
)
_OPEN: Words[Line] = Words(
    lambda line: f"Not known: {phrasing.quoted(line)}",
    lambda line: f"No longer said not to be known: {phrasing.quoted(line)}",
)


def diff(before: StateOfPlay, after: StateOfPlay) -> tuple[Change, ...]:
    """What is new, changed or gone: measures, commitments, deadlines, contacts, acts, contradictions and gaps."""
    old, new = Book.of(before), Book.of(after)
    found: list[Change] = []
    found += _measures(measures.of(old), measures.of(new))
    found += _due(due.of(old), due.of(new))
    found += _meetings(meetings.of(old), meetings.of(new), old.day - BACKGROUND)
    found += _acts(timeline.of(old, sure=False), timeline.of(new, sure=False), old.day - BACKGROUND)
    found += _appeared("contested", contested.of(old), contested.of(new), _CONTESTED)
    found += _appeared("gaps", gaps.of(old), gaps.of(new), _OPEN)
    return tuple(_once(found))


def _once(changes: Sequence[Change]) -> Iterator[Change]:
    """Changes that read alike are one, the first."""
    told: set[tuple[str, str, str]] = set()
    for change in changes:
        text = (change.view, change.change, change.text)
        if text not in told:
            told.add(text)
            yield change


def _pairs(before: Sequence[Kind], after: Sequence[Kind]) -> Iterator[tuple[Kind | None, Kind]]:
    old = {line.id: line for line in before}
    return ((old.get(line.id), line) for line in after)


def _appeared(view: str, before: Sequence[Kind], after: Sequence[Kind], words: Words[Kind]) -> Iterator[Change]:
    """Lines that were not there before, and those that are no more."""
    for was, line in _pairs(before, after):
        if was is None:
            yield Change(view=view, change="new", text=words.new(line), after=line)
    yield from _gone(view, before, after, words.gone)


def _gone(view: str, before: Sequence[Kind], after: Sequence[Kind], text: Callable[[Kind], str]) -> Iterator[Change]:
    left = {line.id for line in after}
    for line in before:
        if line.id not in left:
            yield Change(view=view, change="gone", text=text(line), before=line)


def _measures(before: Sequence[MeasureLine], after: Sequence[MeasureLine]) -> Iterator[Change]:
    for was, line in _pairs(before, after):
        if was is None:
            yield Change(view="measures", change="new", text=_measure(line, None), after=line)
        elif (was.stage, _rate(was)) != (line.stage, _rate(line)):
            yield Change(view="measures", change="changed", text=_measure(line, was), before=was, after=line)
    yield from _gone("measures", before, after, lambda line: f"No longer on the record: {_measure(line, None)}")


def _rate(line: MeasureLine) -> str:
    return wording.rate(line.subject) if isinstance(line.subject, Measure) else ""


def _measure(line: MeasureLine, was: MeasureLine | None) -> str:
    now, old = line.subject, was.subject if was else None
    fits = isinstance(now, Measure) and plausible(now, old if isinstance(old, Measure) else None)
    return phrasing.measure(line, was, plausible=fits)


def _due(before: Sequence[DueLine], after: Sequence[DueLine]) -> Iterator[Change]:
    """New undertakings and deadlines, and those met, moved, lapsed or overdue since; mere passing of days is none.

    Meetings are told of as such, and measures and what becomes of them with the measure.
    """
    old, new = ([line for line in lines if line.sort in ("undertaking", "truce")] for lines in (before, after))
    for was, line in _pairs(old, new):
        if was is None:
            yield Change(view="due", change="new", text=phrasing.deadline(line, None), after=line)
        elif (was.said, was.due, _phase(was)) != (line.said, line.due, _phase(line)):
            yield Change(view="due", change="changed", text=phrasing.deadline(line, was), before=was, after=line)
    kept = [line for line in old if line.schedule not in ("met", "lapsed")]
    yield from _gone("due", kept, new, lambda line: f"No longer due: {phrasing.due_words(line)}.")


def _phase(line: DueLine) -> str:
    return line.schedule if line.schedule in ("met", "lapsed", "no date") else line.schedule.partition(" ")[0]


def _meetings(before: Sequence[MeetingLine], after: Sequence[MeetingLine], since: dt.date) -> Iterator[Change]:
    """Dated contacts of two states since a day, or to come; what is said in passing of one long held is no news."""
    kept = {line.id for line in _best(after)}
    for was, line in _pairs(before, [line for line in after if line.id in kept]):
        if was is None and (line.state != "held" or _since_day(line, since)):
            yield Change(view="meetings", change="new", text=phrasing.contact(line, None), after=line)
        elif was is not None and was.state != line.state:
            text = phrasing.contact(line, was)
            yield Change(view="meetings", change="changed", text=text, before=was, after=line)
    yield from _gone("meetings", _best(before), after, lambda line: f"No longer told: {phrasing.contact(line, None)}")


def _best(lines: Sequence[MeetingLine]) -> list[MeetingLine]:
    """Of several dated contacts of the same states on the same days the one told most."""
    best: dict[tuple[object, ...], MeetingLine] = {}
    for line in sorted(lines, key=lambda line: (-line.origins, line.clocks.known_at or "9999", line.id)):
        event, valid = line.subject, line.clocks.valid
        if isinstance(event, Event) and valid is not None and valid.start and _between_states(event):
            best.setdefault((_states((*event.actors, *event.targets)), valid.start, valid.end or valid.start), line)
    return [line for line in lines if any(line is kept for kept in best.values())]


def _between_states(event: Event) -> bool:
    """Whether two states take part, or an act is toward another state."""
    actors, targets = countries(event.actors), countries(event.targets)
    if event.type in TOGETHER:
        return len(actors | targets) > 1
    return bool(actors and targets - actors)


def _acts(before: Sequence[Line], after: Sequence[Line], since: dt.date) -> Iterator[Change]:
    """Acts of one party toward another since a day, each once; contacts have their own view."""
    words = Words(phrasing.act, lambda line: f"No longer told: {phrasing.act(line)}")
    yield from _appeared("timeline", _events(before, since), _events(after, since), words)


def _events(lines: Sequence[Line], since: dt.date) -> list[Line]:
    """Dated acts of the states concerned; of several of one sort between the same states on a day the best told."""
    best: dict[tuple[object, ...], Line] = {}
    for line in sorted(lines, key=lambda line: (-line.origins, line.clocks.known_at or "9999", line.id)):
        event, valid = line.subject, line.clocks.valid
        if not isinstance(event, Event) or event.type == "CONSULT" or valid is None or valid.start is None:
            continue
        if _since_day(line, since) and _between_states(event):
            best.setdefault((event.type, _states(event.actors), _states(event.targets), valid.start), line)
    return [line for line in lines if any(line is kept for kept in best.values())]


def _since_day(line: Line, since: dt.date) -> bool:
    start = line.clocks.valid.start if line.clocks.valid else None
    return start is not None and first_day(start) >= since


def _states(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.country or actor.name for actor in actors)
