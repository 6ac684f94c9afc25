"""Files and data frames of daily prices -> series. What is wrong with one is named in its faults, never filled in."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from detente.errors import ExtraMissing, NotFound, SeriesInvalid
from detente.markets.cells import Cell, day_of, price_of
from detente.markets.faults import clean
from detente.markets.names import Listing, canonical, find
from detente.markets.series import Series

Columns = Mapping[str, Sequence[Any]]
GZIP = b"\x1f\x8b"
DATES = ("date", "observation_date", "day", "datetime", "timestamp", "time", "index", "")
"""Names that a column of dates has, whatever the case."""
CLOSES = ("close", "price", "value", "last", "adj close")
"""Names that a column of closes has; the first that is there counts. One called otherwise must be the only column."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of prices does not say of itself.

    `instrument` is any name of it; `calendar` and `unit` are needed for one that is not in the vocabulary of listings.
    `source` is who publishes the series, `vintage` the day (ISO) it was taken from there. `column` holds the closes
    where that is not plain; `zone` is that of times of day that have none ('America/New_York').
    """

    instrument: str
    source: str
    vintage: str
    licence: str = ""
    calendar: str = ""
    unit: str = ""
    column: str = ""
    zone: str = ""

    def listing(self) -> Listing:
        """Where it is traded. Raises SeriesInvalid where neither the vocabulary nor the caller says so."""
        known = find(self.instrument)
        calendar, unit = self.calendar or (known.calendar if known else ""), self.unit or (known.unit if known else "")
        if not calendar or not unit:
            raise SeriesInvalid(
                f"{self.instrument!r}: not in the vocabulary of listings; say where it is traded and in which unit, "
                "e.g. --calendar XNYS --unit USD"
            )
        return Listing(instrument=canonical(self.instrument), calendar=calendar, unit=unit)


def load(path: Path, about: About) -> Series:
    """The series in a CSV (also .gz) or Parquet file. Raises NotFound, SeriesInvalid, ExtraMissing."""
    if not path.is_file():
        raise NotFound(f"{path}: no such file; give a CSV or Parquet file of daily prices")
    columns = _parquet(path) if path.suffix.lower() in (".parquet", ".pq") else columns_of(path.read_bytes(), str(path))
    return series_of(columns, about, str(path))


def load_frame(frame: Any, about: About) -> Series:
    """The series in a data frame of pandas or polars, dates in a column or the index. Raises SeriesInvalid."""
    if hasattr(frame, "reset_index"):
        frame = frame.reset_index() if frame.index.name or frame.index.dtype.kind == "M" else frame
        return series_of({str(name): frame[name].tolist() for name in frame.columns}, about, "the data frame")
    if hasattr(frame, "to_dict"):
        return series_of(frame.to_dict(as_series=False), about, "the data frame")
    raise SeriesInvalid(f"{type(frame).__name__}: no data frame; give one of pandas or polars")


def series_of(columns: Columns, about: About, place: str) -> Series:
    """The series in named columns of equal length; `place` is what errors call them. Raises SeriesInvalid."""
    listing, zone = about.listing(), _zone(about.zone, place)
    names = {name.strip().casefold(): name for name in columns}
    dates, closes = _dates(names, place), _closes(names, about.column, place)
    ranged = [columns[names[name]] if name in names else None for name in ("high", "low")]
    cells = []
    for at, (when, close) in enumerate(zip(columns[dates], columns[closes], strict=True)):
        row = f"{place}, row {at + 1}"
        high, low = (price_of(column[at], row) if column else None for column in ranged)
        day = day_of(when, row, zone, listing.calendar)
        cells.append(Cell(day=day, close=price_of(close, row), high=high, low=low))
    if not any(cell.close is not None for cell in cells):
        raise SeriesInvalid(f"{place}: no prices under {closes!r}; name the column of closes with --column")
    found = clean(cells, listing, source=about.source, licence=about.licence, vintage=about.vintage)
    if not len(found):
        raise SeriesInvalid(f"{place}: {found.faults[0].day}: {found.faults[0].note}; no close is left")
    return found


def columns_of(data: bytes, place: str) -> Columns:
    """The columns of a CSV file's bytes, plain or gzipped. Raises SeriesInvalid."""
    try:
        text = (gzip.decompress(data) if data.startswith(GZIP) else data).decode("utf-8-sig")
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise SeriesInvalid(f"{place}: no text in UTF-8 ({error}); save it as CSV in UTF-8") from error
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    if len(rows) < 2:
        raise SeriesInvalid(f"{place}: no rows under a header line; give a CSV file with columns such as Date,Close")
    ragged = next((at for at, row in enumerate(rows) if len(row) != len(rows[0])), None)
    if ragged is not None:
        raise SeriesInvalid(f"{place}, row {ragged}: {len(rows[ragged])} fields where the header has {len(rows[0])}")
    return {name: [row[at] for row in rows[1:]] for at, name in enumerate(rows[0])}


def _parquet(path: Path) -> Columns:
    try:
        import pyarrow as arrow  # type: ignore[import-untyped] # noqa: PLC0415 - large, and an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing(
            f"{path}: Parquet needs pyarrow; install with `pip install 'detente[markets]'`, or save it as CSV"
        ) from error
    try:
        columns: Columns = parquet.read_table(path).to_pydict()
    except (arrow.ArrowInvalid, OSError) as error:
        raise SeriesInvalid(f"{path}: no Parquet file ({error}); give a CSV or Parquet file") from error
    return {("index" if name == "__index_level_0__" else name): column for name, column in columns.items()}


def _dates(names: Mapping[str, str], place: str) -> str:
    found = next((names[name] for name in DATES if name in names), None)
    if found is None:
        raise SeriesInvalid(f"{place}: no column of dates among {', '.join(names.values())}; call it Date")
    return found


def _closes(names: Mapping[str, str], wanted: str, place: str) -> str:
    if wanted and wanted.strip().casefold() not in names:
        raise SeriesInvalid(f"{place}: no column {wanted!r} among {', '.join(names.values())}")
    told = next((names[name] for name in CLOSES if name in names), None)
    found = names[wanted.strip().casefold()] if wanted else told
    others = [name for key, name in names.items() if key not in DATES]
    if found is None and len(others) != 1:
        raise SeriesInvalid(f"{place}: which of {', '.join(others)} holds the closes? Say so with --column")
    return found or others[0]


def _zone(name: str, place: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SeriesInvalid(f"{place}: {name!r} is no time zone; write it as America/New_York") from error
