"""Between the nouns and the rows of the tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import cast

import msgspec

from detente.errors import DeskInvalid, DocumentInvalid
from detente.model import (
    Aside,
    Captured,
    Document,
    DocumentRef,
    DocumentRevised,
    Entry,
    NoticeStated,
    QuoteStated,
    Reading,
    RecordStated,
    Span,
)
from detente.model.aside import Why

REFERENCE = "d.id, d.outlet, d.title, d.url, d.published, d.language, d.sha256"
ENCODER = msgspec.json.Encoder()
ENTRY: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Entry)
DOCUMENT = msgspec.json.Decoder(Document)
READING = msgspec.json.Decoder(Reading)

STRETCH, UNDATED = 32, -1  # as the migration has it

Row = tuple[str | int | None, ...]
ReferenceRow = tuple[str, str | None, str | None, str | None, str | None, str | None, str]


def document_row(document: Document, shingles: int) -> Row:
    """Columns id to original of `documents`. Raises DocumentInvalid where a field cannot be written as UTF-8."""
    for name in Document.__struct_fields__:
        value: str | None = getattr(document, name)
        try:
            (value or "").encode("utf-8")
        except UnicodeEncodeError as error:
            raise DocumentInvalid(
                f"document {document.id!r}: {name} has half a character (a lone surrogate) at offset {error.start}; "
                "decode the source again, or replace it"
            ) from error
    d = document
    original = document.original.sha256 if isinstance(document, Captured) else None
    known = (d.id, d.outlet, d.title, d.url, d.published, d.language, d.byline, d.modified)
    return *known, d.sha256, original, shingles, d.text


def aside_row(aside: Aside) -> Row:
    """Columns id to document of `aside`. Raises DocumentInvalid where a field cannot be written as UTF-8."""
    document = aside.document.bare if isinstance(aside.document, Captured) else aside.document
    document_row(document, 0)
    words = ENCODER.encode(document).decode()
    return document.id, document.sha256, aside.why, aside.reason, aside.recorded_at, words


def aside_of(path: Path, row: tuple[int, str, str, str, str]) -> Aside:
    """The document in a row of `aside`: number, document, why, reason, when. Raises DeskInvalid where it is none."""
    number, payload, why, reason, recorded_at = row
    try:
        document = DOCUMENT.decode(payload)
        return Aside(document=document, why=cast("Why", why), reason=reason, recorded_at=recorded_at)
    except msgspec.DecodeError as error:
        raise DeskInvalid(
            f"{path}: row {number} of the table aside is no document ({error}); restore the desk from a backup"
        ) from error


def stretch(day: dt.date | None) -> int:
    """Under which shingles of what was published on that day are kept."""
    return UNDATED if day is None else day.toordinal() // STRETCH


def reference(row: ReferenceRow) -> DocumentRef:
    """A document's reference from the columns REFERENCE."""
    document_id, outlet, title, url, published, language, sha256 = row
    return DocumentRef(
        id=document_id, outlet=outlet, title=title, url=url, published=published, language=language, sha256=sha256
    )


def reading_row(document_id: str, reading: Reading) -> Row:
    """All columns of `readings`."""
    counts = (len(reading.mentions), len(reading.times), len(reading.quotes), len(reading.records))
    reader = reading.reader
    return document_id, reader.name, reader.version, reader.model, *counts, ENCODER.encode(reading).decode()


def entry_row(entry: Entry) -> Row:
    """Columns id to payload of `log`. Raises DocumentInvalid where the entry cannot be written as UTF-8."""
    clocks = entry.clocks
    start, end = (clocks.valid.start, clocks.valid.end) if clocks.valid else (None, None)
    kind = entry.record.kind if isinstance(entry, RecordStated) else None
    key = key_of(entry)
    try:
        payload = ENCODER.encode(entry).decode()
    except UnicodeEncodeError as error:
        raise DocumentInvalid(
            f"entry {entry.id!r}: {error.object!r} has half a character (a lone surrogate); leave it out"
        ) from error
    dated = (start, end, clocks.known_at, clocks.recorded_at)
    return entry.id, entry.name, kind, entry.document or None, key, *dated, payload


def key_of(entry: Entry) -> str | None:
    """What thing in the world the entry is about, or of which document it is an edition."""
    if isinstance(entry, DocumentRevised):
        return entry.of
    return entry.key if isinstance(entry, QuoteStated | RecordStated) else None


def spans_of(entry: Entry) -> tuple[Span, ...]:
    """The spans an entry rests on."""
    match entry:
        case QuoteStated(quote=quote):
            return quote.spans
        case RecordStated(record=record):
            return record.spans
        case NoticeStated(notice=notice):
            return (notice.words,)
        case DocumentRevised(altered=altered):
            return tuple(one.after for one in altered if one.after)
        case _:
            return ()


def entry_of(path: Path, seq: int, payload: str) -> Entry:
    """The entry in row `seq` of the log. Raises DeskInvalid where it is none."""
    try:
        return ENTRY.decode(payload)
    except msgspec.DecodeError as error:
        raise DeskInvalid(
            f"{path}: row {seq} of the log is no entry ({error}); upgrade Detente, or restore the desk from a backup"
        ) from error


def reading_of(path: Path, document_id: str, payload: str) -> Reading:
    """The reading of a document. Raises DeskInvalid where it is none."""
    try:
        return READING.decode(payload)
    except msgspec.DecodeError as error:
        raise DeskInvalid(
            f"{path}: the reading of document {document_id!r} is none ({error}); upgrade Detente, or restore the desk "
            "from a backup"
        ) from error
