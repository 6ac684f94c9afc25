"""The landing page: where do we stand, since when, says who."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from detente.model import Line, first_day
from detente.state import Change
from detente.state.steps import IN_FORCE
from detente.state.views.due import DueLine
from detente.state.views.measures import MeasureLine
from detente.state.views.rates import RateLine
from detente.state.views.totals import TotalLine
from detente.state.wording import state_names
from detente.vocabulary import table
from detente.web import page as pages
from detente.web import rendering, rows, visits
from detente.web.asked import Asked
from detente.web.charts import YEAR, Chart, between, chart
from detente.web.page import Page
from detente.web.session import Current
from detente.web.shelf import Shelf

router = APIRouter()
DUE = 7
"""Deadlines on the page."""
WEEK, MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
CHANGES = 60
"""Changes on the page; `detente diff` and /changes.json have all."""
STAGES = ("in force", "announced", "suspended", "lapsed")


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """Totals and their chart, what is in force, due, contested, not known, and last said."""
    pair = shelf.pair(asked)
    sections: dict[str, list[Line]] = {}
    for line in shelf.view("state", asked):
        sections.setdefault(line.section, []).append(line)
    return {
        "pair": pair,
        "totals": totals(shelf.view("totals", asked), pair),
        "chart": rate_chart(shelf, asked),
        "stages": stages(shelf.view("measures", asked)),
        "sections": sections,
        "due": soonest(shelf.view("due", asked)),
        "since": asked.field("since"),
        "all_years": all_years(asked),
    }


def totals(lines: Iterable[Line], pair: Sequence[str]) -> list[Line]:
    """The totals of the two states on each other."""
    names = {state_names(code) for code in pair}
    return [one for one in lines if isinstance(one, TotalLine) and {one.imposer, one.on} == names]


def rate_chart(shelf: Shelf, asked: Asked) -> Chart:
    """The tariff chart since the day asked for, else of the last year, or since shortly before its first step."""
    lines, pair = shelf.view("rates", asked), shelf.pair(asked)
    since = asked.wanted.selection.since or since_steps(lines, pair, asked.as_of)
    return chart(lines, pair, min(since, asked.as_of - WEEK), asked.as_of)


def since_steps(lines: Iterable[Line], pair: Sequence[str], until: dt.date) -> dt.date:
    """A year before, or a month before the first step where that is later."""
    steps = [first_day(one.day) for one in lines if isinstance(one, RateLine) and between(one, pair)]
    return max(until - dt.timedelta(days=YEAR), min(steps, default=dt.date.min + MONTH) - MONTH)


def all_years(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Spans of time for the chart: what they are called, and the day they begin on."""
    return tuple(
        (label, (asked.as_of - dt.timedelta(days=YEAR * years)).isoformat())
        for label, years in (("1 year", 1), ("3 years", 3), ("10 years", 10))
    )


def stages(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """How many measures are in force, announced, suspended and lapsed."""
    counts = Counter(stage(line) for line in lines if isinstance(line, MeasureLine))
    return [(name, counts[name]) for name in STAGES]


def stage(line: MeasureLine) -> str:
    """One of STAGES, else the line's own stage."""
    if line.stage == "suspended":
        return "suspended"
    return "in force" if line.stage in IN_FORCE else line.stage


def soonest(lines: Iterable[Line]) -> list[DueLine]:
    """What is still to come, the nearest first."""
    ahead = [one for one in lines if isinstance(one, DueLine) and one.days is not None and one.days >= 0]
    return sorted(ahead, key=lambda line: (line.days, line.id))[:DUE]


def all_lines(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """The overview's lines."""
    return shelf.lines("state", asked)


pages.add(router, Page("/", "State of play", "state_of_play.html", build, all_lines))


@router.get("/changes")
async def changes(request: Request, session: Current) -> Response:
    """A piece of the landing page: what changed since the last visit, or the day asked for."""
    wanted = pages.asked_of(request)
    since, why = visits.since(request, wanted)
    desk = pages.served(request)

    def made(shelf: Shelf) -> bytes:
        found = changed(shelf, wanted, since)
        groups = grouped(found[:CHANGES])
        context = {"groups": groups, "total": len(found), "shown": min(CHANGES, len(found)), "asked": wanted}
        return rendering.rendered("changes.html", since=since.isoformat(), why=why, **context)

    body = await desk.page(("/changes", wanted.given, since, why), "changes", made)
    response = pages.handed(body, request, session)
    visits.remember(request, response, wanted.today)
    return response


@router.get("/changes.json")
async def changes_json(request: Request, session: Current) -> Response:  # noqa: ARG001 - whoever asks must be let in
    """What changed since a day, as JSON."""
    wanted = pages.asked_of(request)
    since, _ = visits.since(request, wanted)
    found = await pages.served(request).ask("changes", lambda shelf: changed(shelf, wanted, since))
    return Response(b"".join(rows.json_pieces(map(change_row, found))), media_type="application/json")


def changed(shelf: Shelf, asked: Asked, since: dt.date) -> tuple[Change, ...]:
    """What changed from that day to the day looked at."""
    key = ("changes", since, asked.moment)
    return shelf.once(key, lambda: shelf.desk.diff(since, asked.as_of, asked.known_at))


def grouped(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes under the headings of their views."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(str(table("changes")["headings"][change.view]), []).append(change)
    return found


def change_row(change: Change) -> dict[str, Any]:
    """A change with the lines it rests on."""
    lines = {"before": change.before, "after": change.after}
    shown = {name: rows.row_json(line) if line else None for name, line in lines.items()}
    return {"view": change.view, "change": change.change, "text": change.text, **shown}
