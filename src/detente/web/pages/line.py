"""One line with all that stands behind it: a page by itself, and as a panel over the page it was opened from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from detente.web import evidence, rendering, rows, security
from detente.web import page as pages
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.session import Current
from detente.web.shelf import Shelf

router = APIRouter()


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """The line and its evidence. Raises NotFound."""
    return {"told": "", "problem": "", "form": {}, **evidence.panel(shelf, asked)}


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """The line, then its accounts. Raises NotFound."""
    why = evidence.explained(shelf, asked)
    groups = ("accounts", "superseded", "superseded_by", "contradicted_by")
    accounts = [(name, account) for name in groups for account in getattr(why, name)]
    return [why.line, *({"group": name} | rows.row_json(account) for name, account in accounts)]


pages.add(router, Page("/line", "Evidence", "line.html", build, all_rows))


@router.get("/panel")
async def panel(request: Request, session: Current) -> Response:
    """The evidence alone, to be laid over a page."""
    wanted = pages.asked_of(request)
    desk = pages.served(request)
    decides = session.decides and desk.writable

    def made(shelf: Shelf) -> bytes:
        context = {"asked": wanted, "decides": decides, "token": security.TOKEN, "piece": True}
        return rendering.rendered("panel.html", **context, **build(shelf, wanted))

    body = await desk.page(("/panel", wanted.given, wanted.today, decides), "fold", made)
    return pages.handed(body, request, session)
