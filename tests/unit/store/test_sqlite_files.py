"""The file of a desk: what is told apart when it is opened, and what happens when it cannot be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from desk_samples import bare, sample, withdrawal

from detente.errors import (
    DeskExists,
    DeskInvalid,
    DeskMissing,
    DeskReadOnly,
    DeskTooNew,
    DetenteError,
)
from detente.store.sqlite import SqliteStore


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "cheese.db"
    with SqliteStore.create(path, dispute="Cheese") as store:
        store.commit(*sample("a"))
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """A desk with one document, closed."""
    return Path(shutil.copy(made, tmp_path))


def test_a_desk_knows_its_dispute_and_leaves_one_file(desk: Path) -> None:
    with SqliteStore.open(desk) as store:
        assert store.dispute == "Cheese"
        assert store.created.endswith("+00:00")
    assert os.listdir(desk.parent) == ["cheese.db"]


def test_reading_leaves_one_file_as_well(desk: Path) -> None:
    with SqliteStore.open(desk, read_only=True) as store:
        assert store.document("a")
    assert os.listdir(desk.parent) == ["cheese.db"]


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "#1.db", "café.db", "x&mode=memory.db", "desk"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    SqliteStore.create(tmp_path / name, dispute="Cheese").close()
    with SqliteStore.open(str(tmp_path / name), read_only=True) as store:
        assert store.dispute == "Cheese"
    assert os.listdir(tmp_path) == [name]


def test_closing_twice_is_no_error(desk: Path) -> None:
    store = SqliteStore.open(desk)
    store.close()
    store.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def words(path: Path) -> None:
    path.write_text("Dear desk, this is a letter. " * 50)


def another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE log (id); INSERT INTO log VALUES (1);")


def half_made(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("PRAGMA application_id = 0x44657465; CREATE TABLE desk (key);")


def newer(path: Path) -> None:
    SqliteStore.create(path, dispute="Cheese").close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 999")


def header_only(path: Path) -> None:
    SqliteStore.create(path, dispute="Cheese").close()
    os.truncate(path, 100)


def half_gone(path: Path) -> None:
    SqliteStore.create(path, dispute="Cheese").close()
    os.truncate(path, path.stat().st_size // 2)


NO_DESKS: list[tuple[Callable[[Path], object], type[DetenteError], str]] = [
    (lambda path: None, DeskMissing, "detente init"),
    (Path.mkdir, DeskInvalid, "not a file"),
    (empty, DeskInvalid, "is empty"),
    (words, DeskInvalid, "no SQLite database"),
    (another_database, DeskInvalid, "no desk of Detente"),
    (half_made, DeskInvalid, "cut short"),
    (newer, DeskTooNew, "desk version 999.*pip install -U"),
    (header_only, DeskInvalid, "damaged; restore it"),
    (half_gone, DeskInvalid, "damaged; restore it"),
]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("make", "error", "says"), NO_DESKS)
def test_what_is_no_desk_is_told_apart_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], error: type[DetenteError], says: str, read_only: bool
) -> None:
    path = tmp_path / "desk.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=says) as raised:
        SqliteStore.open(path, read_only=read_only)
    assert type(raised.value) is error
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("make", [empty, words, Path.mkdir, newer])
def test_making_a_desk_overwrites_nothing(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "desk.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DeskExists, match="already"):
        SqliteStore.create(path, dispute="Cheese")
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_desk_is_not_made_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing, match="make it first"):
        SqliteStore.create(tmp_path / "nowhere" / "desk.db", dispute="Cheese")


def test_a_page_gone_bad_is_told_when_it_is_read(desk: Path) -> None:
    with SqliteStore.open(desk) as store:
        for number in range(40):
            store.commit(*bare(f"d{number}", f"{number} " * 2000))
    with desk.open("r+b") as file:
        file.seek(4096 * 4)
        file.write(b"\xff" * (desk.stat().st_size - 4096 * 4))
    with pytest.raises(DeskInvalid, match="damaged"), SqliteStore.open(desk) as store:
        [store.document(ref.id) for ref in store.documents()]


def spoilt(desk: Path, table: str, change: str) -> None:
    """Change a row behind the triggers' back."""
    with closing(sqlite3.connect(desk)) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        other.execute(f"UPDATE {table} SET {change}")
        other.commit()


def test_a_text_that_was_changed_is_told(desk: Path) -> None:
    spoilt(desk, "documents", "text = replace(text, '25', '52')")
    with SqliteStore.open(desk) as store, pytest.raises(DeskInvalid, match="document 'a' is not the one taken in"):
        store.document("a")


@pytest.mark.parametrize("payload", ["'{'", '\'{"entry": "unheard-of"}\'', "cast(x'22ff22' AS TEXT)"])
def test_a_row_that_is_no_entry_is_told(desk: Path, payload: str) -> None:
    spoilt(desk, "log", f"payload = {payload} WHERE seq = 3")
    with SqliteStore.open(desk) as store, pytest.raises(DeskInvalid, match=r"row 3 of the log is no entry|damaged"):
        list(store.entries())


def test_a_reading_that_is_none_is_told(desk: Path) -> None:
    spoilt(desk, "readings", "reading = '[]'")
    with SqliteStore.open(desk) as store, pytest.raises(DeskInvalid, match="reading of document 'a'"):
        store.reading("a")


def test_a_store_opened_for_reading_writes_nothing(desk: Path) -> None:
    with SqliteStore.open(desk, read_only=True) as store:
        with pytest.raises(DeskReadOnly, match="opened for reading only"):
            store.commit(*sample("b"))
        with pytest.raises(DeskReadOnly, match="opened for reading only"):
            store.append(withdrawal("a"))
        assert len(list(store.documents())) == 1
