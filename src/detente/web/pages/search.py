"""Search: documents by their full text, and lines of any view by field and by their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import APIRouter

from detente.errors import UsageError
from detente.model import Hit
from detente.state import VIEWS
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import CHOICES, Asked
from detente.web.facets import facets
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
DOCUMENTS = 20
USUAL = "quotes"
SEARCHED = ("quotes", "timeline", "measures", "due", "positions", "meetings", "gaps", "contested", "unplaced")
"""Views whose lines can be searched."""


class Piece(msgspec.Struct, frozen=True):
    """A piece of a snippet; `found` where it is a word that was looked for."""

    text: str
    found: bool


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """Documents and lines found; nothing where nothing is asked for."""
    view = view_of(asked)
    fields = {name for name, _ in asked.given} - {"as_of", "known_at", "view", "page"}
    lines = shelf.lines(view, asked) if fields else ()
    counts = shelf.once(("facets", view, asked.moment, asked.wanted), lambda: facets(lines)) if fields else ()
    return {
        "asks": bool(fields),
        "view": view,
        "views": SEARCHED,
        "choices": CHOICES,
        "hits": [(hit, snippet(hit.snippet)) for hit in hits(shelf, asked)],
        "facets": counts,
        **pages.listed(lines, asked),
    }


def view_of(asked: Asked) -> str:
    """The view whose lines are searched. Raises UsageError."""
    wanted = asked.field("view") or USUAL
    if wanted not in SEARCHED or wanted not in VIEWS:
        raise UsageError(f"view: {wanted[:80]!r} cannot be searched; choose one of {', '.join(SEARCHED)}")
    return wanted


def hits(shelf: Shelf, asked: Asked) -> Sequence[Hit]:
    """The documents that hold the words, best first."""
    words = asked.wanted.words
    if not words:
        return ()
    return shelf.once(("hits", words), lambda: tuple(shelf.desk.search(words, DOCUMENTS)))


def snippet(text: str) -> list[Piece]:
    """A snippet in pieces: the words found stand between [ and ]."""
    found = []
    for number, part in enumerate(text.split("[")):
        word, closed, rest = part.partition("]")
        if number and closed:
            found += [Piece(word, True), Piece(rest, False)]
        else:
            found.append(Piece(f"[{part}" if number else part, False))
    return [one for one in found if one.text]


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """The documents found, then the lines."""
    found = hits(shelf, asked)
    return shelf.lines(view_of(asked), asked) if not found else [*found, *shelf.lines(view_of(asked), asked)]


pages.add(router, Page("/search", "Search", "search.html", build, all_rows, thread="changes"))
