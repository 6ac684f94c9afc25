"""What changed as feeds and what is due as a calendar, under plain addresses that a reader can be given."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from detente.exporting import Request as Wanted
from detente.exporting import export
from detente.web import page as pages
from detente.web.session import Current
from detente.web.shelf import Shelf

router = APIRouter()
FEEDS = {
    "/changes.atom": ("atom", "application/atom+xml; charset=utf-8"),
    "/changes.feed.json": ("jsonfeed", "application/feed+json; charset=utf-8"),
    "/due.ics": ("ics", "text/calendar; charset=utf-8"),
}
"""The format and the media type of each."""


async def feed(request: Request, session: Current) -> Response:  # noqa: ARG001 - whoever asks must be let in
    """What changed or is due, as the lines that are asked for; a feed by itself is that of the present day."""
    wanted = pages.asked_of(request)
    path = request.url.path
    form, media = FEEDS[path]
    as_of, known_at = wanted.moment
    asked = Wanted(as_of=as_of, known_at=known_at, selection=wanted.wanted.selection)

    def written(shelf: Shelf) -> bytes:
        return b"".join(export(shelf.desk, form, asked))

    body = await pages.served(request).page((path, wanted.given, wanted.today), "changes", written)
    return Response(body, media_type=media, headers={"cache-control": "private, no-cache"})


for one in FEEDS:
    router.add_api_route(one, feed, methods=["GET", "HEAD"], name=one.strip("/"))
