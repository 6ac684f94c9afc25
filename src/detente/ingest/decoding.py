"""Bytes -> text: UTF-8, or what a byte-order mark or the caller says; never a guess."""

from __future__ import annotations

import codecs

from detente.errors import EncodingInvalid, UsageError
from detente.ingest.settings import Settings

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes, declared: str | None) -> str:
    """The encoding declared, or told by the byte-order mark at the start of `head`, or UTF-8.

    Raises UsageError where the encoding declared does not exist.
    """
    if declared is not None:
        return known(declared)
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), "utf-8")


def known(encoding: str) -> str:
    """`encoding`. Raises UsageError where Python knows none of that name."""
    try:
        b"".decode(encoding)
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageError(f"no encoding is called {encoding!r}; write for example utf-8, utf-16 or cp1252") from error


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of `data`. Raises EncodingInvalid, naming input and byte, where it is binary or not so encoded."""
    encoding = encoding_of(data[:4], declared)
    if b"\0" in data and encoding.startswith("utf-8"):
        raise EncodingInvalid(binary(name, data.index(0)))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingInvalid(undecodable(name, error)) from error


def binary(name: str, at: int) -> str:
    """The message for a file that holds a NUL byte."""
    return (
        f"{name}: a binary file, no text (NUL byte at {at}); "
        "convert it to text, or declare its encoding, for example --encoding utf-16-le"
    )


def undecodable(name: str, error: UnicodeDecodeError) -> str:
    """The message for bytes that are not what they should be."""
    return (
        f"{name}: not {error.encoding} (byte 0x{error.object[error.start]:02x} at {error.start}); "
        "save it as UTF-8, or declare its encoding, for example --encoding cp1252"
    )


def bounded(data: bytes, name: str, settings: Settings) -> bytes:
    """`data`. Raises EncodingInvalid where it is longer than one document may be."""
    if len(data) > settings.limit:
        raise EncodingInvalid(f"{name}: longer than {megabytes(settings.limit)}, the limit of a document; split it")
    return data


def megabytes(size: int) -> str:
    """`size` as people write it."""
    return f"{size / 1_000_000:g} MB"
