"""Outlets and the sources they cite: '6 outlets, 1 origin', how reliable by their record, and the form to grade one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter

from detente.model import Line
from detente.state.views.sources import SourceLine
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()


def chosen(shelf: Shelf, asked: Asked) -> Sequence[Line]:
    """The sources asked for, by a part of their name."""
    words = asked.wanted.words.casefold()
    role = asked.field("view")
    return [
        line
        for line in shelf.view("sources", asked)
        if isinstance(line, SourceLine)
        and words in line.name.casefold()
        and (not role or (line.role == "outlet") == (role == "outlet"))
    ]


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of sources."""
    return pages.listed(chosen(shelf, asked), asked)


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All sources asked for."""
    return chosen(shelf, asked)


pages.add(router, Page("/sources", "Sources", "sources.html", build, all_rows))
