"""What changed between two states, in words an analyst would write, each with the lines it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

import msgspec

from detente.model import Actor, Event, Line, Measure, StateOfPlay, first_day
from detente.state import wording
from detente.state.book import Book
from detente.state.measures import plausible
from detente.state.steps import CHANGES, IN_FORCE, formerly
from detente.state.views import cells, contested, due, gaps, measures, meetings, timeline
from detente.state.views.contested import ContestedLine
from detente.state.views.due import DueLine
from detente.state.views.measures import MeasureLine
from detente.state.views.meetings import MeetingLine

Kind = TypeVar("Kind", bound=Line)
BACKGROUND = dt.timedelta(days=14)
"""Acts that lie further back are background to what a later text tells."""
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


def diff(before: StateOfPlay, after: StateOfPlay) -> tuple[Change, ...]:
    """What is new, changed or gone: measures, commitments, deadlines, contacts, acts, contradictions and gaps."""
    old, new = Book.of(before), Book.of(after)
    found: list[Change] = []
    found += _measures(measures.of(old), measures.of(new))
    found += _due(due.of(old), due.of(new))
    found += _meetings(meetings.of(old), meetings.of(new), old.day - BACKGROUND)
    found += _acts(timeline.lines(before), timeline.lines(after), old.day - BACKGROUND)
    found += _appeared("contested", contested.of(old), contested.of(new), _contested)
    found += _appeared("gaps", gaps.of(old), gaps.of(new), wording.title)
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


def _appeared(
    view: str, before: Sequence[Kind], after: Sequence[Kind], text: Callable[[Kind], str]
) -> Iterator[Change]:
    """Lines that were not there before, and those that are no more."""
    for was, line in _pairs(before, after):
        if was is None:
            yield Change(view=view, change="new", text=text(line), after=line)
    yield from _gone(view, before, after, text)


def _gone(view: str, before: Sequence[Kind], after: Sequence[Kind], text: Callable[[Kind], str]) -> Iterator[Change]:
    left = {line.id for line in after}
    for line in before:
        if line.id not in left:
            yield Change(view=view, change="gone", text=f"no longer on the record: {text(line)}", before=line)


def _measures(before: Sequence[MeasureLine], after: Sequence[MeasureLine]) -> Iterator[Change]:
    for was, line in _pairs(before, after):
        if was is None:
            yield Change(view="measures", change="new", text=_measure(line, None), after=line)
        elif (was.stage, _rate(was)) != (line.stage, _rate(line)):
            yield Change(view="measures", change="changed", text=_measure(line, was), before=was, after=line)
    yield from _gone("measures", before, after, lambda line: _measure(line, None))


def _rate(line: MeasureLine) -> str:
    return wording.rate(line.subject) if isinstance(line.subject, Measure) else ""


def _measure(line: MeasureLine, was: MeasureLine | None) -> str:
    """'United States tariff on China: lowered from 145 percent to 30 percent, in force since 2025-05-14'."""
    programme = line.subject.programme if isinstance(line.subject, Measure) else None
    return f"{wording.ledger_name(line.key, programme)}: {line.stage}{_figures(line, was)}{_since(line)}"


def _figures(line: MeasureLine, was: MeasureLine | None) -> str:
    """' from 145 percent to 30 percent', ' at 30 percent'; ', 115 percent' where the figure cannot be the new rate."""
    rate, old = _rate(line), _rate(was) if was else ""
    before = was.subject if was and isinstance(was.subject, Measure) else None
    if not rate or not isinstance(line.subject, Measure):
        return ""
    if rate != old and line.subject.action in CHANGES and not plausible(line.subject, before):
        return f", {rate}"
    before_it = formerly(line.subject)
    if before_it is not None and line.stage in ("lowered", "raised"):
        return f" from {before_it:g} percent to {rate}"
    return f" from {old} to {rate}" if old and old != rate else f" at {rate}"


def _since(line: MeasureLine) -> str:
    dates = ["as announced"] if line.as_announced else []
    if line.effective:
        dates.append(f"{'in force since' if line.stage in IN_FORCE else 'effective'} {line.effective}")
    if line.expires:
        dates.append(f"{'ended' if line.stage == 'lapsed' else 'until'} {line.expires}")
        dates += ["the end of the truce"] if line.truce else []
    if line.removed:
        dates.append(f"on {line.removed}")
    return "".join(f", {date}" for date in dates)


def _due(before: Sequence[DueLine], after: Sequence[DueLine]) -> Iterator[Change]:
    """New commitments and deadlines, and those met, broken, lapsed or overdue since; mere passing of days is none.

    Meetings are told of as such, and the end of a measure with the measure.
    """
    old, new = (
        [line for line in lines if not line.key.endswith(("|meeting", "|expires"))] for lines in (before, after)
    )
    for was, line in _pairs(old, new):
        if was is None:
            yield Change(view="due", change="new", text=f"{_deadline(line)}; {line.schedule}", after=line)
        elif (was.said, _phase(was)) != (line.said, _phase(line)):
            text = f"{_deadline(line)}: {line.said}, {line.schedule} (was {was.said}, {was.schedule})"
            yield Change(view="due", change="changed", text=text, before=was, after=line)
    yield from _gone("due", old, new, _deadline)


def _deadline(line: DueLine) -> str:
    if line.key.startswith("truce|") and line.due:
        return f"Truce of {wording.state_names(line.key.split('|')[1])} ends on {line.due.end}"
    return wording.title(line)


def _phase(line: DueLine) -> str:
    return line.schedule if line.schedule in ("met", "lapsed", "no date") else line.schedule.partition(" ")[0]


def _meetings(before: Sequence[MeetingLine], after: Sequence[MeetingLine], since: dt.date) -> Iterator[Change]:
    """Contacts since a day, or to come; what is said in passing of one that was held is no news."""
    for was, line in _pairs(before, after):
        text = f"{wording.title(line)}: {line.state}{_doubt(line)}"
        if was is None and (line.state != "held" or _since_day(line, since)):
            yield Change(view="meetings", change="new", text=text, after=line)
        elif was is not None and was.state != line.state:
            yield Change(view="meetings", change="changed", text=f"{text} (was {was.state})", before=was, after=line)
    yield from _gone("meetings", before, after, wording.title)


def _doubt(line: Line) -> str:
    return f", {line.standing}" if line.standing in ("contested", "denied") else ""


def _acts(before: Sequence[Line], after: Sequence[Line], since: dt.date) -> Iterator[Change]:
    """Acts of one party toward another since a day, each once; contacts have their own view."""
    yield from _appeared("timeline", _events(before, since), _events(after, since), wording.title)


def _events(lines: Sequence[Line], since: dt.date) -> list[Line]:
    """Dated acts of the states concerned; of several of one sort between the same states on a day the best told."""
    best: dict[tuple[object, ...], Line] = {}
    for line in sorted(lines, key=lambda line: (-line.origins, line.clocks.known_at or "9999", line.id)):
        event, valid = line.subject, line.clocks.valid
        if not isinstance(event, Event) or event.type == "CONSULT" or valid is None or valid.start is None:
            continue
        if _since_day(line, since):
            best.setdefault((event.type, _states(event.actors), _states(event.targets), valid.start), line)
    return [line for line in lines if any(line is kept for kept in best.values())]


def _since_day(line: Line, since: dt.date) -> bool:
    start = line.clocks.valid.start if line.clocks.valid else None
    return start is not None and first_day(start) >= since


def _states(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.country or actor.name for actor in actors)


def _contested(line: ContestedLine) -> str:
    """'Dow Jones Industrial Average up on 2025-06-05, by Metro Post; contested: the direction: ...'."""
    teller = cells.outlet(line)
    by = f", by {teller}" if teller else ""
    name = wording.title(line)
    return f"{name}{by}; contested, {line.ground}"
