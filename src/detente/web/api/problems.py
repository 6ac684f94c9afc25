"""Errors of the API as problem+json (RFC 9457): type, title, status, detail with value, place and remedy."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from detente.web import failures

MEDIA = "application/problem+json"
PREFIX = "/api/"


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    """An answer that says what is wrong."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(msgspec.json.encode(body), status, media_type=MEDIA)


def handle(app: FastAPI) -> None:
    """Have the app say what FastAPI itself finds wrong in a request."""
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(400, unreadable)
    app.add_exception_handler(405, method)


async def invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001 - as FastAPI calls it
    """A parameter or a body that is none. It names the place and what is wrong there."""
    assert isinstance(error, RequestValidationError)
    found = [(".".join(map(str, one["loc"])), str(one["msg"])) for one in error.errors()]
    return problem(400, "That could not be understood", "; ".join(f"{place}: {what}" for place, what in found)[:2000])


async def unreadable(request: Request, error: Exception) -> Response:
    """A body that cannot be read, such as one that is no JSON."""
    said = str(error.detail) if isinstance(error, HTTPException) else "the request cannot be read"
    return failures.said(
        request, 400, "That could not be understood", f"{said}; send what the form or the API asks for"
    )


async def method(request: Request, error: Exception) -> Response:
    """A method that the address does not take."""
    if not request.url.path.startswith(PREFIX):
        return await failures.lost(request, error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    answer = problem(
        405, "Not that way", f"{request.method} {request.url.path[:200]} is not offered; see /api/v1/openapi.json"
    )
    answer.headers.update(headers)
    return answer
