"""A document and the bytes that it was made from, put together."""

from __future__ import annotations

from pathlib import Path

from detente.ingest.inputs import Input
from detente.model import Captured, Document, Original


def with_original(document: Document, original: Original, at: str | None = None) -> Captured:
    """The document with its original, seen at that time (ISO)."""
    held = {name: getattr(document, name) for name in Document.__struct_fields__}
    return Captured(**held, original=original, at=at)


def original_of(data: bytes, media: str, source: Input) -> Original:
    """The bytes under the last part of their name: no folder of whoever made them is kept."""
    name = source.path.name if source.path else Path(source.name).name
    return Original(media=media, name=name.encode("utf-8", "replace").decode(), data=data)
