"""JSON Lines of documents. A bad line is named and left out; the others are kept."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from detente.errors import DocumentInvalid, EncodingInvalid, InputError
from detente.ingest import validation
from detente.ingest.decoding import binary, encoding_of, megabytes, undecodable
from detente.ingest.inputs import Input
from detente.ingest.settings import Settings
from detente.model import Document

PEEKED = 4096
"""Bytes by which a file that is no text is known."""
NOT_DECODED = tuple(chr(code) for code in range(0xDC80, 0xDD00))


def read(stream: io.BufferedReader, source: Input, settings: Settings) -> Iterator[Document | InputError]:
    """Documents in the order of their lines, an error in the place of each that is none; blank lines are passed."""
    head = stream.peek(PEEKED)[:PEEKED]
    encoding = encoding_of(head[:4], settings.encoding)
    if b"\0" in head and encoding.startswith("utf-8") and not head.lstrip().startswith(b"{"):
        yield EncodingInvalid(binary(source.name, head.index(0)))
        return
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="\n")
    number, line = 1, None
    try:
        while line := text.readline(settings.limit + 1):
            place = f"{source.name}:{number}"
            if len(line) > settings.limit:
                skip_line(text, line, settings.limit)
                yield too_long(place, settings)
            elif not line.isspace():
                yield document(line, place, settings)
            number += 1
    except UnicodeDecodeError as error:
        yield EncodingInvalid(undecodable(f"{source.name}:{number}", error))
    finally:
        text.detach()


def document(line: str, place: str, settings: Settings) -> Document | InputError:
    """The document of one line, or what is wrong with it."""
    if not line.isascii() and any(character in line for character in NOT_DECODED):
        return EncodingInvalid(
            f"{place}: bytes that are not UTF-8; save the file as UTF-8, or declare its encoding, "
            "for example --encoding cp1252"
        )
    try:
        return validation.document(json.loads(line), place, settings)
    except DocumentInvalid as error:
        return error
    except json.JSONDecodeError as error:
        return DocumentInvalid(
            f"{place}: broken JSON at column {error.colno} ({error.msg.removesuffix(' at')}); mend or remove the line"
        )
    except (ValueError, RecursionError) as error:
        return DocumentInvalid(f"{place}: JSON that cannot be read ({error}); mend or remove the line")


def skip_line(text: io.TextIOWrapper, line: str, limit: int) -> None:
    """Read on to the end of the line, a bounded piece at a time."""
    while line and not line.endswith("\n"):
        line = text.readline(limit)


def too_long(place: str, settings: Settings) -> DocumentInvalid:
    """The error for a line beyond the limit."""
    return DocumentInvalid(f"{place}: a line longer than {megabytes(settings.limit)}, the limit; split the document")
