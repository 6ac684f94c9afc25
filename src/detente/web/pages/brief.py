"""The brief in the desk's own look; the files of it; and the words of one note in their document."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Iterator, Sequence
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from detente import briefing
from detente.briefing import heading, noting
from detente.briefing.brief import Brief, Chart, Length
from detente.briefing.checking import check
from detente.briefing.svg import svg
from detente.errors import NotFound, UsageError
from detente.model import Span
from detente.web import marking, rendering, rows
from detente.web import page as pages
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.session import Current
from detente.web.shelf import Shelf

router = APIRouter()
BACK = dt.timedelta(days=30)
"""How far a brief looks back, unless told since when."""
MEDIA = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "pdf": "application/pdf"}
FILE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox"
"""The policy of the downloaded page, which has its style in it and no script; the desk's own would leave it bare."""
SETS = ("fpdf", "font_source_serif_pro", "font_source_sans_pro")
"""What a PDF is set with."""


def request_of(asked: Asked) -> briefing.Request:
    """What an address asks of a brief. Raises UsageError."""
    since = asked.wanted.selection.since or asked.as_of - min(BACK, asked.as_of - dt.date.min)
    if since > asked.as_of:
        raise UsageError(f"since: {since} is after the day looked at, {asked.as_of}; give an earlier day")
    return briefing.Request(
        as_of=asked.as_of,
        since=since,
        reader=asked.field("for"),
        length=cast("Length", asked.field("length") or "full"),
        known_at=asked.known_at,
    )


def composed(shelf: Shelf, asked: Asked) -> Brief:
    """The brief, checked against its documents. Raises UsageError, Unsupported, SpanMismatch."""
    wanted = request_of(asked)
    return shelf.once(("brief", wanted), lambda: checked(shelf, wanted))


def checked(shelf: Shelf, wanted: briefing.Request) -> Brief:
    made = briefing.compose(shelf.desk, wanted)
    check(made, lambda one: shelf.desk.document(one).text)
    return made


def build(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """The brief, its notes, and where its files are."""
    brief = composed(shelf, asked)
    return {
        "title": "Brief",
        "brief": brief,
        "wanted": brief.asked,
        "about": heading.about(brief),
        "notes": noting.Notes.of(brief),
        "mark": heading.MARK,
        "reading": heading.reading(),
        "left_out": heading.left_out,
        "source": noting.source,
        "drawn": drawn,
        "files": {form: asked.link(f"/brief.{form}") for form in MEDIA},
        "sets_pdf": all(importlib.util.find_spec(name) for name in SETS),
    }


def drawn(chart: Chart) -> Markup:
    return Markup(svg(chart))  # every text in it is escaped there


def sentences(shelf: Shelf, asked: Asked) -> Sequence[rows.Row]:
    """The sentences with their notes, each with the section it stands in."""
    return list(told(composed(shelf, asked)))


def told(brief: Brief) -> Iterator[rows.Row]:
    for section in brief.sections:
        for sentence in section.sentences():
            yield {"section": section.name} | rows.row_json(sentence)


pages.add(router, Page("/brief", "Brief", "brief.html", build, sentences, thread="changes"))


@router.get("/brief.{form}")
async def file(form: str, request: Request, session: Current) -> Response:  # noqa: ARG001 - whoever asks must be let in
    """The brief as a file. Raises NotFound, ExtraMissing."""
    if form not in MEDIA:
        raise NotFound(f"there is no brief.{form[:20]}; choose one of {', '.join(f'brief.{one}' for one in MEDIA)}")
    wanted = pages.asked_of(request)

    def written(shelf: Shelf) -> bytes:
        return briefing.render(composed(shelf, wanted), form, lambda one: shelf.desk.document(one).text)

    body = await pages.served(request).page((f"/brief.{form}", wanted.given, wanted.today), "changes", written)
    named = f'attachment; filename="brief-{wanted.as_of}.{form}"'
    headers = {"content-disposition": named, "cache-control": "private, no-cache"}
    return Response(body, media_type=MEDIA[form], headers=headers | {"content-security-policy": FILE})


def passage(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    """A document with one stretch of it marked. Raises NotFound, UsageError."""
    document = shelf.desk.document(asked.field("id"))
    start, _, end = asked.field("words").partition("-")
    figures = all(one.isascii() and one.isdecimal() and len(one) < 10 for one in (start, end))
    if not figures or not int(start) < int(end) <= len(document.text):
        raise UsageError(
            f"words: {asked.field('words')[:40]!r} is no place in a document of {len(document.text)} characters; "
            "write START-END, as in 120-180"
        )
    words = Span.of(document.text, int(start), int(end))
    marks = marking.of_spans([words], document.id, document.id, "quote")
    return {"document": document, "text": marking.marked(document.text, marks), "words": words.text}


@router.get("/passage")
async def words(request: Request, session: Current) -> Response:
    """The words of a note, marked in their document: a piece for the panel, or a page by itself."""
    wanted = pages.asked_of(request)
    desk = pages.served(request)
    piece = request.headers.get("hx-request") == "true"
    page = Page("/passage", "Words", "passage.html", passage, lambda *_: ())

    def made(shelf: Shelf) -> bytes:
        context = {"asked": wanted, "piece": True, **passage(shelf, wanted)}
        if not piece:
            context |= pages.common(page, shelf, wanted, desk, decides=False) | {"piece": False}
        return rendering.rendered("passage_piece.html" if piece else "passage.html", **context)

    body = await desk.page(("/passage", piece, wanted.given, wanted.today), "files", made)
    return pages.handed(body, request, session)
