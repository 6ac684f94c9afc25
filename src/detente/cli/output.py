"""Where a command's answer goes and in what form: table, JSON, JSON Lines or CSV; to standard output or a file."""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from detente.errors import UsageError


def form_of(given: str | None, piped: str = "json") -> str:
    """The form asked for, else a table on a terminal and `piped` elsewhere."""
    return given or ("table" if sys.stdout.isatty() else piped)


@contextlib.contextmanager
def opened(path: str | None, sources: Sequence[str] = ()) -> Iterator[BinaryIO]:
    """The file at `path`, or standard output. Raises UsageError where it cannot be written or is one of `sources`."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        return
    if Path(path).resolve() in {Path(source).resolve() for source in sources}:
        raise UsageError(f"{path}: is an input too; give -o another name, lest the input be lost")
    with created(Path(path)) as stream:
        yield stream


def created(path: Path) -> BinaryIO:
    """A new, empty file. Raises UsageError where it cannot be made."""
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); give -o another name") from error


def write_jsonl(rows: Iterable[Any], stream: BinaryIO) -> None:
    """One object a line, each out of the house as soon as it is there."""
    for row in rows:
        stream.write(msgspec.json.encode(row) + b"\n")
        stream.flush()


def write_json(rows: Iterable[Any], stream: BinaryIO) -> None:
    """One array, written as the rows come."""
    opening = b"["
    for row in rows:
        stream.write(opening + b"\n" + msgspec.json.encode(row))
        opening = b","
    stream.write(b"[]\n" if opening == b"[" else b"\n]\n")
    stream.flush()


def write_object(value: Any, stream: BinaryIO, *, indented: bool = True) -> None:
    """One JSON object, indented for people or on one line."""
    encoded = msgspec.json.encode(value)
    stream.write((msgspec.json.format(encoded, indent=2) if indented else encoded) + b"\n")
    stream.flush()


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], stream: BinaryIO) -> None:
    """A header line and a line a row; fields with commas, quotes or line breaks are quoted."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
        stream.write(taken(text))
    stream.write(taken(text))
    stream.flush()


def taken(text: io.StringIO) -> bytes:
    """What stands in `text`, which is empty afterwards."""
    value = text.getvalue()
    text.seek(0)
    text.truncate()
    return value.encode()


def write_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str, stream: BinaryIO) -> None:
    """Flat rows as JSON, JSON Lines or CSV."""
    if form == "csv":
        write_csv(rows, columns, stream)
    elif form == "jsonl":
        write_jsonl(rows, stream)
    else:
        write_json(rows, stream)
