"""Who is who on the desk; one of them, with what they said and did, and the forms to merge and to split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter

from detente.errors import NotFound
from detente.model import Line, Quote
from detente.selection import names
from detente.state import identities
from detente.state.identities import ActorOfDesk
from detente.web import page as pages
from detente.web import rows
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.shelf import Shelf

router = APIRouter()
EACH = 10
"""Lines of one view about an actor that are shown."""
ABOUT = ("quotes", "timeline", "positions", "unplaced")
"""Views that the page of an actor shows the lines of."""


def everyone(shelf: Shelf, asked: Asked) -> tuple[ActorOfDesk, ...]:
    """All actors of the desk, whoever is named most first."""
    return shelf.once(("actors", asked.moment), lambda: identities.actors(shelf.state(asked)))


def chosen(shelf: Shelf, asked: Asked) -> Sequence[ActorOfDesk]:
    """The actors asked for, by part of a name, country, kind of listing."""
    words = asked.wanted.words.casefold()
    codes = asked.wanted.selection.countries
    known = asked.field("view")
    return [
        one
        for one in everyone(shelf, asked)
        if words in one.name.casefold() and (not codes or one.country in codes) and (not known or one.known == known)
    ]


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A page of actors."""
    proposed = sum(one.known == "proposed" for one in everyone(shelf, asked))
    return {"proposed": proposed, **pages.listed(chosen(shelf, asked), asked)}


def build_one(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """One actor. Raises NotFound."""
    name = asked.field("name")
    found = next((one for one in everyone(shelf, asked) if one.name == name), None)
    if found is None:
        raise NotFound(f"nobody is called {name[:80]!r} on this desk as of {asked.as_of}; the page Actors lists who is")
    told = {view: about(shelf.view(view, asked), name) for view in ABOUT}
    documents = {piece.document: piece.outlet for lines in told.values() for line in lines for piece in line.evidence}
    return {
        "actor": found,
        "told": {view: lines[::-1][:EACH] for view, lines in told.items()},
        "counts": {view: len(lines) for view, lines in told.items()},
        "documents": list(documents.items())[:EACH],
        "title": name,
    }


def about(lines: Iterable[Line], name: str) -> list[Line]:
    """The lines in which somebody takes part, or stands in the chain of a quote."""
    return [line for line in lines if name in names(line) or cited(line, name)]


def cited(line: Line, name: str) -> bool:
    """Whether somebody stands between a document and the words."""
    chain = line.subject.chain if isinstance(line.subject, Quote) else line.subject.attribution
    return any(source.name == name for source in chain)


def all_rows(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All actors asked for."""
    return chosen(shelf, asked)


def rows_of_one(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """All lines about one actor. Raises NotFound."""
    build_one(shelf, asked)
    return [line for view in ABOUT for line in about(shelf.view(view, asked), asked.field("name"))]


pages.add(router, Page("/actors", "Actors", "actors.html", build, all_rows))
pages.add(router, Page("/actor", "Actor", "actor.html", build_one, rows_of_one, thread="changes"))
