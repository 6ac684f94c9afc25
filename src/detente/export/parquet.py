"""Apache Parquet: the columns of the CSV with their types, and all evidence as a nested list. Needs pyarrow."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from detente.errors import ExtraMissing
from detente.export.parcel import Parcel
from detente.export.tabular import columns_of, line_row
from detente.model import Line

NUMBERS = {"rate", "change", "confidence", "score", "total", "percent"}
COUNTS = {"start", "end", "origins"}


def write(parcel: Parcel) -> Iterator[bytes]:
    """The file. Raises ExtraMissing without pyarrow."""
    try:
        pyarrow, parquet = map(importlib.import_module, ("pyarrow", "pyarrow.parquet"))
    except ImportError as error:
        raise ExtraMissing("Parquet is not installed; `pip install detente[export]`, or export csv") from error
    table = pyarrow.Table.from_pylist(list(map(_row, parcel.lines)), _schema(pyarrow, parcel))
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(table, sink)
    yield bytes(sink.getvalue())


def _row(line: Line) -> dict[str, Any]:
    row = {name: _cell(name, value) for name, value in line_row(line).items()}
    pieces = [
        {
            "document": one.document,
            "outlet": one.outlet,
            "published": one.published,
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "chain": [{"name": link.name, "kind": link.kind} for link in one.chain],
        }
        for one in line.evidence
    ]
    return row | {"evidence": pieces, "accounts": list(line.accounts)}


def _cell(name: str, value: object) -> object:
    """A value of the type that its column has."""
    if value is None or name in COUNTS:
        return value
    return float(str(value)) if name in NUMBERS else str(value)


def _schema(pyarrow: Any, parcel: Parcel) -> Any:
    """Text but for figures, so that every export of a view has one schema."""
    text, number, count = pyarrow.string(), pyarrow.float64(), pyarrow.int64()
    kinds = {**dict.fromkeys(NUMBERS, number), **dict.fromkeys(COUNTS, count)}
    link = pyarrow.struct({"name": text, "kind": text})
    piece = pyarrow.struct(
        {"document": text, "outlet": text, "published": text, "start": count, "end": count, "text": text,
         "chain": pyarrow.list_(link)}
    )  # fmt: skip
    fields = [(name, kinds.get(name, text)) for name in columns_of(parcel.lines)]
    return pyarrow.schema([*fields, ("evidence", pyarrow.list_(piece)), ("accounts", pyarrow.list_(text))])
