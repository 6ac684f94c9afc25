"""The bytes that documents were made from, compressed, in the file of their desk."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zlib

from detente.errors import NotFound
from detente.model import Freed, Original
from detente.store.sqlite.part import SqlitePart

ADD = """
    INSERT INTO originals (sha256, media, name, size, recorded_at, data) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET data = excluded.data, recorded_at = excluded.recorded_at, let_go = NULL
    WHERE originals.data IS NULL"""
FIND = """
    SELECT o.media, o.name, o.data, o.let_go
    FROM documents AS d LEFT JOIN originals AS o ON o.sha256 = d.original WHERE d.id = ?"""
KEPT = "SELECT count(*), coalesce(sum(length(data)), 0) FROM originals WHERE data IS NOT NULL"
OLD = "data IS NOT NULL AND recorded_at < ?2"
BEYOND = """data IS NOT NULL AND sha256 NOT IN (
    SELECT sha256 FROM originals WHERE data IS NOT NULL ORDER BY recorded_at DESC, rowid DESC LIMIT ?2)"""
LET_GO = "UPDATE originals SET data = NULL, let_go = ?1 WHERE {which}"
LEVEL = 6


def put(connection: sqlite3.Connection, original: Original, recorded_at: str) -> None:
    """Keep an original within the caller's transaction; one that is there stays as it is."""
    packed = zlib.compress(original.data, LEVEL)
    connection.execute(ADD, (original.sha256, original.media, original.name, len(original.data), recorded_at, packed))


class SqliteOriginals(SqlitePart):
    """Implements `detente.model.OriginalStore`; the arguments are those of the store whose file it is."""

    def of(self, document_id: str) -> Original:
        """The original of a document. Raises NotFound where there is none, or where it was let go of."""
        found = self._all(FIND, document_id)
        if not found:
            raise NotFound(f"no document {document_id!r}; `detente sources` lists what is there")
        media, name, data, let_go = found[0]
        if media is None:
            raise NotFound(f"document {document_id!r} has no original: its text came as text")
        if data is None:
            raise NotFound(f"the original of document {document_id!r} was let go of on {let_go[:10]}; its text is kept")
        return Original(media=media, name=name, data=zlib.decompress(data))

    def kept(self) -> tuple[int, int]:
        """How many originals there are, and how many bytes they take as they are kept."""
        count, size = self._all(KEPT)[0]
        return count, size

    def let_go(self, *, before: str | None = None, newest: int | None = None) -> Freed:
        """Let go of the bytes taken in before that moment (ISO), or of all but so many taken in last.

        What they were, when they came and their digest stay. Raises DeskReadOnly and StoreError.
        """
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        held = self.kept()
        with self._transaction():
            if before is not None:
                self._connection.execute(LET_GO.format(which=OLD), (now, before))
            if newest is not None:
                self._connection.execute(LET_GO.format(which=BEYOND), (now, newest))
        left = self.kept()
        return Freed(held[0] - left[0], held[1] - left[1])
