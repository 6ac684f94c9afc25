"""What can be read: views and their lines, a line with all it follows from, documents, actors, changes, decisions."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from detente.errors import NotFound, UsageError
from detente.model import DocumentRef, Line
from detente.state import VIEWS, diff, line_json
from detente.web import page as pages
from detente.web import rows
from detente.web.api.answers import answered
from detente.web.api.cursors import stretch
from detente.web.api.moments import DAY, LIMIT, From, Limit, Moment, Selected
from detente.web.asked import Asked, day
from detente.web.decided import told
from detente.web.pages.actors import everyone
from detente.web.session import current
from detente.web.shelf import Shelf

router = APIRouter(tags=["reading"], dependencies=[Depends(current)])
Id = Annotated[str, Path(max_length=500)]


def envelope(shelf: Shelf, asked: Asked, **more: Any) -> dict[str, Any]:
    """What every answer about a moment begins with."""
    known = asked.known_at.isoformat() if asked.known_at else None
    return {"as_of": asked.as_of.isoformat(), "known_at": known, "head": shelf.desk.store.head(), **more}


@router.get("/", summary="What this desk is and where to go on")
async def index(request: Request) -> Response:
    desk = pages.served(request)
    views = {name: view.summary for name, view in VIEWS.items()}

    def made(shelf: Shelf) -> Any:
        return {
            "dispute": desk.dispute,
            "head": shelf.desk.store.head(),
            "views": views,
            "openapi": "/api/v1/openapi.json",
        }

    return await answered(request, "fold", made)


@router.get("/views/{view}", summary="The lines of a view")
async def lines(request: Request, view: Id, asked: Selected, limit: Limit = LIMIT, cursor: From = None) -> Response:
    """Each line carries its record or quote, clocks, standing, origins and evidence (see `detente schema line`)."""
    if view not in VIEWS:
        raise NotFound(f"no view is called {view[:40]!r}; choose one of {', '.join(VIEWS)}")

    def made(shelf: Shelf) -> Any:
        found = pages.turned(shelf.lines(view, asked), asked)
        shown, more = stretch(found, cursor, limit, line_id)
        return envelope(shelf, asked, view=view, total=len(found), lines=list(map(line_json, shown)), next=more)

    return await answered(request, "fold", made)


def line_id(line: Line) -> str:
    return line.id


@router.get("/lines/{line}", summary="A line and everything it follows from")
async def line(request: Request, line: Id, asked: Moment) -> Response:
    """Every account with its words, origin, rule, confidence and grade; what it superseded and what contradicts it."""

    def made(shelf: Shelf) -> Any:
        as_of, known_at = asked.moment
        found = shelf.desk.why(line, as_of, known_at)
        built: dict[str, Any] = msgspec.to_builtins(found)
        return envelope(shelf, asked, **(built | {"line": line_json(found.line)}))

    return await answered(request, "fold", made)


@router.get("/documents", summary="The documents, by publication")
async def documents(request: Request, limit: Limit = LIMIT, cursor: From = None) -> Response:
    def made(shelf: Shelf) -> Any:
        found = shelf.documents()
        shown, more = stretch(found, cursor, limit, document_id)
        return {"head": shelf.desk.store.head(), "total": len(found), "documents": shown, "next": more}

    return await answered(request, "files", made)


def document_id(document: DocumentRef) -> str:
    return document.id


@router.get("/documents/{document:path}", summary="A document, its text and its reading")
async def document(request: Request, document: Id) -> Response:
    def made(shelf: Shelf) -> Any:
        found = shelf.desk.document(document)
        return {"document": found, "sha256": found.sha256, "reading": shelf.desk.store.reading(document)}

    return await answered(request, "files", made)


@router.get("/search", summary="Documents by their full text")
async def search(
    request: Request, q: Annotated[str, Query(min_length=1, max_length=500)], limit: Limit = 20
) -> Response:
    """Words between double quotes stand as a phrase; in `snippet` the words found stand between [ and ]."""
    if not q.strip():
        raise UsageError("q: no words to look for; write some")
    return await answered(request, "files", lambda shelf: {"hits": shelf.desk.search(q, limit)})


@router.get("/changes", summary="What changed between two days, in sentences with their lines")
async def changes(
    request: Request,
    since: Annotated[str, Query(description=f"{DAY}: from the end of it.")],
    until: Annotated[str | None, Query(description=f"{DAY}: to the end of it; today by itself.")] = None,
) -> Response:
    start, end = day("since", since), day("until", until) or pages.present(request)
    if start is None or start > end:
        raise UsageError(f"since: {since[:40]!r} is no day before {end}; give an earlier one")

    def made(shelf: Shelf) -> Any:
        old, new = (shelf.desk.state(one, one) for one in (start, end))
        return {"since": start, "until": end, "changes": [change(one) for one in diff(old, new)]}

    return await answered(request, "changes", made)


def change(found: Any) -> dict[str, Any]:
    """A change with the lines it rests on."""
    sides = {name: line_json(one) if one else None for name, one in (("before", found.before), ("after", found.after))}
    return {"view": found.view, "change": found.change, "text": found.text, **sides}


@router.get("/actors", summary="Who takes part, and whom the table does not know")
async def actors(request: Request, asked: Moment) -> Response:
    def made(shelf: Shelf) -> Any:
        return envelope(shelf, asked, actors=[rows.row_json(one) for one in everyone(shelf, asked)])

    return await answered(request, "fold", made)


@router.get("/decisions", summary="What analysts entered")
async def decisions(request: Request, asked: Moment) -> Response:
    return await answered(
        request, "fold", lambda shelf: envelope(shelf, asked, decisions=told(shelf.state(asked).rulings))
    )
