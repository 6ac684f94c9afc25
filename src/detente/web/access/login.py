"""The pages on which somebody logs in and out, and sees who is logged in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from detente.web import rendering, security
from detente.web.access.accounts import Accounts
from detente.web.access.limits import Limit, Rate
from detente.web.access.sessions import LOGIN, address
from detente.web.page import LEDGERS, NAVIGATION
from detente.web.session import Current

router = APIRouter()
ATTEMPTS = Limit(Rate(10, 1 / 30))
"""Attempts to log in from one address, and under one name."""
LONGEST = 1024
WRONG = "Name and password do not go together."


def accounts(request: Request) -> Accounts | None:
    """The users of this service; None where nobody needs to log in."""
    found: Accounts | None = getattr(request.app.state, "accounts", None)
    return found


@router.get("/login")
async def form(request: Request) -> Response:
    """The form; where nobody needs to log in, the way to the desk."""
    if accounts(request) is None:
        return RedirectResponse("/", 303)
    return shown(request, "login.html", next=local(request.query_params.get("next", "/")), problem="", name="")


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Log in and go where the visitor came from."""
    users = accounts(request)
    if users is None:
        return RedirectResponse("/", 303)
    same_site(request)
    sent = await request.form()
    name, password, there = (str(sent.get(field, ""))[: LONGEST + 1] for field in ("name", "password", "next"))
    ATTEMPTS.take(f"address {address(request)}")
    ATTEMPTS.take(f"name {name[:64]}")
    found = await run_in_threadpool(users.log_in, name, password)
    users.record(name[:64], address(request), "log in", "200" if found else "401")
    if found is None:
        return shown(request, "login.html", 401, next=local(there), problem=WRONG, name=name[:64])
    secret, _ = found
    response = RedirectResponse(local(there), 303)
    secure = request.url.scheme == "https"
    response.set_cookie(LOGIN, secret, httponly=True, samesite="lax", secure=secure, path="/")
    return response


@router.post("/logout")
async def log_out(request: Request, session: Current) -> Response:
    """End this login."""
    sent = await request.form()
    security.check(request, session, str(sent.get("token", "")))
    users, secret = accounts(request), request.cookies.get(LOGIN)
    if users is not None and secret:
        users.log_out(secret)
        users.record(session.user or "", address(request), "log out", "200")
    response = RedirectResponse("/login", 303)
    response.delete_cookie(LOGIN, path="/")
    return response


@router.get("/account")
async def account(request: Request, session: Current) -> Response:
    """Who is logged in, and as what."""
    response = shown(request, "account.html", session=session, needed=accounts(request) is not None)
    security.given(response, request, session)
    return response


def shown(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page of no moment."""
    body = rendering.rendered(
        template, dispute=request.app.state.served.dispute, navigation=NAVIGATION, ledgers=LEDGERS, **context
    )
    return Response(body, status, {"cache-control": "no-store"}, media_type="text/html; charset=utf-8")


def local(there: str) -> str:
    """A path on this desk, whatever was asked for."""
    parts = urlsplit(there.replace("\\", "/"))
    inside = there.startswith("/") and not there.startswith("//") and not parts.netloc and not parts.scheme
    return there if inside and there.isprintable() else "/"


def same_site(request: Request) -> None:
    """Raises Forbidden where the form came from another site."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise security.Forbidden(
            f"the form came from {origin[:80]!r}, which is not this desk; log in on the desk itself"
        )
