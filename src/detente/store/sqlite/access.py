"""Users, tokens, logins and deeds, in a file of their own beside the desk: a desk is handed on without them."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from detente.errors import DeskInvalid
from detente.model.access import Deed, Login, Token, User
from detente.store.sqlite.failures import explained

APPLICATION_ID = 0x44657441  # 'DetA'
VERSION = 1
SCHEMA = """
CREATE TABLE user (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT, since TEXT NOT NULL) STRICT;
CREATE TABLE token (
  digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE, label TEXT NOT NULL,
  since TEXT NOT NULL, expires TEXT
) STRICT;
CREATE TABLE login (
  digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE, form_token TEXT NOT NULL,
  since TEXT NOT NULL, expires TEXT NOT NULL
) STRICT;
CREATE TABLE deed (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL,
  what TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE TRIGGER deed_stays BEFORE DELETE ON deed BEGIN SELECT RAISE (ABORT, 'the audit is append-only'); END;
CREATE TRIGGER deed_is_written_once BEFORE UPDATE ON deed BEGIN SELECT RAISE (ABORT, 'the audit is append-only'); END;
"""
Row = TypeVar("Row", User, Token, Login, Deed)


def beside(desk: Path) -> Path:
    """Where the users of a desk are kept: 'us-china.db' has 'us-china.db.access'."""
    return desk.with_name(desk.name + ".access")


class SqliteAccess:
    """The file of users. Any thread may use it; only the owner may read the file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = threading.Lock()

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open the file, made where it is not there. Raises DeskInvalid, DeskReadOnly and StoreError."""
        if not path.exists():
            with explained(path):
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        with explained(path):
            connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            connection.execute("PRAGMA foreign_keys = ON")
            _prepare(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
        return cls(connection, path)

    def users(self) -> Sequence[User]:
        return self._rows(User, "SELECT * FROM user ORDER BY name")

    def user(self, name: str) -> User | None:
        return self._row(User, "SELECT * FROM user WHERE name = ?", name)

    def put(self, user: User) -> None:
        sql = (
            "INSERT INTO user (name, role, password, since) VALUES (:name, :role, :password, :since) "
            "ON CONFLICT (name) DO UPDATE SET role = :role, password = :password"
        )
        self._run(sql, msgspec.structs.asdict(user))

    def remove(self, name: str) -> bool:
        return self._run("DELETE FROM user WHERE name = ?", (name,)) > 0

    def tokens(self, user: str) -> Sequence[Token]:
        return self._rows(Token, "SELECT * FROM token WHERE user = ? ORDER BY since, digest", user)

    def issue(self, token: Token) -> None:
        sql = "INSERT INTO token VALUES (:digest, :user, :label, :since, :expires)"
        self._run(sql, msgspec.structs.asdict(token))

    def token(self, digest: str) -> Token | None:
        return self._row(Token, "SELECT * FROM token WHERE digest = ?", digest)

    def revoke(self, user: str, label: str) -> int:
        return self._run("DELETE FROM token WHERE user = ? AND label = ?", (user, label))

    def begin(self, login: Login) -> None:
        sql = "INSERT INTO login VALUES (:digest, :user, :form_token, :since, :expires)"
        self._run(sql, msgspec.structs.asdict(login))

    def login(self, digest: str) -> Login | None:
        return self._row(Login, "SELECT * FROM login WHERE digest = ?", digest)

    def end(self, digest: str) -> None:
        self._run("DELETE FROM login WHERE digest = ?", (digest,))

    def end_all(self, user: str) -> None:
        self._run("DELETE FROM login WHERE user = ?", (user,))

    def expire(self, now: str) -> None:
        self._run("DELETE FROM login WHERE expires <= ?", (now,))
        self._run("DELETE FROM token WHERE expires <= ?", (now,))

    def record(self, deed: Deed) -> None:
        sql = "INSERT INTO deed (at, who, address, what, outcome) VALUES (:at, :who, :address, :what, :outcome)"
        self._run(sql, msgspec.structs.asdict(deed))

    def deeds(self, limit: int, before: int | None = None) -> Sequence[tuple[int, Deed]]:
        sql = "SELECT * FROM deed WHERE number < ? ORDER BY number DESC LIMIT ?"
        found = self._fetched(sql, (before if before is not None else 2**63 - 1, limit))
        return [(number, Deed(at=at, who=who, address=address, what=what, outcome=outcome))
                for number, at, who, address, what, outcome in found]  # fmt: skip

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _row(self, kind: type[Row], sql: str, value: str) -> Row | None:
        found = self._rows(kind, sql, value)
        return found[0] if found else None

    def _rows(self, kind: type[Row], sql: str, *values: str) -> list[Row]:
        names = kind.__struct_fields__
        return [msgspec.convert(dict(zip(names, row, strict=True)), kind) for row in self._fetched(sql, values)]

    def _fetched(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._lock, explained(self._path):
            return self._connection.execute(sql, values).fetchall()

    def _run(self, sql: str, values: Any) -> int:
        with self._lock, explained(self._path):
            return self._connection.execute(sql, values).rowcount


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file. Raises DeskInvalid where it is another's, or a newer Detente's."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application == APPLICATION_ID and version == VERSION:
        return
    if not empty or version > VERSION:
        raise DeskInvalid(f"{path}: no file of users of this version of Detente; move it away, or upgrade")
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"BEGIN; {SCHEMA} {marks} COMMIT;")
