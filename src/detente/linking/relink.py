"""Keys and sources of what one document states, worked out anew from its accounts as analysts amended them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from detente.linking.keys import quote_key, record_keys
from detente.linking.sources import source_of_quote, source_of_record
from detente.model import Document, QuoteStated, RecordStated

Stated = RecordStated | QuoteStated


def relink(entries: Sequence[Stated], countries: Mapping[str, str]) -> tuple[Stated, ...]:
    """The accounts of one document, all of them, in order. `countries` are those of names that analysts gave one."""
    if not entries:
        return ()
    document = Document(id=entries[0].document, text="", published=entries[0].clocks.known_at)
    known = named(entries) | dict(countries)
    records = [entry for entry in entries if isinstance(entry, RecordStated)]
    keys = iter(record_keys(document, [entry.record for entry in records]))
    return tuple(
        record_linked(entry, next(keys), known)
        if isinstance(entry, RecordStated)
        else quote_linked(document, entry, known)
        for entry in entries
    )


def record_linked(entry: RecordStated, key: str, countries: Mapping[str, str]) -> RecordStated:
    return msgspec.structs.replace(entry, key=key, source=source_of_record(entry.record, countries))


def quote_linked(document: Document, entry: QuoteStated, countries: Mapping[str, str]) -> QuoteStated:
    key, source = quote_key(document, entry.quote), source_of_quote(entry.quote, countries)
    return msgspec.structs.replace(entry, key=key, source=source)


def named(entries: Sequence[Stated]) -> dict[str, str]:
    """The country of each name that the accounts give one for."""
    records = [entry.record for entry in entries if isinstance(entry, RecordStated)]
    speakers = [entry.quote.speaker for entry in entries if isinstance(entry, QuoteStated) and entry.quote.speaker]
    actors = [actor for record in records for actor in (*record.actors, *record.targets)]
    said = {speaker.name: speaker.country for speaker in speakers if speaker.country}
    return said | {actor.name: actor.country for actor in actors if actor.country}
