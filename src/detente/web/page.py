"""What a page is, and how it is served as HTML, JSON and CSV under one plain address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from detente.desk import today
from detente.web import rendering, rows, security
from detente.web.asked import Asked, Order, asked
from detente.web.served import Served, Thread
from detente.web.session import Current, Session
from detente.web.settings import Settings
from detente.web.shelf import Shelf

NAVIGATION = (
    ("/", "State of play"),
    ("/two-columns", "Two columns"),
    ("/timeline", "Timeline"),
    ("/quotes", "Quotes"),
    ("/issues", "Issues"),
    ("/actors", "Actors"),
    ("/sources", "Sources"),
    ("/markets", "Markets"),
    ("/documents", "Documents"),
    ("/search", "Search"),
    ("/brief", "Brief"),
)
LEDGERS = (
    ("/measures", "Measures"),
    ("/totals", "Total rates"),
    ("/rates", "Rates"),
    ("/due", "Due"),
    ("/meetings", "Contacts"),
    ("/positions", "Positions"),
    ("/contested", "Contested"),
    ("/silences", "Silences"),
    ("/gaps", "Not known"),
    ("/tone", "Tone"),
    ("/stories", "Stories"),
    ("/unplaced", "Unplaced"),
    ("/indices", "Indices"),
    ("/decisions", "Decisions"),
)


SERVED: dict[str, Page] = {}
"""Every page, by its path."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `build` gives what its template shows, `rows` all that the address asks for, as lines or other rows.

    Both run in `thread`; `order` is the one the page has by itself.
    """

    path: str
    title: str
    template: str
    build: Callable[[Shelf, Asked], dict[str, Any]]
    rows: Callable[[Shelf, Asked], Sequence[rows.Row]]
    thread: Thread = "fold"
    order: Order = ""


def served(request: Request) -> Served:
    """The desk of this app."""
    found: Served = request.app.state.served
    return found


def settings(request: Request) -> Settings:
    """How this app serves it."""
    found: Settings = request.app.state.settings
    return found


def present(request: Request) -> dt.date:
    """The present day."""
    return settings(request).today or today()


def asked_of(request: Request, order: Order = "") -> Asked:
    """What the address of a request asks for. Raises UsageError."""
    return asked(request.query_params.multi_items(), present(request), order)


def add(router: APIRouter, page: Page) -> None:
    """Serve the page at its path, and at `.json` and `.csv` of it."""

    async def html(request: Request, session: Current) -> Response:
        return await answered(request, session, page)

    async def json(request: Request, session: Current) -> Response:  # noqa: ARG001 - whoever asks must be let in
        return await streamed(request, page, rows.json_pieces, "application/json")

    async def csv(request: Request, session: Current) -> Response:  # noqa: ARG001 - as above
        return await streamed(request, page, rows.csv_pieces, "text/csv; charset=utf-8")

    SERVED[page.path] = page
    name = stem(page).removeprefix("/")
    router.add_api_route(page.path, html, methods=["GET", "HEAD"], name=name)
    router.add_api_route(f"/{name}.json", json, methods=["GET", "HEAD"], name=f"{name}.json")
    router.add_api_route(f"/{name}.csv", csv, methods=["GET", "HEAD"], name=f"{name}.csv")


def stem(page: Page) -> str:
    """What '.json' and '.csv' are put to."""
    return "/state" if page.path == "/" else page.path


async def streamed(
    request: Request, page: Page, written: Callable[[Sequence[rows.Row]], Iterator[bytes]], media: str
) -> Response:
    """The rows that an address asks for, as they are written."""
    wanted = asked_of(request, page.order)
    desk = served(request)
    coming = await desk.ask(page.thread, lambda shelf: written(all_rows(page, shelf, wanted)))
    return StreamingResponse(desk.batches(page.thread, coming), media_type=media)


def all_rows(page: Page, shelf: Shelf, wanted: Asked) -> Sequence[rows.Row]:
    """The rows that an address asks for: all, or with `limit` those of one page."""
    found = page.rows(shelf, wanted)
    if wanted.limit is None:
        return turned(found, wanted)
    return turned(found, wanted, (wanted.page - 1) * wanted.limit, wanted.page * wanted.limit)


async def answered(request: Request, session: Session, page: Page) -> Response:
    """The page, as it was made before for this log or made now."""
    wanted = asked_of(request, page.order)
    desk = served(request)
    return handed(await body(desk, page, wanted, session.decides and desk.writable), request, session)


async def body(desk: Served, page: Page, wanted: Asked, decides: bool) -> bytes:
    """The page as it was made before, or made now."""

    def made(shelf: Shelf) -> bytes:
        context = common(page, shelf, wanted, desk, decides) | page.build(shelf, wanted)
        return rendering.rendered(page.template, **context)

    return await desk.page((page.path, wanted.given, wanted.today, decides), page.thread, made)


def common(page: Page, shelf: Shelf, wanted: Asked, desk: Served, decides: bool) -> dict[str, Any]:
    """What every page shows."""
    return {
        "page": page,
        "title": page.title,
        "asked": wanted,
        "frame": shelf.frame(wanted.today),
        "dispute": desk.dispute,
        "head": shelf.desk.store.head(),
        "decides": decides,
        "token": security.TOKEN,
        "navigation": NAVIGATION,
        "ledgers": LEDGERS,
        "formats": {form: wanted.link(f"{stem(page)}.{form}") for form in ("json", "csv")},
    }


def handed(body: bytes, request: Request, session: Session, status: int = 200) -> Response:
    """A page or a piece of one for this session."""
    own = body.replace(security.TOKEN.encode(), session.token.encode())
    response = Response(own, status, media_type="text/html; charset=utf-8")
    response.headers["cache-control"] = "private, no-cache"
    security.given(response, request, session)
    return response


def listed(found: Sequence[Any], wanted: Asked, size: int = 50) -> dict[str, Any]:
    """One page of a list, from its end where the latest is to stand first, and how many there are."""
    pages = max(1, -(-len(found) // size))
    number = min(wanted.page, pages)
    start = (number - 1) * size
    shown = turned(found, wanted, start, start + size)
    return {"lines": shown, "total": len(found), "number": number, "pages": pages, "start": start}


def turned(found: Sequence[Any], wanted: Asked, start: int = 0, end: int | None = None) -> Sequence[Any]:
    """A stretch of a list as it is asked for: the last line first, or the first."""
    if wanted.wanted.order != "latest":
        return found[start:end] if start or end is not None else found
    last = len(found) - start
    first = 0 if end is None else max(0, len(found) - end)
    return list(reversed(found[first:last]))
