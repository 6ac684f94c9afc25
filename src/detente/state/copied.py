"""What a copy says word for word as its family does is the same account: it takes the key of the earliest telling.

Keys of undated records and of indirect speech are bound to their document, and a reader may take a name otherwise in a
shortened copy; the words are the same all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from detente.model import DocumentAdded, QuoteStated, RecordStated, pieces

Stated = TypeVar("Stated", RecordStated, QuoteStated)
Words = tuple[str, ...]


def rekeyed(
    groups: Mapping[str, Iterable[Stated]], families: Mapping[str, str], added: Mapping[str, DocumentAdded]
) -> dict[str, list[Stated]]:
    """The accounts by key, those of copies under the key that the family's earliest document has for their words."""
    kin = families.keys() | set(families.values())
    entries = {entry.id: entry for group in groups.values() for entry in group if entry.document in kin}
    keys = _keys(sorted(entries.values(), key=lambda entry: _order(entry, added)), families)
    found: dict[str, list[Stated]] = {}
    for key, group in groups.items():
        for entry in group:
            kept = keys.get(entry.id, key)
            found.setdefault(kept, []).append(entry if kept == key else msgspec.structs.replace(entry, key=kept))
    return found


def _keys(entries: Iterable[Stated], families: Mapping[str, str]) -> dict[str, str]:
    """The key of each entry's first telling in its family; `entries` come in the order of telling.

    Where a document has the same words several times, the first meets the first and so on.
    """
    seen: Counter[tuple[str, Words]] = Counter()
    first: dict[tuple[str, Words, int], str] = {}
    keys: dict[str, str] = {}
    for entry in entries:
        words = words_of(entry)
        seen[entry.document, words] += 1
        place = (families.get(entry.document, entry.document), words, seen[entry.document, words])
        keys[entry.id] = first.setdefault(place, entry.key)
    return keys


def _order(
    entry: RecordStated | QuoteStated, added: Mapping[str, DocumentAdded]
) -> tuple[bool, str, str, int, str, str]:
    published = added[entry.document].ref.published if entry.document in added else None
    spans = entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)
    return (published is None, published or "", entry.document, spans[0].start if spans else 0, entry.key, entry.id)


def words_of(entry: RecordStated | QuoteStated) -> Words:
    """What is told of, in which words: the sort of record or the speaker, and the evidence without its spacing."""
    if isinstance(entry, QuoteStated):
        quote = entry.quote
        return (
            "quote",
            quote.kind,
            quote.speaker.name if quote.speaker else "",
            _plain(s.text for s in pieces(quote.content)),
        )
    record = entry.record
    sort = (record.kind, record.type, record.mode or "", record.status, str(record.when))
    return (
        *sort,
        getattr(record, "action", ""),
        getattr(record, "instrument", ""),
        _plain(s.text for s in record.evidence),
    )


def _plain(texts: Iterable[str]) -> str:
    """The letters and figures alone, in lower case."""
    return re.sub(r"\W+", " ", " ".join(texts).lower()).strip()
