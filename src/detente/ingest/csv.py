"""Tables: a document a row, or a post a row where there is a column of handles."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from detente.errors import DocumentInvalid, EncodingInvalid, InputError
from detente.ingest import posts, validation
from detente.ingest.columns import NAME, fields_of, names
from detente.ingest.decoding import binary, encoding_of, undecodable
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document
from detente.model.document import text_digest

DELIMITERS = ",;\t|"
PEEKED = 65_536


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """Documents in the order of their rows, an error in the place of each that is none."""
    head = stream.peek(PEEKED)[:PEEKED]
    encoding = encoding_of(head[:4], settings.encoding)
    if b"\0" in head and encoding.startswith("utf-8"):
        yield EncodingInvalid(binary(source.name, head.index(0)))
        return
    csv.field_size_limit(settings.limit)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    place = f"{source.name}:1"
    try:
        rows = csv.DictReader(text, delimiter=delimiter(head, encoding))
        if problem := missing(rows.fieldnames or [], source):
            yield problem
            return
        for row in rows:
            place = f"{source.name}:{rows.line_num}"
            yield document(row, place, source, settings)
    except UnicodeDecodeError as error:
        yield EncodingInvalid(undecodable(place, error))
    except csv.Error as error:
        yield DocumentInvalid(
            f"{place}: a broken row ({error}); mend the file from here on, the rows before it are read"
        )
    finally:
        text.detach()


def delimiter(head: bytes, encoding: str) -> str:
    """What stands most often in the first line."""
    first = head.decode(encoding, "replace").partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def missing(columns: list[str] | tuple[str, ...] | object, source: Input) -> DocumentInvalid | None:
    """What is wrong with a header: no column of texts."""
    told = [NAME.sub("", str(name).lower()) for name in columns] if isinstance(columns, list | tuple) else []
    if any(name in told for name in names("text")):
        return None
    return DocumentInvalid(f"{source.name}:1: no column of texts; the first line names the columns, one of them 'text'")


def document(row: dict[str, str | None], place: str, source: Input, settings: Settings) -> Document | InputError:
    """The document of a row, or what is wrong with it."""
    found = fields_of({name: value for name, value in row.items() if isinstance(name, str)})
    if "handle" in found:
        return posts.post(found, place, settings)
    text = found.get("text")
    if isinstance(text, str):
        found.setdefault("id", f"{source.id or 'row'}-{text_digest(found.get('url') or text)[:12]}")
    try:
        return validation.document(found, place, settings)
    except DocumentInvalid as error:
        return error
