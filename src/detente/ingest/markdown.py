"""Markdown: the text as it stands below its front matter, which tells of it in `name: value` lines between `---`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from detente.errors import InputError
from detente.ingest import validation
from detente.ingest.columns import fields_of
from detente.ingest.decoding import bounded, decode
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest

FRONT = re.compile(
    r"\A\ufeff?(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<lines>.*?)^(?P=mark)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
LINE = re.compile(r"^(?P<name>[A-Za-z][\w .-]*?)\s*[:=]\s*(?P<value>\S.*?)\s*$", re.MULTILINE)
HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*$", re.MULTILINE)


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """The one document of the file."""
    try:
        data = bounded(stream.read(settings.limit + 1), source.name, settings)
        yield document(decode(data, source.name, settings.encoding), source, settings)
    except InputError as error:
        yield error


def document(whole: str, source: Input, settings: Settings) -> Document:
    """The document of a file. Raises DocumentInvalid."""
    front = FRONT.match(whole)
    told = {match["name"]: unquoted(match["value"]) for match in LINE.finditer(front["lines"])} if front else {}
    text = whole[front.end() :] if front else whole
    heading = HEADING.match(text)
    title = {"title": heading["title"]} if heading else {}
    name = source.id or f"text-{text_digest(text)[:12]}"
    found = title | fields_of(told) | {"id": name, "text": text}
    return validation.document(found, source.name, settings)


def unquoted(value: str) -> str:
    """A value without the quotes around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
