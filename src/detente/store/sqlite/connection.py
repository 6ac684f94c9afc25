"""Making and opening the file of a desk."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from detente.errors import DeskExists, DeskInvalid, DeskMissing, DeskReadOnly, DeskTooNew, StoreError
from detente.store.sqlite import schema
from detente.store.sqlite.failures import explained

APPLICATION_ID = 0x44657465  # 'Dete', as the first migration sets it
BUSY_SECONDS = 30.0
CHECKPOINT = 8000  # pages of 4 KiB in the write-ahead log before they are moved to the file
CACHE = 65_536  # KiB of pages kept in memory while writing


def create(path: Path, description: dict[str, str]) -> sqlite3.Connection:
    """Make the file and its tables, with `description` in the table `desk`; nothing stays behind where that fails.

    Raises DeskExists where anything stands at `path`, DeskMissing where its folder does not exist, DeskReadOnly
    where that cannot be written, StoreError where the disk is full.
    """
    _claim(path)
    with contextlib.ExitStack() as undo:
        undo.callback(path.unlink, missing_ok=True)
        with _closed_on_failure(path, "mode=rw") as connection:
            _fill(connection, description)
            _configure(connection)
        undo.pop_all()
    return connection


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open a desk and bring it up to date. Raises DeskMissing, DeskInvalid, DeskTooNew, DeskReadOnly."""
    check_identity(path)
    if not writable(path):
        raise DeskReadOnly(f"{path}: the file or its folder cannot be written; open it for reading only, or copy it")
    with _closed_on_failure(path, "mode=rw") as connection:
        _check_version(connection, path)
        schema.upgrade(connection, schema.migrations())
        _configure(connection)
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a desk that nothing is written to. Raises DeskMissing, DeskInvalid, DeskTooNew; DeskReadOnly where it is of
    an older version, or a killed writer's log must be folded in first, so that a write is needed before it can be read.
    """
    check_identity(path)
    with _closed_on_failure(path, _reading_mode(path)) as connection:
        if _check_version(connection, path) < schema.latest():
            raise DeskReadOnly(f"{path}: the desk was made by an older Detente; open it once for writing to upgrade it")
        connection.execute("PRAGMA query_only = ON")
    return connection


def check_identity(path: Path) -> None:
    """Raises DeskMissing or DeskInvalid where `path` is no desk, by its first bytes: no foreign file is opened."""
    header = _header(path)
    if not header:
        raise DeskInvalid(f"{path}: the file is empty; delete it and make a desk with `detente init --desk {path}`")
    if not header.startswith(b"SQLite format 3\0"):
        raise DeskInvalid(f"{path}: the file is no SQLite database; give the path of a desk")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DeskInvalid(f"{path}: a SQLite database, but no desk of Detente; give the path of a desk")


def _header(path: Path) -> bytes:
    try:
        if not path.exists():
            raise DeskMissing(
                f"{path}: no desk there; make one with `detente init --desk {path}`, or give another path"
            )
        if not path.is_file():
            raise DeskInvalid(f"{path}: not a file; give the path of a desk")
        with path.open("rb") as file:
            return file.read(100)
    except OSError as error:
        raise DeskInvalid(f"{path}: the file cannot be read ({error.strerror}); ask its owner for leave") from error


def writable(path: Path) -> bool:
    """Whether SQLite can write: it needs the file, and its folder for the write-ahead log beside it."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _claim(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError as error:
        raise DeskExists(f"{path}: something is there already; open it, or give another path") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DeskMissing(f"{path}: the folder {path.parent} does not exist; make it first") from error
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise DeskReadOnly(f"{path}: the folder {path.parent} cannot be written; give another path") from error
        raise StoreError(f"{path}: the file cannot be made ({error.strerror}); give another path") from error


@contextlib.contextmanager
def _closed_on_failure(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with explained(path):
        uri = f"{path.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
        with contextlib.ExitStack() as undo:
            undo.callback(connection.close)
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
            undo.pop_all()


def _reading_mode(path: Path) -> str:
    """The kindest way that works: in a folder that cannot be written SQLite reads a file with a write-ahead log only
    where that log is there already, else the file must be declared immutable.
    """
    if writable(path):
        return "mode=rw"  # as the last to close it, folds the log of a killed writer back in
    file = path.resolve()
    log = file.with_name(file.name + "-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"


def _fill(connection: sqlite3.Connection, description: dict[str, str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for migration in schema.migrations():
            schema.apply(connection, migration)
        connection.executemany("INSERT INTO desk (key, value) VALUES (?, ?)", description.items())


def _configure(connection: sqlite3.Connection) -> None:
    """WAL lets readers and one writer live together. With NORMAL a commit is in the system's hands when it returns, so
    that it outlives a kill -9; a power cut may lose the last commits, whole, and damages nothing.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    version = schema.version(connection)
    if version == 0:
        raise DeskInvalid(f"{path}: the making of this desk was cut short; delete it and make it again")
    if version > schema.latest():
        raise DeskTooNew(
            f"{path}: written by a newer Detente (desk version {version}, this one knows {schema.latest()}); "
            "upgrade with `pip install -U detente`"
        )
    return version
