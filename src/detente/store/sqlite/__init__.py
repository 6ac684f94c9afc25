"""A desk as one SQLite file."""

from detente.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
