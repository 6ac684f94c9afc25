"""The series of a SQLite desk keep their contract, and cannot be altered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from series_contract import NOW, SeriesContract, series

from detente.errors import DeskReadOnly
from detente.model import Fault, SeriesStore
from detente.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    SqliteStore.create(tmp_path / "desk.db", dispute="Cheese").close()
    return tmp_path / "desk.db"


class TestSqliteSeries(SeriesContract):
    @pytest.fixture
    def store(self, path: Path) -> Iterator[SeriesStore]:
        with SqliteStore.open(path) as store:
            yield store.series

    @pytest.fixture
    def again(self, store: SeriesStore, path: Path) -> Iterator[SeriesStore]:
        with SqliteStore.open(path) as another:
            yield another.series


def test_a_desk_opened_for_reading_takes_no_series(path: Path) -> None:
    with SqliteStore.open(path, read_only=True) as store, pytest.raises(DeskReadOnly):
        store.series.add(series(), NOW)


@pytest.mark.parametrize("table", ["series", "prices", "price_faults"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = ''"])
def test_what_is_loaded_is_not_altered(path: Path, table: str, statement: str) -> None:
    with SqliteStore.open(path) as store:
        store.series.add(series(faults=(Fault("2025-06-03", "duplicate", "twice"),)), NOW)
    column = "source" if table == "series" else "day"
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement.format(table, column))
