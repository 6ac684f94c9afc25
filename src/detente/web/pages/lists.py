"""A page for each view of the desk: its lines, fifty at a time, with facets. A new view is a page by itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from detente.errors import NotFound
from detente.model import Line
from detente.state import VIEWS, View
from detente.state.views import cells
from detente.web import page as pages
from detente.web import rendering, rows
from detente.web.asked import Asked, Order
from detente.web.facets import Facet, facets
from detente.web.page import LEDGERS, Page
from detente.web.pages.state_of_play import rate_chart, stage
from detente.web.session import Current
from detente.web.shelf import Shelf

router = APIRouter()
OWN = ("state", "timeline", "sources")
"""Views that have a page of another shape."""
EVERYWHERE = (
    cells.WHEN, cells.KNOWN, cells.WHO, cells.KIND, cells.STATUS, cells.STANDING, cells.ORIGINS, cells.WORDS,
    cells.OUTLET, cells.ID,
)  # fmt: skip
"""Columns that every line shows in its own place."""
LONG = 5000
"""Lines of a list from which on its counts come after the page, since every line must be looked at."""
LATEST = ("quotes", "gaps", "contested", "meetings", "unplaced")
"""Views of which the latest line stands first."""


def build(view: View, shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of the lines, the counts beside them, and the values of the view's own columns."""
    found = chosen(view, shelf, asked)
    counts = counted(shelf, view, asked) if len(found) <= LONG else ()
    shown = pages.listed(found, asked)
    columns = [column for column in view.columns if column not in EVERYWHERE]
    return {
        "view": view,
        "facets": counts,
        "counting": len(found) > LONG,
        "details": {line.id: [(c.heading, c.value(line)) for c in columns] for line in shown["lines"]},
        "chart": rate_chart(shelf, asked) if view.name == "rates" else None,
        **shown,
    }


def counted(shelf: Shelf, view: View, asked: Asked) -> tuple[Facet, ...]:
    """The counts beside the lines of a view."""
    key = ("facets", view.name, asked.moment, asked.wanted.whichever, asked.field("stage"))
    return shelf.once(key, lambda: facets(chosen(view, shelf, asked)))


def chosen(view: View, shelf: Shelf, asked: Asked) -> Sequence[Line]:
    """The lines asked for; of measures those at a stage, where one is given."""
    found = shelf.lines(view.name, asked)
    wanted = asked.field("stage")
    return [line for line in found if at_stage(line, wanted)] if wanted else found


def at_stage(line: Line, wanted: str) -> bool:
    """Whether a measure is at that stage of its life."""
    return wanted in (getattr(line, "stage", ""), stage(line) if hasattr(line, "stage") else "")  # type: ignore[arg-type]


def of(views: Iterable[View]) -> Iterable[Page]:
    """The pages of these views."""
    titles = {path.removeprefix("/"): title for path, title in LEDGERS}
    for view in views:
        order: Order = "latest" if view.name in LATEST else ""
        title = titles.get(view.name, view.name.capitalize())
        yield Page(
            f"/{view.name}",
            title,
            "list.html",
            functools.partial(build, view),
            functools.partial(chosen_rows, view),
            order=order,
        )


def chosen_rows(view: View, shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All lines asked for."""
    return chosen(view, shelf, asked)


for one in of(view for view in VIEWS.values() if view.name not in OWN):
    pages.add(router, one)


@router.get("/facets")
async def later(request: Request, session: Current) -> Response:
    """The counts beside a long list, for the page to put in when they are there. Raises NotFound."""
    wanted = pages.asked_of(request)
    view = VIEWS.get(wanted.field("view"))
    if view is None:
        raise NotFound("no such view; the pages link to the counts that there are")
    given = tuple(pair for pair in wanted.given if pair[0] != "view")
    listed = msgspec.structs.replace(wanted, given=given)

    def made(shelf: Shelf) -> bytes:
        counts = counted(shelf, view, listed)
        return rendering.rendered("facets.html", asked=listed, facets=counts, page={"path": f"/{view.name}"})

    body = await pages.served(request).page(("/facets", wanted.given, wanted.today), "changes", made)
    return pages.handed(body, request, session)
