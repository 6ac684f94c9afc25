"""Who did what on a served desk: whatever enters something, and whatever was refused."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web import security
from detente.web.access.accounts import Accounts
from detente.web.access.login import accounts, shown
from detente.web.access.sessions import address
from detente.web.session import Current, Session

router = APIRouter()
SHOWN = 100
REFUSED = frozenset({403, 429})
OWN = frozenset({"/login", "/logout"})
"""Paths that put their own rows on the page."""


class Audited:
    """Puts a row on the audit page for every request that is no reading, and for every one that is refused."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self.app = app
        self.accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.note(Request(scope), int(message["status"]))
            await send(message)

        await self.app(scope, receive, noted if scope["type"] == "http" else send)

    def note(self, request: Request, status: int) -> None:
        """The row, where there is to be one."""
        reads = request.method in ("GET", "HEAD", "OPTIONS")
        if request.url.path in OWN or (reads and status not in REFUSED):
            return
        held = getattr(request.state, "session", None)
        who = held.user if isinstance(held, Session) and held.user else "nobody"
        self.accounts.record(who, address(request), f"{request.method} {request.url.path}"[:200], str(status))


@router.get("/audit")
async def audit(request: Request, session: Current) -> Response:
    """The last deeds, for admins."""
    users = accounts(request)
    if users is None or session.role != "admin":
        raise security.Forbidden("the audit page is for admins of a desk that users log in to")
    before = request.query_params.get("before", "")
    last = int(before) if before.isascii() and before.isdecimal() and len(before) < 18 else None
    deeds = users.store.deeds(SHOWN, last)
    return shown(request, "audit.html", deeds=deeds, older=deeds[-1][0] if len(deeds) == SHOWN else None)
