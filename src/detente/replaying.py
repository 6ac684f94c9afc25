"""Makes a desk anew from the log of another: the same entries in the same order, and so the same state of any day."""

from __future__ import annotations

import os

from detente.desk import Desk
from detente.linking import shingles
from detente.model import DocumentAdded, Entry, Store
from detente.store.sqlite import SqliteStore


def replay(source: Desk, path: str | os.PathLike[str]) -> Desk:
    """The new desk at `path`. Raises DeskExists, DeskMissing, DeskReadOnly, StoreError.

    What follows from the log (copies' shingles, facts, the index for searching) is worked out anew; series of prices,
    which stand beside the log, are taken over.
    """
    target = SqliteStore.create(path, dispute=source.store.dispute)
    together: list[Entry] = []
    for entry in source.store.entries():
        if together and entry.document != together[0].document:
            _written(source.store, target, together)
            together = []
        together.append(entry)
    if together:
        _written(source.store, target, together)
    for instrument in source.store.series.instruments():
        for series in reversed(source.store.series.of(instrument)):
            target.series.add(series, series.recorded_at)
    desk = Desk(target)
    desk.projector.save()
    return desk


def _written(source: Store, target: Store, entries: list[Entry]) -> None:
    """Entries of one document that stand side by side in the log; a document comes with its own."""
    if isinstance(entries[0], DocumentAdded):
        document = source.document(entries[0].document)
        target.commit(document, source.reading(document.id), entries, shingles(document.text))
    else:
        for entry in entries:
            target.append(entry)
