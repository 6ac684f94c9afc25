"""Numbered migrations: what makes a desk, and what brings an older desk up to date."""

from __future__ import annotations

import functools
import importlib.resources
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Migration(NamedTuple):
    """One numbered file of SQL; `number` is the `user_version` of a desk that has it."""

    number: int
    name: str
    sql: str


@functools.cache
def migrations() -> tuple[Migration, ...]:
    """All migrations in their order."""
    folder = importlib.resources.files(__package__) / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in files)


def latest() -> int:
    """The version of a desk that has every migration."""
    return migrations()[-1].number


def version(connection: sqlite3.Connection) -> int:
    """The number of the desk's last migration."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def apply(connection: sqlite3.Connection, migration: Migration) -> None:
    """Run one migration within the caller's transaction (`executescript` would commit it)."""
    for statement in statements(migration.sql):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {migration.number}")


def upgrade(connection: sqlite3.Connection, wanted: Sequence[Migration]) -> None:
    """Bring the desk up to date, each migration in one transaction: a kill between two leaves a desk of the former."""
    for migration in wanted:
        if version(connection) >= migration.number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        with connection:  # commits, or rolls back where a statement fails
            if version(connection) < migration.number:  # another process may have come first
                apply(connection, migration)


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script, triggers whole."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
