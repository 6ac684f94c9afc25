"""A reading becomes entries of the log."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from detente.linking import copies, outlets
from detente.linking.keys import quote_key, record_keys
from detente.linking.notices import notices
from detente.linking.sources import known_countries, source_of_quote, source_of_record
from detente.model import (
    Clocks,
    Document,
    DocumentAdded,
    Entry,
    Notice,
    NoticeStated,
    Overlap,
    Quote,
    QuoteStated,
    Reading,
    Record,
    RecordStated,
)


def link(document: Document, reading: Reading, overlaps: Sequence[Overlap], recorded_at: str) -> tuple[Entry, ...]:
    """The entries of one document: DocumentAdded first, then its quotes and records in the reading's order, then the
    corrections and retractions that it carries; what stands in one of those is told as an error, and is no entry.

    `overlaps` are the documents of the desk that share shingles with it; `recorded_at` is an ISO time.
    """
    found = tuple(notices(document))
    told = _without(reading, found) if found else reading
    return (
        _document(document, reading, overlaps, recorded_at),
        *_quotes(document, told, recorded_at),
        *_records(document, told, recorded_at),
        *_notices(document, found, recorded_at),
    )


def _without(reading: Reading, found: Sequence[Notice]) -> Reading:
    """The reading without the quotes and records that stand in notices."""

    def apart(line: Quote | Record) -> bool:
        taken_back = [one.words for one in found]
        return not any(span.start < one.end and one.start < span.end for span in line.spans for one in taken_back)

    quotes, records = filter(apart, reading.quotes), filter(apart, reading.records)
    return msgspec.structs.replace(reading, quotes=tuple(quotes), records=tuple(records))


def _notices(document: Document, found: Sequence[Notice], recorded_at: str) -> list[NoticeStated]:
    return [
        NoticeStated(
            id=entry_id(document, f"notice {notice.words.start}"),
            document=document.id,
            clocks=Clocks(known_at=document.published, recorded_at=recorded_at),
            notice=notice,
        )
        for notice in found
    ]


def entry_id(document: Document, subject: str) -> str:
    """'e-' and 16 hexadecimal digits that follow from the document, its text and the subject's id."""
    words = "\x1f".join((document.id, document.sha256, subject))
    return "e-" + hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _document(document: Document, reading: Reading, overlaps: Sequence[Overlap], recorded_at: str) -> DocumentAdded:
    own = len(copies.shingles(document.text)) if overlaps else 0
    return DocumentAdded(
        id=entry_id(document, "document"),
        document=document.id,
        clocks=Clocks(known_at=document.published, recorded_at=recorded_at),
        ref=reading.document,
        reader=reading.reader,
        cites=tuple(dict.fromkeys((*outlets.tags(document), *outlets.relayed(document)))),
        voice=outlets.voice(document),
        likenesses=copies.likenesses(document, own, overlaps),
    )


def _quotes(document: Document, reading: Reading, recorded_at: str) -> list[QuoteStated]:
    countries = known_countries(reading)
    return [
        QuoteStated(
            id=entry_id(document, f"quote {quote.id}"),
            document=document.id,
            clocks=Clocks(known_at=document.published, recorded_at=recorded_at),
            key=quote_key(document, quote),
            quote=quote,
            source=source_of_quote(quote, countries),
        )
        for quote in reading.quotes
    ]


def _records(document: Document, reading: Reading, recorded_at: str) -> list[RecordStated]:
    countries = known_countries(reading)
    keys = record_keys(document, reading.records)
    return [
        RecordStated(
            id=entry_id(document, f"record {record.id}"),
            document=document.id,
            clocks=Clocks(valid=record.when, known_at=document.published, recorded_at=recorded_at),
            key=key,
            record=record,
            source=source_of_record(record, countries),
        )
        for record, key in zip(reading.records, keys, strict=True)
    ]
