"""Puts the guard before an app: from then on whoever asks must be a user."""

from __future__ import annotations

from fastapi import FastAPI

from detente.errors import UsageError
from detente.model.access import AccessStore
from detente.web.access import refusals
from detente.web.access.accounts import Accounts
from detente.web.access.audit import Audited
from detente.web.access.sessions import LoggedIn

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def guard(app: FastAPI, store: AccessStore) -> None:
    """Let in users only. Raises UsageError where there are none."""
    if not store.users():
        raise UsageError(
            "nobody may log in to this desk yet; make a user first: `detente users add NAME --role admin`, or serve it "
            "on 127.0.0.1 only"
        )
    accounts = Accounts(store)
    app.state.accounts, app.state.sessions = accounts, LoggedIn(accounts)
    app.add_middleware(Audited, accounts=accounts)
    refusals.handle(app)
