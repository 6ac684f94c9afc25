"""A JSON value -> Document: what the contract asks of a document, checked field by field."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from detente.errors import DateInvalid, DocumentInvalid
from detente.ingest.decoding import megabytes
from detente.ingest.settings import Settings
from detente.model import Document, conceivable, partial

SURROGATE = re.compile("[\ud800-\udfff]")
OPTIONAL = ("published", "outlet", "title", "url", "language", "byline", "modified")
DATES = ("published", "modified")


def document(value: Any, place: str, settings: Settings) -> Document:
    """The document that `value` is. Raises DocumentInvalid, naming `place`, the field and the remedy."""
    if not isinstance(value, dict):
        raise DocumentInvalid(f'{place}: no object but {shown(value)}; write {{"id": ..., "text": ...}}')
    text = text_of(value, "text", place)
    if len(text) > settings.limit:
        raise DocumentInvalid(f"{place}: text longer than {megabytes(settings.limit)}, the limit; split the document")
    optional = {field: optional_text(value, field, place) for field in OPTIONAL}
    optional["published"] = optional["published"] or settings.published
    optional |= {field: date(optional[field], field, place, settings) for field in DATES}
    return Document(id=text_of(value, "id", place), text=text, **optional)


def text_of(value: dict[str, Any], field: str, place: str) -> str:
    """A field that must be there and must not be blank."""
    if value.get(field) is None:
        raise DocumentInvalid(f'{place}: no {field!r}; add "{field}": "..."')
    text = whole(value[field], field, place)
    if not text.strip():
        raise DocumentInvalid(f"{place}: {field!r} is empty; give it or remove the document")
    return text


def optional_text(value: dict[str, Any], field: str, place: str) -> str | None:
    """A field that may be missing, null or empty."""
    found = value.get(field)
    return None if found is None else whole(found, field, place) or None


def whole(value: Any, field: str, place: str) -> str:
    """A string of whole characters."""
    if not isinstance(value, str):
        raise DocumentInvalid(f"{place}: {field!r} is {shown(value)}, no string; put it in quotes")
    half = SURROGATE.search(value)
    if half is not None:
        raise DocumentInvalid(
            f"{place}: {field!r} holds half a character (lone surrogate U+{ord(half.group()):04X} at {half.start()}); "
            "write the whole character or U+FFFD"
        )
    return value


def date(value: str | None, field: str, place: str, settings: Settings) -> str | None:
    """An ISO date, whole or partial, or an ISO time, as given; None where it is neither and that is forgiven."""
    if value is None:
        return None
    try:
        if len(partial(value)) < len(value):
            dt.datetime.fromisoformat(value)
        if conceivable(value):
            return value
        raise DateInvalid("no year of a publication")
    except (DateInvalid, ValueError) as error:
        if settings.forgive_dates:
            return None
        raise DocumentInvalid(
            f"{place}: {field!r} is {value[:40]!r}, no date; write 2025-06-05, 2025-06-05T14:30:00Z or null"
        ) from error


def shown(value: Any) -> str:
    """A value as an error names it: short."""
    return f"{type(value).__name__} {value!r}"[:60]
