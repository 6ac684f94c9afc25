"""The SQLite file of users keeps its contract, and is its owner's alone."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from access_contract import ADA, AccessContract

from detente.errors import DeskInvalid
from detente.model.access import Deed
from detente.store.sqlite.access import SqliteAccess, beside


class TestSqliteAccess(AccessContract):
    @pytest.fixture
    def access(self, tmp_path: Path) -> Iterator[SqliteAccess]:
        store = SqliteAccess.at(tmp_path / "desk.db.access")
        yield store
        store.close()


def test_it_stands_beside_the_desk_and_is_read_by_its_owner_only(tmp_path: Path) -> None:
    path = beside(tmp_path / "us-china.db")
    SqliteAccess.at(path).close()
    assert path.name == "us-china.db.access"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_kept_from_one_opening_to_the_next(tmp_path: Path) -> None:
    store = SqliteAccess.at(tmp_path / "a")
    store.put(ADA)
    store.close()
    again = SqliteAccess.at(tmp_path / "a")
    assert list(again.users()) == [ADA]
    again.close()


def test_another_database_is_not_touched(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE mine (x)")
    with pytest.raises(DeskInvalid, match="no file of users"):
        SqliteAccess.at(tmp_path / "other.db")


def test_the_audit_cannot_be_rewritten(tmp_path: Path) -> None:
    store = SqliteAccess.at(tmp_path / "a")
    store.record(Deed(at="2025", who="ada", address="", what="log in", outcome="200"))
    store.close()
    raw = sqlite3.connect(tmp_path / "a")
    for sql in ("DELETE FROM deed", "UPDATE deed SET who = 'eve'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(sql)
    raw.close()
