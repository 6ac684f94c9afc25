"""Whose request it is where users log in: by the cookie of a login, or by a token of a program."""

from __future__ import annotations

from fastapi import Request

from detente.errors import DetenteError
from detente.model.access import User
from detente.web.access.accounts import Accounts
from detente.web.access.limits import Limit, Rate
from detente.web.session import Session

LOGIN = "detente_login"
READS, WRITES, STRANGERS = Rate(200, 20), Rate(30, 1), Rate(30, 1)
"""Requests of a user, those that enter something, and those of an address that is not logged in."""
DECIDES = frozenset({"analyst", "admin"})


class LoginNeeded(DetenteError):
    """Whoever asks must log in first."""


class LoggedIn:
    """Lets in users only, each as often as the limits allow."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.reads, self.writes, self.strangers = Limit(READS), Limit(WRITES), Limit(STRANGERS)

    def of(self, request: Request) -> Session:
        """The session of the request. Raises LoginNeeded and TooOften."""
        found = self.by_token(request) or self.by_cookie(request)
        if found is None:
            self.strangers.take(address(request))
            raise LoginNeeded("log in first; programs send a token: 'Authorization: Bearer detente_...'")
        (self.reads if request.method in ("GET", "HEAD") else self.writes).take(str(found.user))
        return found

    def by_token(self, request: Request) -> Session | None:
        """The session of a program."""
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        user = self.accounts.bearer(secret.strip()) if scheme.lower() == "bearer" else None
        return session(user, "", bearer=True) if user else None

    def by_cookie(self, request: Request) -> Session | None:
        """The session of a browser."""
        secret = request.cookies.get(LOGIN)
        found = self.accounts.logged_in(secret) if secret else None
        return session(found[0], found[1].form_token) if found else None


def session(user: User, token: str, *, bearer: bool = False) -> Session:
    """What a user may do."""
    name = user.name if user.role in DECIDES else None
    return Session(name=name, token=token, user=user.name, role=user.role, bearer=bearer)


def address(request: Request) -> str:
    """Where a request comes from. A proxy's header counts only where the server was told to trust the proxy."""
    return request.client.host if request.client else "unknown"
