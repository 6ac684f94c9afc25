"""What analysts entered: who, when, what and why, and the button that takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter

from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.decided import told
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of decisions, the latest first."""
    return pages.listed(entered(shelf, asked), asked)


def entered(shelf: Shelf, asked: Asked) -> list[dict[str, Any]]:
    """All decisions, the latest first."""
    return told(shelf.state(asked).rulings)[::-1]


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All decisions."""
    return entered(shelf, asked)


pages.add(router, Page("/decisions", "Decisions", "decisions.html", build, all_rows))
