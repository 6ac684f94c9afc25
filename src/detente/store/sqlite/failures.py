"""What SQLite's error codes mean to somebody at a desk."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from detente.errors import DeskInvalid, DeskReadOnly, DetenteError, StoreError

MEANINGS: dict[int, tuple[type[DetenteError], str]] = {
    sqlite3.SQLITE_NOTADB: (DeskInvalid, "the file is no SQLite database; give the path of a desk"),
    sqlite3.SQLITE_CORRUPT: (
        DeskInvalid,
        "the file is damaged; restore it from a backup, or save what `.recover` finds",
    ),
    sqlite3.SQLITE_READONLY: (
        DeskReadOnly,
        "the desk cannot be written; make its file and folder writable, or copy it",
    ),
    sqlite3.SQLITE_PERM: (DeskReadOnly, "the desk cannot be written; make its file and folder writable, or copy it"),
    sqlite3.SQLITE_CANTOPEN: (DeskReadOnly, "the desk cannot be opened; make its file and folder writable, or copy it"),
    sqlite3.SQLITE_FULL: (StoreError, "the disk is full; nothing was written: free some space and add it again"),
    sqlite3.SQLITE_BUSY: (StoreError, "another process keeps writing to the desk; try again when it has done"),
    sqlite3.SQLITE_LOCKED: (StoreError, "another process keeps writing to the desk; try again when it has done"),
    sqlite3.SQLITE_IOERR: (StoreError, "the disk failed or a limit was reached; check the disk and its free space"),
    sqlite3.SQLITE_TOOBIG: (StoreError, "the text is too long for SQLite; split the document"),
}
"""By primary result code: the error to raise, and what is wrong with its remedy."""

UNREADABLE = "Could not decode to UTF-8"  # the sqlite3 module's own message, which carries no result code


def meaning(error: sqlite3.Error, path: Path) -> DetenteError | None:
    """The error to raise for SQLite's `error` at the desk `path`; None where it is a defect of ours."""
    if str(error).startswith(UNREADABLE):
        kind, says = MEANINGS[sqlite3.SQLITE_CORRUPT]
    elif (found := MEANINGS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)) is not None:
        kind, says = found
    else:
        return None
    return kind(f"{path}: {says} ({error})")


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raises SQLite's errors at the desk `path` as Detente's where they tell of the file, the disk or other writers."""
    try:
        yield
    except sqlite3.Error as error:
        told = meaning(error, path)
        if told is None:
            raise
        raise told from error
