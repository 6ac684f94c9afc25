"""Studies the events of a desk on the series that it has.

found = study_desk(desk, Request(instruments=("S&P 500",)))
for row in window_rows(found):
    print(row.window, row.test, row.p)
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from detente.desk import Desk
from detente.errors import NotFound, SeriesInvalid
from detente.markets.design import Note, StudyEvent
from detente.markets.design_series import series_notes
from detente.markets.names import canonical
from detente.markets.returns import Factors, Kind, subject
from detente.markets.sessions import clock
from detente.markets.study import Plan, Study, study
from detente.model import Line, Quote, Series, first_day
from detente.selection import Selection

DAY = len("2025-06-05")
ACTS = ("event", "measure")
DONE = ("happened", "ongoing", "ended")
"""Kinds and statuses of the records that are events of a study unless others are asked for."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is studied: `instruments` by any of their names (none: all that the desk has series of).

    Events are chosen from the timeline by `selection`, between `selection.since` and `until`, or given as `dates`.
    `kind` is the sort of return (none: what suits each series). `times` say when an event of the timeline was, by the
    id of its line or of an entry.
    """

    instruments: tuple[str, ...] = ()
    selection: Selection = Selection(kinds=ACTS, statuses=DONE)
    until: dt.date | None = None
    as_of: dt.date | None = None
    known_at: dt.date | None = None
    dates: tuple[StudyEvent, ...] | None = None
    benchmark: str | None = None
    factors: Factors | None = None
    kind: Kind | None = None
    times: Mapping[str, dt.datetime] = {}


def study_desk(desk: Desk, request: Request, plan: Plan | None = None) -> Study:
    """Study events on the desk's series, of each the latest vintage. Raises NotFound where it has none, UsageError."""
    events, notes = (request.dates, []) if request.dates is not None else events_of(desk, request)
    chosen = [series_of(desk, name) for name in request.instruments or desk.store.series.instruments()]
    if not chosen:
        raise NotFound("the desk has no series; load one with `detente markets load --instrument NAME FILE`")
    benchmark = series_of(desk, request.benchmark) if request.benchmark else None
    subjects = [subject(one, benchmark=benchmark, factors=request.factors, kind=request.kind) for one in chosen]
    clocks = {one.instrument: clock(one.calendar) for one in chosen if one.calendar}
    found = study(subjects, events, plan, clocks)
    odd = [note for one in chosen for note in series_notes(one)]
    return replace(found, notes=(*notes, *odd, *found.notes))


def series_of(desk: Desk, name: str) -> Series:
    """The latest vintage of the series of an instrument. Raises NotFound."""
    held = desk.store.series.of(canonical(name))
    if not held:
        there = ", ".join(desk.store.series.instruments()) or "none"
        raise NotFound(f"{name!r}: the desk has no series of it (it has {there}); load one with `detente markets load`")
    return held[0]


def events_of(desk: Desk, request: Request) -> tuple[tuple[StudyEvent, ...], list[Note]]:
    """The happenings of the timeline that are dated to the day; the notes name those that are not."""
    lines = desk.lines("timeline", request.selection, as_of=request.as_of, known_at=request.known_at)
    found, notes = [], []
    for line in lines:
        start = line.clocks.valid.start if line.clocks.valid else None
        if start is None or len(start) < DAY:
            notes.append(Note(kind="undated", event=line.id, day=start or "", detail=label(line)))
        elif _within(first_day(start), request):
            instant = next((request.times[name] for name in (line.id, *line.accounts) if name in request.times), None)
            event = StudyEvent(
                id=line.id, day=first_day(start), label=label(line), instant=instant, entries=line.accounts
            )
            found.append(event)
    return tuple(found), notes


def _within(day: dt.date, request: Request) -> bool:
    since = request.selection.since
    return (since is None or day >= since) and (request.until is None or day <= request.until)


def label(line: Line) -> str:
    """'CONSULT: United States, China'."""
    subject = line.subject
    if isinstance(subject, Quote):
        return "quote"
    names = dict.fromkeys(actor.name for actor in (*subject.actors, *subject.targets))
    return f"{subject.type}: {', '.join(names)}" if names else subject.type


def dates_from(path: Path) -> tuple[StudyEvent, ...]:
    """Events from a CSV: `date` (ISO, with time and zone where known) and, where there are, `id` and `label`.

    Raises NotFound, SeriesInvalid.
    """
    if not path.is_file():
        raise NotFound(f"{path}: no such file; give a CSV with a column `date`")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [
            {(name or "").strip().casefold(): (cell or "").strip() for name, cell in row.items() if name}
            for row in csv.DictReader(stream)
        ]
    if not rows or "date" not in rows[0]:
        raise SeriesInvalid(f"{path}: has no column `date`; write a heading, e.g. date,label")
    return tuple(_dated(path, number, row) for number, row in enumerate(rows, start=2))


def _dated(path: Path, number: int, row: dict[str, str]) -> StudyEvent:
    text = row["date"]
    try:
        instant = dt.datetime.fromisoformat(text) if len(text) > DAY else None
        day = instant.date() if instant else dt.date.fromisoformat(text)
    except ValueError as error:
        raise SeriesInvalid(
            f"{path}, line {number}: {text!r} is no date; write 2025-06-05, or with time and zone"
        ) from error
    return StudyEvent(
        id=row.get("id") or f"line {number}", day=day, label=row.get("label") or row.get("event", ""), instant=instant
    )
