"""Web pages saved as files: the article's text, title, date and outlet, without the page around it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import trafilatura

from detente.errors import DocumentInvalid, InputError, UsageError
from detente.ingest import validation
from detente.ingest.decoding import bounded, decode, encoding_of, known
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest

DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The one document of the page."""
    try:
        data = bounded(stream.read(settings.limit + 1), source.name, settings)
        yield article(decode(data, source.name, charset(data, settings)), source, settings)
    except InputError as error:
        yield error


def charset(data: bytes, settings: Settings) -> str | None:
    """What the caller declares, else the page itself (a byte-order mark weighs more), else None."""
    declared = DECLARED.search(data[:4096])
    if settings.encoding is not None or declared is None or encoding_of(data[:4], None) != "utf-8":
        return settings.encoding
    try:
        return known(declared.group(1).decode("ascii"))
    except UsageError:
        return None


def article(page: str, source: Input, settings: Settings) -> Document:
    """The article that trafilatura finds in the page. Raises DocumentInvalid where it finds none."""
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False) if page.strip() else None
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        raise DocumentInvalid(f"{source.name}: no article in this page; save the article's text as .txt instead")
    value = {
        "id": source.id or f"page-{text_digest(page)[:12]}",
        "text": found.text,
        "published": found.date,
        "outlet": found.sitename,
        "title": found.title,
        "url": found.url,
    }
    return validation.document(value, source.name, settings)
