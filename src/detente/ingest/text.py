"""Plain text and Markdown: one document a file, its text as it stands."""

from __future__ import annotations

import io
from collections.abc import Iterator

from detente.errors import InputError
from detente.ingest import validation
from detente.ingest.decoding import bounded, decode
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The one document of the file; text from a pipe is named by its digest, so the same text is the same document."""
    try:
        data = bounded(stream.read(settings.limit + 1), source.name, settings)
        text = decode(data, source.name, settings.encoding)
        name = source.id or f"text-{text_digest(text)[:12]}"
        yield validation.document({"id": name, "text": text}, source.name, settings)
    except InputError as error:
        yield error
