"""What is said where something goes wrong: a page, a piece of one, or for `.json` an object, each with the remedy."""

from __future__ import annotations

import msgspec
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from detente.errors import DeskMissing, DetenteError, ExtraMissing, NotFound, SpanMismatch, StoreError, UsageError
from detente.web import rendering
from detente.web.page import LEDGERS, NAVIGATION
from detente.web.security import Forbidden

CODES: tuple[tuple[type[DetenteError], int, str], ...] = (
    (Forbidden, 403, "That is not allowed"),
    (NotFound, 404, "That is not on this desk"),
    (ExtraMissing, 501, "That is not installed"),
    (DeskMissing, 503, "The desk is gone"),
    (UsageError, 400, "That could not be understood"),
    (StoreError, 507, "The desk could not be written"),
    (SpanMismatch, 500, "The desk is damaged"),
    (DetenteError, 500, "That did not work"),
)
"""The first that fits counts."""
DEFECT = (
    "This is a defect of Detente, and nothing was entered. What went wrong stands in the output of `detente serve`."
)


def handle(app: FastAPI) -> None:
    """Have the app answer every error."""
    app.add_exception_handler(DetenteError, known)
    app.add_exception_handler(404, lost)
    app.add_exception_handler(405, lost)
    app.add_exception_handler(Exception, unforeseen)


async def known(request: Request, error: Exception) -> Response:
    """An error raised on purpose."""
    status, heading = next((code, heading) for kind, code, heading in CODES if isinstance(error, kind))
    return said(request, status, heading, str(error))


async def lost(request: Request, error: Exception) -> Response:
    """No such page."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return said(request, status, "There is no such page", "The pages of this desk are listed above.")


async def unforeseen(request: Request, error: Exception) -> Response:  # noqa: ARG001 - as handlers are
    """A defect; the server writes the traceback."""
    return said(request, 500, "Something went wrong", DEFECT)


def said(request: Request, status: int, heading: str, words: str) -> Response:
    """The error as whoever asked can read it."""
    if request.url.path.endswith((".json", ".csv")) or request.url.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": heading, "status": status, "detail": words}
        return Response(msgspec.json.encode(problem), status, media_type="application/problem+json")
    piece = request.headers.get("hx-request") == "true"
    body = rendering.rendered(
        "error_piece.html" if piece else "error.html",
        heading=heading,
        words=words,
        dispute=request.app.state.served.dispute,
        navigation=NAVIGATION,
        ledgers=LEDGERS,
    )
    return Response(body, status, media_type="text/html; charset=utf-8")
