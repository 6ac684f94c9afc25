"""The app of one desk: pages, what they need, and what is said where something goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.store.sqlite.access import SqliteAccess, beside
from detente.web import failures
from detente.web.access import audit, login
from detente.web.access.guard import guard
from detente.web.api.mounted import mount
from detente.web.pages import (
    actors,
    brief,
    decisions,
    documents,
    feeds,
    growth,
    hand,
    indices,
    issues,
    line,
    lists,
    markets,
    search,
    sources,
    state_of_play,
    timeline,
    two_columns,
)
from detente.web.security import HEADERS
from detente.web.served import Served
from detente.web.session import Loopback
from detente.web.settings import Settings
from detente.web.warming import kept_warm

ROUTERS = tuple(
    module.router
    for module in (
        state_of_play, two_columns, timeline, lists, issues, actors, sources, markets, indices, documents, search, line,
        hand, decisions, growth, brief, feeds,
    )
)  # fmt: skip
STATIC = Path(__file__).parent / "static"


def create_app(desk_path: str | Path, settings: Settings | None = None) -> FastAPI:
    """An ASGI app that serves the desk. Raises DeskMissing, DeskInvalid, DeskTooNew.

    `app.state.sessions` says who asks, `app.state.served` is the desk.
    """
    given = settings or Settings()
    app = FastAPI(title="Detente", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.settings, app.state.served, app.state.sessions = given, Served(desk_path), Loopback(given.analyst)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(given.hosts))
    app.add_middleware(Guarded)
    failures.handle(app)
    for router in (*ROUTERS, login.router, audit.router):
        app.include_router(router, include_in_schema=False)
    mount(app)
    if given.login:
        guard(app, SqliteAccess.at(beside(Path(desk_path))))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Let go of the desk and of the users at the end."""
    making = asyncio.create_task(kept_warm(app.state.served, app.state.settings)) if app.state.settings.warm else None
    yield
    if making is not None:
        making.cancel()
    app.state.served.close()
    if hasattr(app.state, "accounts"):
        app.state.accounts.store.close()


class Guarded:
    """Puts the headers that keep an answer safe on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)
