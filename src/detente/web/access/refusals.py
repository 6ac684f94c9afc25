"""What is said to whoever must log in first, or asks too often."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from detente.web import failures
from detente.web.access.limits import TooOften
from detente.web.access.sessions import LoginNeeded


def handle(app: FastAPI) -> None:
    """Have the app answer both."""
    app.add_exception_handler(LoginNeeded, needed)
    app.add_exception_handler(TooOften, often)


async def needed(request: Request, error: Exception) -> Response:
    """A browser is led to the login and back; a program is told what to send."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/login?" + urlencode({"next": there}), 303)
    problem = {"type": "about:blank", "title": "Log in first", "status": 401, "detail": str(error)}
    headers = {"www-authenticate": "Bearer"}
    return Response(msgspec.json.encode(problem), 401, headers, media_type="application/problem+json")


async def often(request: Request, error: Exception) -> Response:
    """When to ask again."""
    assert isinstance(error, TooOften)
    response = failures.said(request, 429, "Too many requests", str(error))
    response.headers["retry-after"] = str(error.seconds)
    return response
