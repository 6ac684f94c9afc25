"""Indices: what the documents of the desk say over time as one figure, each point with its coverage and documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import APIRouter

from detente.errors import UsageError
from detente.indexing import Index, Wanted, definitions, index_desk
from detente.markets.indices_periods import PERIODS
from detente.markets.indices_points import Point
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.charts import seconds
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
FIRST = "cooperation-conflict"
"""The index that is shown where none is asked for."""
OPENED = 12
"""Documents of a point that are named on the page; the others are in its JSON."""


def wanted(shelf: Shelf, asked: Asked) -> Wanted:
    """The index asked for, from the day of the first document where no `since` is given: an act of long ago would
    stretch it. Raises UsageError for periods that there are not.
    """
    by = asked.field("view") or "month"
    if by not in PERIODS:
        raise UsageError(f"view={by}: no period is called so; give one of {', '.join(PERIODS)}")
    as_of, known_at = asked.moment
    since = asked.wanted.selection.since or shelf.frame(asked.today).first
    return Wanted(name=asked.field("name") or FIRST, by=by, since=since, as_of=as_of, known_at=known_at)


def drawn(shelf: Shelf, asked: Asked) -> Index:
    """The index, drawn once. Raises NotFound for an unknown one, UsageError where it cannot be scaled."""
    what = wanted(shelf, asked)
    return shelf.once(("index", what.name, what.by, what.since, asked.moment), lambda: index_desk(shelf.desk, what))


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """The index as a chart and a table, and the others there are."""
    what = wanted(shelf, asked)
    try:
        points, note = drawn(shelf, asked).points, ""
    except UsageError as error:
        points, note = (), str(error)
    return {
        "names": [(name, one.label) for name, one in definitions().items()],
        "name": what.name,
        "definition": definitions().get(what.name),
        "by": what.by,
        "periods": PERIODS,
        "note": note,
        "chart": chart(points, what.name) if points else "",
        "opened": OPENED,
        **pages.listed(points, asked),
    }


def chart(points: Sequence[Point], label: str) -> str:
    """The series as JSON, for the script that draws it: from the first day of a period its value holds."""
    until = dt.date.fromisoformat(points[-1].end)
    steps = [(start(point), None if point.value is None else round(point.value, 4)) for point in points]
    data = {
        "since": start(points[0]),
        "until": seconds(until),
        "series": [{"label": label, "steps": steps}],
        "unit": "",
        "free": True,
    }
    return msgspec.json.encode(data).decode()


def start(point: Point) -> int:
    return seconds(dt.date.fromisoformat(point.start))


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All points."""
    return drawn(shelf, asked).points


pages.add(router, Page("/indices", "Indices", "indices.html", build, all_rows, thread="changes", order="latest"))
