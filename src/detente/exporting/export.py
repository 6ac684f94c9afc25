"""What a format wants, from a desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from detente.desk import Desk, today
from detente.export.formats import Format, format_of
from detente.export.parcel import Parcel
from detente.exporting.appointments import appointments
from detente.exporting.news import news
from detente.ingest.opml import opml
from detente.model import DocumentRef, Line
from detente.selection import Selection
from detente.state import line_json

BACK = dt.timedelta(days=30)
"""How far a feed of changes looks back, unless told since when."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported: of `view` (None: the format's own) the lines that `selection` keeps, as of a moment.

    For changes, `selection.since` is the day from the end of which they are told (30 days before the moment).
    """

    view: str | None = None
    as_of: dt.date | None = None
    known_at: dt.date | None = None
    selection: Selection = Selection()


def export(desk: Desk, name: str, asked: Request) -> Iterator[bytes]:
    """The file, piece by piece. Raises NotFound for a format or view that there is not, ExtraMissing."""
    form = format_of(name)
    return form.write(parcel(desk, form, asked))


def parcel(desk: Desk, form: Format, asked: Request) -> Parcel:
    """What the format is made from."""
    moment = asked.as_of or today()
    head = Parcel(
        dispute=desk.store.dispute,
        as_of=moment,
        made=desk.clock(),
        text=lambda document: desk.document(document).text,
        as_json=line_json,
    )
    return _FILL[form.needs](desk, form, asked, head)


def _lines(desk: Desk, form: Format, asked: Request, head: Parcel) -> Parcel:
    found = tuple(desk.lines(asked.view or form.view, asked.selection, as_of=asked.as_of, known_at=asked.known_at))
    return replace(head, lines=found, documents=_documents(desk, found))


def _documents(desk: Desk, lines: Sequence[Line]) -> dict[str, DocumentRef]:
    """References to the documents that the lines rest on."""
    cited = {note.document for line in lines for note in line.evidence}
    return {one.id: one for one in desk.documents() if one.id in cited}


def _changes(desk: Desk, form: Format, asked: Request, head: Parcel) -> Parcel:  # noqa: ARG001
    since = asked.selection.since or head.as_of - BACK
    found = news(desk, since, head.as_of, asked.known_at)
    kept = [one for one in found if not one.lines or _keeps(asked.selection, one.lines[-1])]
    return replace(head, news=kept[: asked.selection.limit])


def _keeps(selection: Selection, line: Line) -> bool:
    return msgspec.structs.replace(selection, since=None).keeps(line)


def _due(desk: Desk, form: Format, asked: Request, head: Parcel) -> Parcel:  # noqa: ARG001
    return replace(head, appointments=appointments(desk, asked.selection, asked.as_of, asked.known_at))


def _feeds(desk: Desk, form: Format, asked: Request, head: Parcel) -> Parcel:  # noqa: ARG001
    followed = [feed for feed, _ in desk.store.feeds.all()]
    return replace(head, opml=opml(followed, head.dispute))


_FILL = {"lines": _lines, "changes": _changes, "due": _due, "feeds": _feeds}
