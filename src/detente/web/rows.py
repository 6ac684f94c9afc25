"""Lines and other rows as JSON and CSV: the one place where the web turns what a desk holds into either.

A row is a line, a line with more beside it, a Struct of the model, or a dict of plain values. Everything is written a
row at a time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from detente.export.tabular import columns_of, line_row
from detente.model import Line
from detente.state import line_json


class Beside(msgspec.Struct, frozen=True):
    """A line and what else is known of it, plain values by name."""

    line: Line
    more: Mapping[str, Any]


Row = Line | Beside | msgspec.Struct | Mapping[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

MIXED = 1000
"""Rows among which all kinds of rows occur that a page has."""


def row_json(row: Row) -> dict[str, Any]:
    """A row as JSON has it; a line as the contract has it."""
    if isinstance(row, Line):
        return line_json(row)
    if isinstance(row, Beside):
        return {**line_json(row.line), **row.more}
    built: dict[str, Any] = msgspec.to_builtins(row)
    return built


def json_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """One array, in pieces as the rows come."""
    opening = b"["
    for row in rows:
        yield opening + b"\n" + msgspec.json.encode(row_json(row))
        opening = b","
    yield b"[]\n" if opening == b"[" else b"\n]\n"


def csv_pieces(rows: Sequence[Row]) -> Iterator[bytes]:
    """A header and a line a row, in pieces. What a spreadsheet would run as a formula gets a ' before it."""
    text = io.StringIO()
    heads = columns(rows if len(rows) <= MIXED else rows[:MIXED])
    writer = csv.DictWriter(text, heads, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: harmless(value) for name, value in csv_row(row).items()})
        yield taken(text)
    yield taken(text)


def columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns of lines, then those of other rows in the order in which they come."""
    lines = [row for row in rows if isinstance(row, Line)]
    if lines and len(lines) == len(rows):
        return columns_of(lines)
    return tuple(dict.fromkeys(name for row in rows for name in csv_row(row)))


def csv_row(row: Row) -> Mapping[str, Any]:
    """A row's cells."""
    if isinstance(row, Line):
        return line_row(row)
    if isinstance(row, Beside):
        return {**line_row(row.line), **{name: cell(value) for name, value in row.more.items()}}
    return {name: cell(value) for name, value in row_json(row).items()}


def cell(value: Any) -> Any:
    """A value in one cell: several joined by semicolons, what has fields as JSON."""
    if isinstance(value, list | tuple) and all(isinstance(one, str | int | float) for one in value):
        return "; ".join(map(str, value))
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list | tuple) else value


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs; figures stay as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def taken(text: io.StringIO) -> bytes:
    """What stands in `text`, which is empty afterwards."""
    value = text.getvalue()
    text.seek(0)
    text.truncate()
    return value.encode("utf-8", "replace")
