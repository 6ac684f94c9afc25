"""Word files (.docx): paragraphs and the cells of tables, in their order."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

import docx

from detente.errors import DocumentInvalid, InputError
from detente.ingest import validation
from detente.ingest.decoding import bounded
from detente.ingest.inputs import Input
from detente.ingest.originals import original_of, with_original
from detente.ingest.settings import Settings
from detente.ingest.zipped import archive
from detente.model import Captured, Document
from detente.model.document import text_digest

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNPACKED = 10
"""An archive may unpack to so many times the bytes that a document may have."""
DEPTH = 5
"""Tables within tables that are read."""


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The one document of the file."""
    try:
        yield captured(bounded(stream.read(settings.limit + 1), source.name, settings), source, settings)
    except InputError as error:
        yield error


def captured(data: bytes, source: Input, settings: Settings) -> Captured:
    """The document of a file, with the file. Raises DocumentInvalid where it has none."""
    with archive(io.BytesIO(data), source.name, UNPACKED * settings.limit):
        pass
    try:
        value = fields(docx.Document(io.BytesIO(data)), source)
    except Exception as error:  # a damaged file makes python-docx fail in any way there is
        words = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise DocumentInvalid(
            f"{source.name}: a damaged Word file, or none ({words}); save it anew as .docx, or its text as .txt"
        ) from error
    if not value["text"]:
        raise DocumentInvalid(f"{source.name}: a Word file without text; save the text as .txt")
    return with_original(validation.document(value, source.name, settings), original_of(data, MEDIA, source))


def fields(found: Any, source: Input) -> dict[str, str | None]:
    """The fields of the document."""
    text = "\n".join(lines(found)).strip()
    about = found.core_properties
    return {
        "id": source.id or f"docx-{text_digest(text)[:12]}",
        "text": re.sub("[\ud800-\udfff\x00]", "\ufffd", text),
        "title": about.title or None,
        "byline": about.author or None,
        "modified": moment(about.modified or about.created),
    }


def lines(container: Any, depth: int = 0) -> Iterator[str]:
    """The paragraphs of a document or cell and of the tables in it; a row of short cells is a line."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            yield from rows(block, depth)
        elif block.text.strip():
            yield block.text.strip()


def rows(found: Any, depth: int) -> Iterator[str]:
    """The rows of a table, cells apart by tabs; a cell that is merged over several is told once."""
    for row in found.rows if depth < DEPTH else ():
        cells = {id(cell._tc): "\n".join(lines(cell, depth + 1)) for cell in row.cells}
        yield "\t".join(cells.values())


def moment(value: dt.datetime | None) -> str | None:
    """A time as Word keeps it, in UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).isoformat() if value else None
