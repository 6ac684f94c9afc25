"""Which documents of a desk are editions of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from detente.model import Edition

FIRST = "SELECT key FROM log WHERE document = ? AND entry = 'document-revised' ORDER BY seq LIMIT 1"
EDITIONS = """
    SELECT added.document, added.known_at
    FROM log AS added
    WHERE added.entry = 'document-added'
      AND added.document IN (SELECT ?1 UNION SELECT document FROM log WHERE key = ?1 AND entry = 'document-revised')
    ORDER BY added.seq"""
AT = "SELECT id FROM documents WHERE url = ? ORDER BY number"
REVISED = """
    SELECT key FROM log WHERE entry = 'document-revised' GROUP BY key ORDER BY min(seq)"""


class SqliteEditions:
    """Implements `detente.model.EditionStore`."""

    def __init__(self, everything: Callable[..., list[Any]]) -> None:
        self._all = everything

    def of(self, document_id: str) -> Sequence[Edition]:
        """The editions of the document that this is an edition of, as they were taken in; () where there is none."""
        first = self._all(FIRST, document_id)
        return tuple(Edition(*row) for row in self._all(EDITIONS, first[0][0] if first else document_id))

    def at(self, url: str) -> Sequence[str]:
        """The ids of the documents under an address, as they were taken in."""
        return tuple(row[0] for row in self._all(AT, url))

    def revised(self) -> Sequence[str]:
        """The ids of the first editions of all documents that have several, as they were first revised."""
        return tuple(row[0] for row in self._all(REVISED))
