"""What keeps a page from running anything but this desk's own scripts, and a form from being sent by another site."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi import Request, Response

from detente.errors import DetenteError
from detente.web.session import COOKIE, Session

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
TOKEN = f"token-{secrets.token_hex(16)}"
"""Stands in pages that are kept for the token of whoever gets one."""


class Forbidden(DetenteError):
    """Somebody may not do that."""


def check(request: Request, session: Session, token: str) -> None:
    """Raises Forbidden unless the form came from a page of this desk that this session was given."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forbidden(f"the form came from {origin[:80]!r}, which is not this desk; open the desk and enter it there")
    if not secrets.compare_digest(token.encode("utf-8", "replace"), session.token.encode()):
        raise Forbidden("the page is from another session; load it anew and enter it again. Nothing was entered")


def given(response: Response, request: Request, session: Session) -> None:
    """Give a new visitor the token, as a cookie that no script can read."""
    if request.cookies.get(COOKIE) != session.token:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, session.token, httponly=True, samesite="strict", secure=secure, path="/")
