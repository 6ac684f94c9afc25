"""Accounts that analysts amended, worked into facts: only documents that a decision touches are read for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from detente.model import Entry
from detente.state.amendments import Amendments, Relink, relinked
from detente.state.facts import Table, facts, marks
from detente.state.rulings import Stated
from detente.state.sorts import Column, identity

Read = Callable[[Sequence[int]], Sequence[Entry]]
"""Gives the entries at those places of the log, in their order."""


def amend(table: Table, amendments: Amendments, read: Read, relink: Relink) -> dict[int, Stated | None]:
    """By place in the log: what stands for an entry that is amended, None where nothing does. `table` then has the
    facts of these in place of those of the log.
    """
    if not amendments:
        return {}
    own: dict[str, dict[int, Stated]] = {}
    for number, entry in touched(table, amendments, read):
        own.setdefault(entry.document, {})[number] = entry
    found: dict[int, Stated | None] = {}
    told: list[tuple[int, Stated]] = []
    for group in own.values():
        changed = relinked(list(group.values()), amendments, relink)
        now = {number: changed.get(entry.id, entry) for number, entry in group.items()}
        found |= {number: now[number] for number, entry in group.items() if entry.id in changed}
        told += [(number, entry) for number, entry in now.items() if entry is not None]
    if found:
        table.put(facts(sorted(told, key=lambda one: one[0])))
    return found


def touched(table: Table, amendments: Amendments, read: Read) -> Iterator[tuple[int, Stated]]:
    """All accounts of documents of which one is amended, with their places in the log."""
    column = table.column
    perhaps = np.flatnonzero(suspected(table, amendments))
    sure = [amendments.touches(entry) for _, entry in stated(column["number"][perhaps].tolist(), read)]
    documents = np.unique(column["document"][perhaps[np.array(sure, dtype=bool)]])
    yield from stated(column["number"][np.isin(column["document"], documents)].tolist(), read)


def suspected(table: Table, amendments: Amendments) -> Column:
    """The rows that may be amended (a mask): what their facts tell of ids and names."""
    ids = [figures for figures in map(identity, amendments.entries) if figures is not None]
    rows: Column = np.isin(table.column["identity"], np.array(ids, dtype="<u8"))
    for name in amendments.names:
        mark = np.uint64(marks([name]))
        rows |= table.column["people"] & mark == mark
    return rows


def stated(numbers: Sequence[int], read: Read) -> Iterator[tuple[int, Stated]]:
    """The accounts at those places of the log."""
    for number, entry in zip(numbers, read(numbers), strict=True):
        assert isinstance(entry, Stated)
        yield number, entry
