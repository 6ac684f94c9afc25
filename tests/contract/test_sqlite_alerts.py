"""The SQLite store keeps the contract of alerts, and its file refuses to change what was told."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alerts_contract import NOW, RULE, AlertsContract, alert

from detente.model.alert import AlertStore
from detente.store.sqlite import SqliteStore


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    SqliteStore.create(path, dispute="Cheese").close()
    return path


class TestSqliteAlerts(AlertsContract):
    @pytest.fixture
    def alerts(self, made: Path, tmp_path: Path) -> Iterator[AlertStore]:
        with SqliteStore.open(shutil.copy(made, tmp_path)) as store:
            yield store.alerts


@pytest.mark.parametrize("change", ["UPDATE alerts SET quiet = 1", "DELETE FROM alerts"])
def test_an_alert_is_written_once(made: Path, tmp_path: Path, change: str) -> None:
    path = Path(shutil.copy(made, tmp_path))
    with SqliteStore.open(path) as store:
        store.alerts.add(RULE, [])
        store.alerts.bring([alert("new")], [], NOW)
    with sqlite3.connect(path) as file, pytest.raises(sqlite3.IntegrityError, match="alerts are never"):
        file.execute(change)
