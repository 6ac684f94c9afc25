"""The series of prices of a desk, in its file."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from detente.errors import NotFound
from detente.model.series import Days, Fault, Prices, Series
from detente.store.sqlite.part import SqlitePart

ABOUT = "instrument, source, vintage, licence, calendar, unit"
ADD = f"INSERT OR IGNORE INTO series ({ABOUT}, sha256, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"
ADD_PRICE = "INSERT INTO prices VALUES (?, ?, ?, ?, ?)"
ADD_FAULT = "INSERT INTO price_faults VALUES (?, ?, ?, ?)"
KEPT = f"{ABOUT}, recorded_at"
IN_USE = "number NOT IN (SELECT series FROM series_withdrawn)"
NAME = "'s-' || substr(sha256, 1, 12)"
FIND = f"""
    SELECT number, {NAME}, {KEPT} FROM series WHERE instrument = ?1 AND {IN_USE} ORDER BY vintage DESC, number DESC"""
WITHDRAW = f"""
    INSERT OR IGNORE INTO series_withdrawn SELECT number, ?2, ?3, ?4 FROM series WHERE {NAME} = ?1"""
PRICES = "SELECT day, close, high, low FROM prices WHERE series = ? ORDER BY day"
FAULTS = "SELECT day, fault, note FROM price_faults WHERE series = ? ORDER BY day, fault"
COUNT = "SELECT (SELECT count(*) FROM series) + (SELECT count(*) FROM series_withdrawn)"
NAMED = f"SELECT 1 FROM series WHERE {NAME} = ?"
INSTRUMENTS = f"SELECT DISTINCT instrument FROM series WHERE {IN_USE} ORDER BY instrument"


class SqliteSeries(SqlitePart):
    """Implements `detente.model.SeriesStore`; `everything` and `transaction` are those of the store of the file."""

    def add(self, series: Series, recorded_at: str) -> bool:
        """Keep a series. Returns False where this one is there. Raises DeskReadOnly and StoreError."""
        about = [getattr(series, name) for name in ABOUT.split(", ")]
        with self._transaction():
            row = self._connection.execute(ADD, (*about, digest(series), recorded_at)).fetchone()
            if row is None:
                return False
            self._connection.executemany(ADD_PRICE, ((row[0], *price) for price in _prices(series)))
            faults = ((row[0], fault.day, fault.fault, fault.note) for fault in series.faults)
            self._connection.executemany(ADD_FAULT, faults)
        return True

    def count(self) -> int:
        """A number that grows with every series that is added or withdrawn; 0 where there is none."""
        return int(self._all(COUNT)[0][0])

    def withdraw(self, id: str, analyst: str, reason: str, recorded_at: str) -> bool:  # noqa: A002 - the field's name
        """Take a series out of use; it stays. Returns False where it was withdrawn. Raises NotFound, DeskReadOnly."""
        if not self._all(NAMED, id):
            raise NotFound(f"{id!r}: no series of this id; `detente markets list` shows the ids")
        with self._transaction():
            return self._connection.execute(WITHDRAW, (id, analyst, reason, recorded_at)).rowcount > 0

    def instruments(self) -> Sequence[str]:
        """The instruments of which there are series in use, in order."""
        return [row[0] for row in self._all(INSTRUMENTS)]

    def of(self, instrument: str) -> Sequence[Series]:
        """The series in use of an instrument, the latest vintage first, of one vintage the one added last."""
        return [self._series(row) for row in self._all(FIND, instrument)]

    def _series(self, row: Sequence[Any]) -> Series:
        days, *columns = zip(*self._all(PRICES, row[0]), strict=True)
        closes, highs, lows = ([math.nan if value is None else value for value in column] for column in columns)
        return Series(
            id=row[1],
            **dict(zip(KEPT.split(", "), row[2:], strict=True)),
            days=np.array(days, dtype="datetime64[D]"),
            closes=np.array(closes, dtype=np.float64),
            highs=_known(highs),
            lows=_known(lows),
            faults=tuple(Fault(*fault) for fault in self._all(FAULTS, row[0])),
        )


def digest(series: Series) -> str:
    """SHA-256 of what the series is, its days and its prices, hexadecimal."""
    about = "\0".join(getattr(series, name) for name in ABOUT.split(", "))
    found = hashlib.sha256(about.encode())
    found.update(np.ascontiguousarray(series.days.astype("int64")).tobytes())
    for column in (series.closes, series.highs, series.lows):
        found.update(b"-" if column is None else np.ascontiguousarray(column).tobytes())
    return found.hexdigest()


def _prices(series: Series) -> list[tuple[str, float, float | None, float | None]]:
    days, closes = np.datetime_as_string(series.days, "D").tolist(), series.closes.tolist()
    ranges = (_nullable(column, series.days) for column in (series.highs, series.lows))
    return list(zip(days, closes, *ranges, strict=True))


def _nullable(column: Prices | None, days: Days) -> list[float | None]:
    return [None] * len(days) if column is None else [None if math.isnan(value) else value for value in column.tolist()]


def _known(values: Sequence[float]) -> Prices | None:
    """The column; None where nothing of it is known."""
    column = np.array(values, dtype=np.float64)
    return None if np.isnan(column).all() else column
