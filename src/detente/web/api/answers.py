"""An answer with the ETag of what it rests on: the log's head and what was asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import Request, Response

from detente.web import page as pages
from detente.web.served import Thread
from detente.web.shelf import Shelf

JSON = "application/json"


def etag(request: Request, day: str) -> str:
    """The same for the same question of the same log on the same day."""
    asked = f"{pages.served(request).head()} {day} {request.url.path}?{request.url.query}"
    return f'"{hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


async def answered(request: Request, thread: Thread, made: Callable[[Shelf], Any]) -> Response:
    """The answer, or 304 where the asker has it; kept until the log grows."""
    day = pages.present(request).isoformat()
    tag = etag(request, day)
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if tag in (request.headers.get("if-none-match") or ""):
        return Response(status_code=304, headers=headers)
    key = ("api", day, request.url.path, request.url.query)
    body = await pages.served(request).page(key, thread, lambda shelf: msgspec.json.encode(made(shelf)))
    return Response(body, headers=headers, media_type=JSON)
