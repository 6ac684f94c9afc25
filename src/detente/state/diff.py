"""What changed between two states, in words an analyst would write, each with the lines it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

import msgspec

from detente.model import Event, Line, Measure, StateOfPlay
from detente.state import wording
from detente.state.book import Book
from detente.state.measures import CHANGES, IN_FORCE, plausible
from detente.state.views import contested, due, gaps, measures, meetings, timeline
from detente.state.views.contested import ContestedLine
from detente.state.views.due import DueLine
from detente.state.views.measures import MeasureLine
from detente.state.views.meetings import MeetingLine

Kind = TypeVar("Kind", bound=Line)
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
    found += _meetings(meetings.of(old), meetings.of(new))
    found += _acts(timeline.lines(before), timeline.lines(after))
    found += _appeared("contested", contested.of(old), contested.of(new), _contested)
    found += _appeared("gaps", gaps.of(old), gaps.of(new), wording.title)
    return tuple(found)


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
    name = wording.title(line)
    return f"{name}: {line.stage}{_figures(line, was)}{_since(line)}"


def _figures(line: MeasureLine, was: MeasureLine | None) -> str:
    """' from 145 percent to 30 percent', ' at 30 percent'; ', 115 percent' where the figure cannot be the new rate."""
    rate, old = _rate(line), _rate(was) if was else ""
    before = was.subject if was and isinstance(was.subject, Measure) else None
    if not rate or not isinstance(line.subject, Measure):
        return ""
    if rate != old and line.subject.action in CHANGES and not plausible(line.subject, before):
        return f", {rate}"
    return f" from {old} to {rate}" if old and old != rate else f" at {rate}"


def _since(line: MeasureLine) -> str:
    dates = []
    if line.effective:
        dates.append(f"{'in force since' if line.stage in IN_FORCE else 'effective'} {line.effective}")
    if line.expires:
        dates.append(f"{'ended' if line.stage == 'lapsed' else 'until'} {line.expires}")
    if line.removed:
        dates.append(f"on {line.removed}")
    return "".join(f", {date}" for date in dates)


def _due(before: Sequence[DueLine], after: Sequence[DueLine]) -> Iterator[Change]:
    """New commitments and deadlines, and those met, broken, lapsed or overdue since; mere passing of days is none."""
    for was, line in _pairs(before, after):
        if was is None:
            yield Change(view="due", change="new", text=f"{wording.title(line)}; {line.schedule}", after=line)
        elif (was.said, _phase(was)) != (line.said, _phase(line)):
            text = f"{wording.title(line)}: {line.said}, {line.schedule} (was {was.said}, {was.schedule})"
            yield Change(view="due", change="changed", text=text, before=was, after=line)
    yield from _gone("due", before, after, wording.title)


def _phase(line: DueLine) -> str:
    return line.schedule if line.schedule in ("met", "lapsed", "no date") else line.schedule.partition(" ")[0]


def _meetings(before: Sequence[MeetingLine], after: Sequence[MeetingLine]) -> Iterator[Change]:
    for was, line in _pairs(before, after):
        if was is None:
            yield Change(view="meetings", change="new", text=f"{wording.title(line)}: {line.state}", after=line)
        elif was.state != line.state:
            text = f"{wording.title(line)}: {line.state} (was {was.state})"
            yield Change(view="meetings", change="changed", text=text, before=was, after=line)
    yield from _gone("meetings", before, after, wording.title)


def _acts(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Change]:
    """Acts of one party toward another; contacts have their own view."""
    yield from _appeared("timeline", _events(before), _events(after), wording.title)


def _events(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if isinstance(line.subject, Event) and line.subject.type != "CONSULT"]


def _contested(line: ContestedLine) -> str:
    return f"contested, {line.field}: {line.ground}"
