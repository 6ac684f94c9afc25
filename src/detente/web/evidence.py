"""What stands behind a line: the document with its words marked, the chain by which they came, why the line stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from detente.errors import NotFound
from detente.model import Document, DocumentAdded, Line, Quote, StateOfPlay, pieces
from detente.state import Account, Explanation
from detente.state.explain import explain
from detente.web import correcting, marking
from detente.web.asked import Asked
from detente.web.decided import told
from detente.web.shelf import Shelf

WORKED_OUT = (
    "measures", "totals", "rates", "due", "meetings", "contested", "silences", "positions", "tone", "stories",
    "sources", "timeline",
)  # fmt: skip
"""Views whose lines are more than the accounts of one key, and are looked for by their own id."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link of the chain: the `role` ('outlet', 'cites', 'copied from', 'speaker'), who, and what sort."""

    role: str
    name: str
    sort: str = ""
    date: str | None = None
    document: str = ""


def explained(shelf: Shelf, asked: Asked) -> Explanation:
    """Why the line, entry, record or quote asked for stands. Raises NotFound."""
    name, view, entry = asked.field("id"), asked.field("view"), asked.field("account")
    if not name:
        raise NotFound("no line is named; every list of the desk links to its lines")
    return shelf.once(("why", asked.moment, name, view), lambda: found(shelf, asked, name, view, entry))


def found(shelf: Shelf, asked: Asked, name: str, view: str, entry: str) -> Explanation:
    """The line of a view, where it is named with it; that of an entry where it is the one; else whatever has the id."""
    if view in WORKED_OUT:
        line = next((one for one in shelf.view(view, asked) if one.id == name), None)
        if line is not None:
            return explain(shelf.state(asked), line)
    told = shelf.desk.why(entry, *asked.moment) if entry and view not in WORKED_OUT else None
    return told if told is not None and told.line.id == name else shelf.desk.why(name, *asked.moment)


def panel(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """What the panel of a line shows. Raises NotFound."""
    why = explained(shelf, asked)
    shown = account(why, asked.field("account"))
    document = shelf.desk.document(shown.evidence[0].document)
    state = shelf.state(asked)
    marks = marking.of_spans(words(shown), document.id, why.line.id, kind(shown))
    return {
        "why": why,
        "line": why.line,
        "shown": shown,
        "document": document,
        "text": marking.marked(document.text, marks),
        "chain": list(chain(shown, document, state.documents.get(document.id), state)),
        "fields": correcting.fields(shown.subject),
        "decisions": told(why.decisions),
        "head": shelf.desk.store.head(),
        "others": others(why),
    }


def account(why: Explanation, entry: str) -> Account:
    """The account asked for, else the one shown first. Raises NotFound."""
    known = [*why.accounts, *why.superseded, *why.superseded_by, *why.contradicted_by]
    for one in known:
        if one.entry == entry or not entry:
            return one
    if known:
        return known[0]
    raise NotFound(f"line {why.line.id!r} has no account left; its decisions say who withdrew them")


def words(shown: Account) -> list[Any]:
    """The spans of an account: the words, and of a quote who says so."""
    subject = shown.subject
    return [*pieces(subject.content)] if isinstance(subject, Quote) else [*subject.evidence]


def kind(shown: Account) -> str:
    return "quote" if isinstance(shown.subject, Quote) else shown.subject.kind


def chain(shown: Account, document: Document, added: DocumentAdded | None, state: StateOfPlay) -> Iterator[Link]:
    """The way the words came, from the outlet to whoever said them."""
    yield Link(role="outlet", name=document.outlet or "outlet not named", date=document.published, document=document.id)
    copied = state.documents.get(shown.copy_of) if shown.copy_of else None
    if copied is not None:
        ref = copied.ref
        yield Link(role="copied from", name=ref.outlet or ref.id, date=ref.published, document=ref.id)
    links = shown.evidence[0].chain
    named = {one.name for one in links}
    for outlet in added.cites if added else ():
        if outlet not in named and outlet != document.outlet:
            yield Link(role="relays", name=outlet, sort="outlet")
    for number, source in enumerate(links):
        last = number == len(links) - 1
        yield Link(role="who says so" if last else "cites", name=source.name, sort=source.kind)


def others(why: Explanation) -> list[tuple[str, Sequence[Account]]]:
    """Accounts that are not of the line, by what they are to it."""
    groups = (
        ("Supersedes", why.superseded),
        ("Superseded by", why.superseded_by),
        ("Contradicted by", why.contradicted_by),
    )
    return [(title, accounts) for title, accounts in groups if accounts]


def outlets(line: Line) -> int:
    """How many outlets carry a line."""
    return len({piece.outlet or piece.document for piece in line.evidence})
