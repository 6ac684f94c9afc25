"""Where a list goes on: after a line, wherever that stands by now."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from detente.errors import UsageError

Item = TypeVar("Item")


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """The id of the last item handed out, and how many were before it and with it."""

    after: str
    count: int


def written(cursor: Cursor) -> str:
    """A cursor as an address has it."""
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def read(text: str) -> Cursor:
    """The cursor. Raises UsageError."""
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=Cursor)
    except (msgspec.MsgspecError, binascii.Error, UnicodeError, ValueError) as error:
        raise UsageError(f"cursor: {text[:40]!r} is none of this desk; begin again without one") from error
    if found.count < 1:
        raise UsageError(f"cursor: {text[:40]!r} is none of this desk; begin again without one")
    return found


def stretch(
    items: Sequence[Item], text: str | None, limit: int, named: Callable[[Item], str]
) -> tuple[Sequence[Item], str | None]:
    """The next `limit` items and the cursor of those after them, None at the end.

    A list that has grown goes on behind the same item. Raises UsageError where that is gone.
    """
    start = begin(items, read(text), named) if text else 0
    shown = items[start : start + limit]
    ends = start + len(shown)
    return shown, (written(Cursor(named(shown[-1]), ends)) if shown and ends < len(items) else None)


def begin(items: Sequence[Item], cursor: Cursor, named: Callable[[Item], str]) -> int:
    """The place behind the cursor's item."""
    if cursor.count <= len(items) and named(items[cursor.count - 1]) == cursor.after:
        return cursor.count
    for place, item in enumerate(items):
        if named(item) == cursor.after:
            return place + 1
    raise UsageError(f"cursor: {cursor.after[:80]!r} is not in this list any more; begin again without a cursor")
