"""The timeline: each happening drawn as wide as its date is known, by when it was so or by when it was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter

from detente.model import Interval, Line, first_day, last_day
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.charts import WIDTH
from detente.web.facets import facets
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
LEAST = 4
"""Units of WIDTH that a day takes at the least, so that it can be seen."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Where a line stands between the first and the last day of its page, in units of WIDTH; `precision` in words."""

    x: float
    width: float
    precision: str


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of happenings, each with its place, and the counts beside them."""
    found = shelf.lines("timeline", asked)
    counts = shelf.once(("facets", "timeline", asked.moment, asked.wanted), lambda: facets(found))
    shown = pages.listed(found, asked)
    known = asked.wanted.by == "known"
    spans = {line.id: span(line, known=known) for line in shown["lines"]}
    return {"facets": counts, "drawn": drawn(spans), "axis": axis(spans.values()), "known": known, **shown}


def span(line: Line, *, known: bool) -> Interval | None:
    """The days that a line is drawn over."""
    return Interval(line.clocks.known_at, line.clocks.known_at) if known else line.clocks.valid


def drawn(spans: dict[str, Interval | None]) -> dict[str, Drawn]:
    """Where each line stands; those without any date are left out."""
    found = {key: (days(one), precision(one)) for key, one in spans.items() if one and (one.start or one.end)}
    ends = [day for (first, last), _ in found.values() for day in (first, last)]
    return {key: placed(first, last, min(ends), max(ends), words) for key, ((first, last), words) in found.items()}


def days(one: Interval) -> tuple[dt.date, dt.date]:
    """The first and the last day that an interval may mean; an open end is where the other one is."""
    start, end = one.start or one.end or "", one.end or one.start or ""
    return first_day(start[:10]), last_day(end[:10])


def placed(first: dt.date, last: dt.date, since: dt.date, until: dt.date, words: str) -> Drawn:
    """The place of the days between two days."""
    unit = WIDTH / ((until - since).days + 1)
    width = max(LEAST, ((last - first).days + 1) * unit)
    return Drawn(x=round(min((first - since).days * unit, WIDTH - width), 1), width=round(width, 1), precision=words)


def precision(one: Interval) -> str:
    """How precisely it is dated: 'day', 'month', 'year', 'stretch', 'open'."""
    if one.start and one.end and one.start != one.end:
        return "stretch"
    value = (one.start or one.end or "")[:10]
    return {4: "year", 7: "month"}.get(len(value), "day" if one.start and one.end else "open")


def axis(spans: Iterable[Interval | None]) -> tuple[str, str] | None:
    """The first and the last day of a page."""
    ends = [day for one in spans if one and (one.start or one.end) for day in days(one)]
    return (min(ends).isoformat(), max(ends).isoformat()) if ends else None


def all_lines(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All happenings asked for."""
    return shelf.lines("timeline", asked)


pages.add(router, Page("/timeline", "Timeline", "timeline.html", build, all_lines, order="latest"))
