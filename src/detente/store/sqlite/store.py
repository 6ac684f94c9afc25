"""The SQLite store: one desk, one file, readable with any SQLite browser."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from detente.errors import DeskInvalid, DeskReadOnly, DocumentConflict, LogGrown, NotFound, SpanMismatch
from detente.model import (
    Aside,
    Captured,
    Decided,
    Document,
    DocumentRef,
    Entry,
    Hit,
    Overlap,
    Part,
    Reading,
    day_published,
)
from detente.store.sqlite import connection as files
from detente.store.sqlite import rows
from detente.store.sqlite.alerts import SqliteAlerts
from detente.store.sqlite.editions import SqliteEditions
from detente.store.sqlite.failures import explained
from detente.store.sqlite.feeds import SqliteFeeds
from detente.store.sqlite.originals import SqliteOriginals, put
from detente.store.sqlite.profiles import SqliteProfiles
from detente.store.sqlite.search import match_expression
from detente.store.sqlite.series import SqliteSeries

PAGE = 2000  # rows fetched at a time; no read transaction stays open between two pages

ADD_DOCUMENT = """
    INSERT INTO documents
        (id, outlet, title, url, published, language, byline, modified, sha256, original, shingles, text, number)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM documents))
    RETURNING number"""
ADD_SHINGLE = "INSERT INTO shingles (document, stretch, hash) VALUES (?, ?, ?)"
ADD_READING = "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_ENTRY = """
    INSERT INTO log (id, entry, kind, document, key, valid_start, valid_end, known_at, recorded_at, payload)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE NOT EXISTS (SELECT 1 FROM log WHERE id = ?1)"""
DOCUMENTS = f"""
    SELECT {rows.REFERENCE} FROM documents AS d
    WHERE coalesce(published, '~') >= ?1 AND (coalesce(published, '~'), id) > (?1, ?2)
    ORDER BY coalesce(published, '~'), id LIMIT {PAGE}"""
ENTRIES = f"SELECT seq, payload FROM log WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT {PAGE}"
AT = "SELECT seq, payload FROM log WHERE seq IN (SELECT value FROM json_each(?))"
ADD_ASIDE = "INSERT OR IGNORE INTO aside (id, sha256, why, reason, recorded_at, document) VALUES (?, ?, ?, ?, ?, ?)"
ASIDES = """
    SELECT number, document, why, reason, recorded_at FROM aside AS a
    WHERE NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.id = a.id AND d.sha256 = a.sha256) ORDER BY number"""
PARTS = "SELECT first, last, version, facts, digest FROM facts ORDER BY first"
OVERLAPS = f"""
    SELECT {rows.REFERENCE}, found.shared, d.shingles
    FROM (SELECT s.document, count(*) AS shared
          FROM json_each(?1) AS stretches
          CROSS JOIN json_each(?2) AS wanted
          CROSS JOIN shingles AS s ON s.stretch = stretches.value AND s.hash = wanted.value
          GROUP BY s.document HAVING count(*) >= ?3) AS found
    CROSS JOIN documents AS d ON d.number = found.document
    ORDER BY found.shared DESC, d.id"""
STRETCHES = """
    WITH RECURSIVE held (stretch) AS (
        SELECT min(stretch) FROM shingles
        UNION ALL
        SELECT (SELECT min(stretch) FROM shingles WHERE stretch > held.stretch) FROM held WHERE stretch IS NOT NULL)
    SELECT stretch FROM held WHERE stretch IS NOT NULL"""
SEARCH = f"""
    SELECT {rows.REFERENCE}, snippet(documents_fts, -1, '[', ']', '…', 24)
    FROM documents_fts JOIN documents AS d ON d.number = documents_fts.rowid
    WHERE documents_fts MATCH ? ORDER BY bm25(documents_fts, 4.0, 1.0), d.number LIMIT ?"""


class SqliteStore:
    """Implements `detente.model.Store`. Threads may share one: statements and transactions come one after another.

    Every method raises DeskInvalid where the file is damaged, StoreError where the disk fails.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._lock = threading.RLock()  # held through a transaction, so that no other thread's statement falls into it

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, dispute: str) -> Self:
        """Make a desk for `dispute`. Raises DeskExists, DeskMissing (its folder), DeskReadOnly, StoreError."""
        path = Path(path)
        created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return cls(path, files.create(path, {"dispute": dispute, "created": created}), read_only=False)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Self:
        """Open a desk, upgrading one of an older version unless `read_only`.

        Raises DeskMissing, DeskInvalid, DeskTooNew; DeskReadOnly where a write is needed and cannot be done.
        """
        path = Path(path)
        connection = files.open_for_reading(path) if read_only else files.open_for_writing(path)
        return cls(path, connection, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Closing twice is no error."""
        self._connection.close()

    @property
    def dispute(self) -> str:
        """The name of the dispute."""
        return self._described("dispute")

    @property
    def series(self) -> SqliteSeries:
        """The series of prices."""
        return SqliteSeries(self._connection, self._all, self._transaction)

    @property
    def originals(self) -> SqliteOriginals:
        """The bytes that documents were made from."""
        return SqliteOriginals(self._connection, self._all, self._transaction)

    @property
    def feeds(self) -> SqliteFeeds:
        """The feeds that the desk follows."""
        return SqliteFeeds(self._connection, self._all, self._transaction)

    @property
    def alerts(self) -> SqliteAlerts:
        """Rules of what to be told of, and what became of them."""
        return SqliteAlerts(self._connection, self._all, self._transaction)

    @property
    def profiles(self) -> SqliteProfiles:
        """What its dispute is known by."""
        return SqliteProfiles(self._connection, self._all, self._transaction)

    @property
    def editions(self) -> SqliteEditions:
        """Which documents are editions of one."""
        return SqliteEditions(self._all)

    @property
    def created(self) -> str:
        """When the desk was made, ISO, UTC."""
        return self._described("created")

    def commit(
        self, document: Document, reading: Reading, entries: Sequence[Entry], shingles: Collection[int] = ()
    ) -> bool:
        """Write a document, its original, its reading, its entries and its shingles (64 bits each) in one transaction.

        Returns False, changing nothing, where the desk has this document with this text already; an entry whose id
        the log has is left out. Raises DocumentConflict, DocumentInvalid (a lone surrogate), SpanMismatch where a
        span of the reading or of an entry is not verbatim, NotFound where an entry names a document that is not
        here, DeskReadOnly and StoreError.
        """
        hashes = {_signed(shingle) for shingle in shingles}
        row = rows.document_row(document, len(hashes))
        with self._transaction():
            if self.has(document):
                return False
            _check_reading(reading, document)
            if isinstance(document, Captured):
                put(self._connection, document.original, max((one.clocks.recorded_at for one in entries), default=""))
            number = self._connection.execute(ADD_DOCUMENT, row).fetchone()[0]
            self._connection.execute(ADD_READING, rows.reading_row(document.id, reading))
            when = rows.stretch(day_published(document.published))
            self._connection.executemany(ADD_SHINGLE, ((number, when, shingle) for shingle in sorted(hashes)))
            for entry in entries:
                self._add(entry, document)
        return True

    def append(self, entry: Entry, head: int | None = None) -> bool:
        """Append one entry. Returns False where the log has its id. Raises NotFound, SpanMismatch, DeskReadOnly.

        Raises LogGrown where the log has another `head` than the one given: it is looked at in the same transaction.
        """
        with self._transaction():
            now = self.head()
            if head is not None and now != head:
                raise LogGrown(f"{self.path}: the log has {now} entries, and had {head} when this was decided")
            return self._add(entry)

    def set_aside(self, aside: Aside) -> bool:
        """Keep a document that was not taken in. Returns False where it is there already for that reason.

        Raises DocumentInvalid (a lone surrogate), DeskReadOnly and StoreError.
        """
        row = rows.aside_row(aside)
        with self._transaction():
            return self._connection.execute(ADD_ASIDE, row).rowcount > 0

    def asides(self) -> Sequence[Aside]:
        """The documents that were set aside and have not been taken in since, the earliest first."""
        return [rows.aside_of(self.path, row) for row in self._all(ASIDES)]

    def has(self, document: Document) -> bool:
        """Whether the desk has this document with this text. Raises DocumentConflict where its text differs."""
        row = self._one("SELECT sha256 FROM documents WHERE id = ?", document.id)
        if row is None:
            return False
        if row[0] != document.sha256:
            raise DocumentConflict(
                f"{self.path}: document {document.id!r} stands there with another text (sha256 {row[0]}; the new one's "
                f"is {document.sha256}); give the new text an id of its own"
            )
        return True

    def document(self, document_id: str) -> Document:
        """The document, its text checked against its digest. Raises NotFound, DeskInvalid where they differ."""
        columns = ", ".join(Document.__struct_fields__)
        row = self._one(f"SELECT sha256, {columns} FROM documents WHERE id = ?", document_id)
        if row is None:
            raise NotFound(f"{self.path}: no document {document_id!r}; `detente sources` lists what is there")
        document = Document(**dict(zip(Document.__struct_fields__, row[1:], strict=True)))
        if document.sha256 != row[0]:
            raise DeskInvalid(
                f"{self.path}: the text of document {document_id!r} is not the one taken in (sha256 {row[0]}); "
                "restore the desk from a backup"
            )
        return document

    def documents(self) -> Iterator[DocumentRef]:
        """References to all documents, by publication then id, undated ones last."""
        last = ("", "")
        while page := self._all(DOCUMENTS, *last):
            yield from map(rows.reference, page)
            published, document_id = page[-1][4], page[-1][0]
            last = ("~" if published is None else published, document_id)

    def reading(self, document_id: str) -> Reading:
        """The document's reading. Raises NotFound."""
        row = self._one("SELECT reading FROM readings WHERE document = ?", document_id)
        if row is None:
            raise NotFound(f"{self.path}: no reading of a document {document_id!r}; add the document first")
        return rows.reading_of(self.path, document_id, row[0])

    def entries(self) -> Iterator[Entry]:
        """The whole log in the order written, as it stands when the first entry is asked for."""
        return (entry for _, entry in self.numbered())

    def head(self) -> int:
        """The place of the last entry of the log; 0 where it is empty."""
        return int(self._one("SELECT coalesce(max(seq), 0) FROM log")[0])

    def numbered(self, after: int = 0) -> Iterator[tuple[int, Entry]]:
        """The entries after that place with their own, in the order written, as the log stands when the first is asked
        for.
        """
        end = self.head()
        while page := self._all(ENTRIES, after, end):
            for seq, payload in page:
                yield seq, rows.entry_of(self.path, seq, payload)
            after = page[-1][0]

    def at(self, places: Sequence[int]) -> Sequence[Entry]:
        """The entries at those places, in that order. Raises NotFound where one is beyond the log."""
        found = {seq: rows.entry_of(self.path, seq, payload) for seq, payload in self._all(AT, json.dumps(places))}
        try:
            return [found[place] for place in places]
        except KeyError as error:
            raise NotFound(f"{self.path}: the log has no row {error}; restore the desk from a backup") from error

    def parts(self) -> Sequence[Part]:
        """The facts that are kept and whole, by place."""
        found = self._all(PARTS)
        return [Part(*row[:-1]) for row in found if zlib.crc32(row[-2]) == row[-1]]

    def keep(self, part: Part) -> None:
        """Keep these facts, instead of any that cover a place of theirs. Raises DeskReadOnly and StoreError."""
        row = (part.first, part.last, part.version, zlib.crc32(part.data), part.data)
        with self._transaction():
            self._connection.execute("DELETE FROM facts WHERE first <= ? AND last >= ?", (part.last, part.first))
            self._connection.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", row)

    def overlaps(
        self, shingles: Collection[int], least: int = 1, between: tuple[dt.date, dt.date] | None = None
    ) -> Sequence[Overlap]:
        """The documents that share at least so many of these shingles (64 bits each), most shared first, then by id.

        With `between`, only those published in the stretches of time around these days, and undated ones.
        """
        if between is None:
            stretches = [row[0] for row in self._all(STRETCHES)]
        else:
            stretches = [rows.UNDATED, *range(rows.stretch(between[0]), rows.stretch(between[1]) + 1)]
        wanted = json.dumps(sorted({_signed(shingle) for shingle in shingles}))
        found = self._all(OVERLAPS, json.dumps(stretches), wanted, least)
        return [Overlap(rows.reference(row[:-2]), shared=row[-2], total=row[-1]) for row in found]

    def compact(self) -> None:
        """Give the disk back what is no more used. Raises DeskReadOnly and StoreError."""
        if self.read_only:
            raise DeskReadOnly(f"{self.path}: opened for reading only; open it for writing to make it smaller")
        with explained(self.path), self._lock:
            self._connection.execute("VACUUM")

    def search(self, words: str, limit: int = 20) -> Sequence[Hit]:
        """Documents that hold all the words in title or text, best first.

        Words between double quotes stand as a phrase; case and diacritics do not matter. No string is an error; one
        without a letter or digit finds nothing.
        """
        expression = match_expression(words)
        if expression is None:
            return []
        return [Hit(rows.reference(row[:-1]), row[-1]) for row in self._all(SEARCH, expression, limit)]

    def _add(self, entry: Entry, committed: Document | None = None) -> bool:
        if isinstance(entry, Decided) and not entry.document:
            return self._connection.execute(ADD_ENTRY, rows.entry_row(entry)).rowcount > 0
        about = committed if committed and committed.id == entry.document else self.document(entry.document)
        for span in rows.spans_of(entry):
            if not span.matches(about.text):
                raise SpanMismatch(
                    f"entry {entry.id!r}: {span.text[:60]!r} does not stand at {span.start}:{span.end} of document "
                    f"{about.id!r}; read the document again"
                )
        return self._connection.execute(ADD_ENTRY, rows.entry_row(entry)).rowcount > 0

    def _described(self, key: str) -> str:
        row = self._one("SELECT value FROM desk WHERE key = ?", key)
        if row is None:
            raise DeskInvalid(f"{self.path}: the table desk has no {key!r}; restore the desk from a backup")
        return str(row[0])

    def _one(self, sql: str, *values: object) -> Any:
        try:
            with explained(self.path), self._lock:
                return self._connection.execute(sql, values).fetchone()
        except UnicodeEncodeError:  # no row holds what cannot be written
            return None

    def _all(self, sql: str, *values: object) -> list[Any]:
        with explained(self.path), self._lock:
            return self._connection.execute(sql, values).fetchall()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise DeskReadOnly(f"{self.path}: opened for reading only; open it for writing to add to it")
        with explained(self.path), self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:  # commits, or rolls back where anything fails
                yield


def _check_reading(reading: Reading, document: Document) -> None:
    if (reading.document.id, reading.document.sha256) != (document.id, document.sha256):
        raise SpanMismatch(f"document {document.id!r}: the reading is of another text; read the document again")
    reading.check(document.text)


def _signed(shingle: int) -> int:
    """64 bits as SQLite's signed integer."""
    return (shingle + 2**63) % 2**64 - 2**63
