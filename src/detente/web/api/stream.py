"""Changes of the log as server-sent events, from wherever the listener left off."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import StreamingResponse

from detente.model import Entry
from detente.web import page as pages
from detente.web.served import Served
from detente.web.session import current
from detente.web.shelf import Shelf

router = APIRouter(tags=["reading"], dependencies=[Depends(current)])
EVERY, ALIVE = 1.0, 15.0
"""Seconds between two looks at the log, and between two signs of life."""
AT_ONCE = 200
Number = Annotated[int | None, Query(ge=0, lt=2**53, description="The place in the log after which to begin.")]


@router.get(
    "/events", summary="Entries of the log as they come, as server-sent events", response_class=StreamingResponse
)
async def events(
    request: Request,
    after: Number = None,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
    once: Annotated[bool, Query(description="End at the head of the log.")] = False,
) -> StreamingResponse:
    """Each event's id is its place in the log, so that a listener that comes back misses nothing; without `after` it
    begins at the head.
    """
    desk = pages.served(request)
    start = int(last_event_id) if last_event_id and last_event_id.isascii() and last_event_id.isdecimal() else after
    stream = told(request, desk, desk.head() if start is None else start, once)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-store"})


async def told(request: Request, desk: Served, place: int, once: bool) -> AsyncIterator[bytes]:
    """The events, and a comment now and then where there are none."""
    quiet = 0.0
    yield b"retry: 3000\n\n"
    while not await request.is_disconnected():
        found = await desk.ask("files", functools.partial(after, place=place)) if desk.head() > place else []
        for number, entry in found:
            place = number
            yield event(number, entry)
        if once and not found:
            return
        quiet = 0.0 if found else quiet + EVERY
        if quiet >= ALIVE:
            quiet = 0.0
            yield b": still here\n\n"
        if not found:
            await asyncio.sleep(EVERY)


def after(shelf: Shelf, place: int) -> list[tuple[int, Entry]]:
    """The next entries."""
    found = []
    for one in shelf.desk.store.numbered(place):
        found.append(one)
        if len(found) == AT_ONCE:
            break
    return found


def event(number: int, entry: Entry) -> bytes:
    """An entry as an event named by its kind."""
    kind = str(msgspec.to_builtins(entry)["entry"])
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (number, kind.encode(), msgspec.json.encode(entry))
