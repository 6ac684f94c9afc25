"""Web archives (WARC): the pages that were captured with success, each with the page and the time of its capture."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from typing import Any

from detente.errors import DocumentInvalid, ExtraMissing, InputError
from detente.ingest import html
from detente.ingest.decoding import megabytes
from detente.ingest.decompression import unpacked
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest

PAGES = ("text/html", "application/xhtml+xml")
SHORTEST = 200
"""Bytes that the record of a page has at the least."""


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """Documents in the order of their records; pages that `settings.gate` does not let pass are left out."""
    captures = 0
    try:
        for record in records(stream):
            captures += 1
            yield from page(record, source, settings)
    except (OSError, ValueError) as error:
        yield DocumentInvalid(
            f"{source.name}: a damaged archive from record {captures + 1} on ({error}); the ones before are read"
        )
        return
    if not captures:
        yield DocumentInvalid(f"{source.name}: an archive without a captured page; give one with response records")


def records(stream: io.BufferedReader) -> Iterator[Any]:
    """The records of responses. Raises OSError or ValueError where the archive is damaged; ExtraMissing."""
    try:
        fastwarc = importlib.import_module("fastwarc.warc")
    except ImportError as error:
        raise ExtraMissing("fastwarc is not installed; `pip install 'detente[ingest]'`") from error
    yield from fastwarc.ArchiveIterator(
        stream,
        record_types=fastwarc.WarcRecordType.response,
        min_content_length=SHORTEST,
        auto_decode="transfer",
    )


def page(record: Any, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The document of a record, an error, or nothing where it is no page or the gate does not let it pass."""
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or (record.http_content_type or "").lower() not in PAGES:
        return
    url = record.headers.get("WARC-Target-URI") or ""
    place = f"{source.name}, {url[:200] or 'a page without an address'}"
    try:
        data = payload(record, headers.get("Content-Encoding") or "", place, settings)
        if not passes(data, record.http_charset, settings):
            return
        yield captured(record, data, Input(place, source.path, f"page-{text_digest(url)[:12]}"), settings)
    except InputError as error:
        yield error


def payload(record: Any, encoding: str, place: str, settings: Settings) -> bytes:
    """The page in a record. Raises InputError where it is cut short, or longer than a document may be."""
    data = record.reader.read(settings.limit + 1)
    if len(data) > settings.limit:
        raise DocumentInvalid(f"{place}: a page longer than {megabytes(settings.limit)}, the limit; leave it out")
    if not data:
        raise DocumentInvalid(f"{place}: an empty page, or one that was cut short; capture it again")
    return unpacked(data, encoding, settings.limit, place) if encoding else data


def passes(data: bytes, declared: str | None, settings: Settings) -> bool:
    """Whether the page's bytes and its visible text pass. That is found fast and roughly; the article is worked out
    only afterwards.
    """
    if settings.sift and not settings.sift(data):
        return False
    return settings.gate is None or settings.gate(visible(data, declared))


def visible(data: bytes, declared: str | None) -> str:
    """The words that a page shows. Raises ExtraMissing."""
    try:
        extract = importlib.import_module("resiliparse.extract.html2text")
        encoding = importlib.import_module("resiliparse.parse.encoding")
    except ImportError as error:
        raise ExtraMissing("resiliparse is not installed; `pip install 'detente[ingest]'`") from error
    text = encoding.bytes_to_str(data, encoding.map_encoding_to_html5(declared or "utf-8"))
    found: str = extract.extract_plain_text(text, main_content=True, preserve_formatting=False, alt_texts=False)
    return found


def captured(record: Any, data: bytes, source: Input, settings: Settings) -> Document:
    """The document of a page, its address and the time of its capture those of the record. Raises InputError."""
    at = record.record_date
    capture = html.Capture(
        url=record.headers.get("WARC-Target-URI"),
        at=at.isoformat() if at else None,
        encoding=record.http_charset,
    )
    return html.captured(data, source, settings, capture)
