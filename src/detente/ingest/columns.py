"""A row of names and values, of a table or of a post -> the fields of a document."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from detente.ingest.dates import when
from detente.vocabulary import table

FIELDS = ("id", "text", "published", "modified", "outlet", "title", "url", "language", "byline", "handle")
NAME = re.compile(r"[\s._-]+")


@functools.cache
def names(field: str) -> tuple[str, ...]:
    """The names under which a field comes."""
    return tuple(table("columns")[field]["names"])


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a document that a row tells, dates and times in ISO where they can be read."""
    told = {NAME.sub("", name.lower()): value for name, value in row.items() if filled(value)}
    found = {}
    for field in FIELDS:
        name = next((name for name in names(field) if name in told), None)
        if name is not None:
            found[field] = told[name]
    for field in ("published", "modified"):
        if field in found:
            found[field] = when(str(found[field])) or found[field]
    if isinstance(found.get("id"), int):
        found["id"] = str(found["id"])
    return found


def filled(value: Any) -> bool:
    """Whether a cell holds anything that can be a field."""
    return (isinstance(value, str) and bool(value.strip())) or (isinstance(value, int) and not isinstance(value, bool))
