"""Whether the desk has grown since a page was made."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from detente.web import page as pages
from detente.web import rendering
from detente.web.session import Current

router = APIRouter()


@router.get("/head")
async def head(request: Request, session: Current) -> Response:  # noqa: ARG001 - whoever asks must be let in
    """A piece of a page: that there is more, where there is; nothing otherwise."""
    now = pages.served(request).head()
    seen = request.query_params.get("seen", "")
    if not (seen.isascii() and seen.isdecimal()) or len(seen) > 18 or int(seen) >= now:
        return Response(status_code=204)
    body = rendering.rendered("grown.html", more=now - int(seen))
    return Response(body, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store"})
