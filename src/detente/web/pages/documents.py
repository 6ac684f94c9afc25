"""The documents, and one of them with the words of every line marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter

from detente.errors import NotFound
from detente.model import DocumentRef, Reading
from detente.web import marking, rows
from detente.web import page as pages
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
OUTLETS = 16


def chosen(shelf: Shelf, asked: Asked) -> Sequence[DocumentRef]:
    """The documents asked for, by publication: published by the day, of an outlet, with words in the title."""
    day, words = asked.known_at or asked.as_of, asked.wanted.words.casefold()
    last = day.isoformat() + "~"
    return [
        one
        for one in shelf.documents()
        if (one.published or "") <= last
        and (not asked.wanted.outlets or one.outlet in asked.wanted.outlets)
        and (not words or words in f"{one.title or ''} {one.id} {one.outlet or ''}".casefold())
    ]


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of documents."""
    outlets = Counter(one.outlet for one in shelf.documents() if one.outlet).most_common(OUTLETS)
    return {"outlets": outlets, **pages.listed(chosen(shelf, asked), asked)}


def build_one(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """One document. Raises NotFound."""
    found = shelf.desk.document(wanted(asked))
    reading = shelf.desk.store.reading(found.id)
    marks = tuple(marking.of_reading(reading))
    return {
        "document": found,
        "text": marking.marked(found.text, marks),
        "marks": marks,
        "kinds": Counter(mark.kind for mark in marks).most_common(),
        "title": found.title or found.id,
        "reader": reading.reader,
    }


def wanted(asked: Asked) -> str:
    """The id asked for. Raises NotFound where there is none."""
    if not asked.field("id"):
        raise NotFound("no document is named; the page Documents lists them")
    return asked.field("id")


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All documents asked for, without their texts."""
    return chosen(shelf, asked)


def rows_of_one(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """The quotes and records of one document, as it was read. Raises NotFound."""
    found: Reading = shelf.desk.store.reading(shelf.desk.document(wanted(asked)).id)
    return [*found.quotes, *found.records]


pages.add(router, Page("/documents", "Documents", "documents.html", build, all_rows, thread="files", order="latest"))
pages.add(router, Page("/document", "Document", "document.html", build_one, rows_of_one, thread="files"))
