"""Who asks: every page and every decision gets a `Session` from `app.state.sessions`.

`Loopback` is the one without a login: whoever reaches the desk is the analyst whom the settings name. Access control
puts another `Sessions` in its place.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Protocol

import msgspec
from fastapi import Depends, Request

from detente.model.access import Role

COOKIE = "detente_token"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is who acts, as it will stand in the log; None only reads. `token` is what a form must give back.

    `user` is who is logged in, None where nobody needs to; `bearer` that a program asks, with a token of its own.
    """

    name: str | None
    token: str
    user: str | None = None
    role: Role = "analyst"
    bearer: bool = False

    @property
    def decides(self) -> bool:
        """Whether this is somebody who may enter decisions."""
        return self.name is not None


class Sessions(Protocol):
    """Tells whose request it is. May raise Forbidden."""

    def of(self, request: Request) -> Session: ...


class Loopback:
    """Everybody is the one analyst, and the token is a cookie that only pages of this desk can read back."""

    def __init__(self, analyst: str | None) -> None:
        self.analyst = analyst

    def of(self, request: Request) -> Session:
        token = request.cookies.get(COOKIE, "")
        return Session(name=self.analyst, token=token if len(token) >= 32 else secrets.token_urlsafe(32))


def current(request: Request) -> Session:
    """The session of a request, the same one for as long as the request lasts."""
    held = getattr(request.state, "session", None)
    if isinstance(held, Session):
        return held
    sessions: Sessions = request.app.state.sessions
    request.state.session = found = sessions.of(request)
    return found


Current = Annotated[Session, Depends(current)]
