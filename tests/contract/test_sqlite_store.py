"""The SQLite store keeps the store's contract."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from originals_contract import OriginalsContract
from store_contract import StoreContract

from detente.model import Entry
from detente.store.sqlite import SqliteStore


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    SqliteStore.create(path, dispute="Cheese").close()
    return path


class TestSqliteStore(StoreContract, OriginalsContract):
    @pytest.fixture
    def store(self, made: Path, tmp_path: Path) -> Iterator[SqliteStore]:
        with SqliteStore.open(shutil.copy(made, tmp_path)) as store:
            yield store

    @pytest.fixture
    def again(self, store: SqliteStore) -> Iterator[SqliteStore]:
        with SqliteStore.open(store.path) as another:
            yield another

    def read_elsewhere(self, again: SqliteStore) -> list[Entry]:
        with SqliteStore.open(again.path, read_only=True) as store:
            return list(store.entries())
