"""Which accounts tell of one thing, worked out from facts: families of copies, keys taken from them, and the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.model import parents, precedence, roots
from detente.state.facts import AddedFact, Table
from detente.state.sorts import Column

ROOTS, NTHS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd factors that spread a root and a count over 64 bits."""
HALF, LOW = np.uint64(32), np.uint64(2**32 - 1)
"""To sort by two numbers of 32 bits at once."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`parents` leads from a copy to the document it copies, `families` to where its text began. `tellers` leads each
    row to the one whose key it takes, mostly itself; `keys` are the digests of these. `records` and `quotes` are the
    rows seen, those of one key side by side and in order. `shared` keeps what was worked out of accounts.
    """

    parents: Mapping[str, str]
    families: Mapping[str, str]
    tellers: Column
    keys: Column
    records: Column
    quotes: Column
    shared: dict[str, dict[Any, Any]] = field(default_factory=dict)


def arranged(table: Table, seen: Column, added: Sequence[AddedFact]) -> Arrangement:
    """The rows that are `seen` (a mask), of the documents `added`."""
    published = {fact.document: fact.published for fact in added}
    lines = parents(published, ((fact.document, *like) for fact in added for like in fact.likenesses))
    families = roots(lines)
    tellers = _tellers(table, seen, families, sorted(added, key=lambda one: precedence(one.document, one.published)))
    keys = table.column["key"][tellers]
    quote = np.array([name.startswith("quote:") for name in table.names] or [False])[table.column["sort"]]
    return Arrangement(
        parents=lines,
        families=families,
        tellers=tellers,
        keys=keys,
        records=_side_by_side(table, keys, np.flatnonzero(seen & ~quote)),
        quotes=_side_by_side(table, keys, np.flatnonzero(seen & quote)),
    )


def kin(table: Table, families: Mapping[str, str]) -> Column:
    """Which rows are of documents that copy or are copied (a mask)."""
    related = np.zeros(len(table.names) + 1, dtype=bool)
    related[[table.place[name] for name in {*families, *families.values()} if name in table.place]] = True
    return related[table.column["document"]]


def roots_of(table: Table, families: Mapping[str, str]) -> Column:
    """Of each of the table's names where the text of the document began, as a figure."""
    place = dict(table.place)
    found = np.arange(len(place))
    for copy, root in families.items():
        if (own := table.place.get(copy)) is not None:
            found[own] = place.setdefault(root, len(place))
    return found


def _tellers(table: Table, seen: Column, families: Mapping[str, str], by_age: Sequence[AddedFact]) -> Column:
    """What several of a family say in the same words takes the key of the earliest of them; see `copied`."""
    tellers = np.arange(len(table))
    rows = np.flatnonzero(seen & kin(table, families))
    if len(rows) == 0:
        return tellers
    age, root = np.zeros((2, len(table.names)), dtype="<u8")
    for at, fact in enumerate(by_age):
        if (own := table.place.get(fact.document)) is not None:
            age[own] = at
    age_of = {fact.document: at for at, fact in enumerate(by_age)}
    for name, own in table.place.items():
        root[own] = age_of.get(families.get(name, name), 0)
    document = table.column["document"][rows]
    words, nth = table.column["words"][rows], table.column["nth"][rows].astype("<u8")
    same = words + (root[document] + np.uint64(1)) * ROOTS + (nth + np.uint64(1)) * NTHS
    order = np.argsort(same)
    starts = _starts(same[order])
    eldest = np.minimum.reduceat((age[document] << HALF | rows.astype("<u8"))[order], starts)
    tellers[rows[order]] = np.repeat(eldest & LOW, np.diff(np.append(starts, len(rows))))
    return tellers


def _starts(ordered: Column) -> Column:
    """Where each run of equal values begins."""
    return np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))


def _side_by_side(table: Table, keys: Column, rows: Column) -> Column:
    """The rows by key; those of one key by publication, document, place and id."""
    found = rows[np.argsort(keys[rows])]
    column, rank = table.column, table.ranks()
    places, run = np.arange(len(found)), _runs(keys[found])
    for values in (rank[column["published"]], rank[column["document"]], column["start"], column["identity"]):
        same = run[1:] == run[:-1]
        tied = (np.append(same, False) | np.append(False, same))[: len(run)]
        places, run = places[tied], run[tied]
        theirs = values[found[places]]
        order = np.lexsort((theirs, run)) if theirs.itemsize > 4 else np.argsort(run << HALF | theirs)
        found[places] = found[places[order]]
        run = _runs(run, theirs[order])
    return found


def _runs(*ordered: Column) -> Column:
    """Numbers the rows whose values are all equal alike, from 0; equal ones stand side by side."""
    size = len(ordered[0])
    new = np.zeros(size, dtype=bool)
    for values in ordered:
        new[1:] |= values[1:] != values[:-1]
    return np.cumsum(new, dtype="<u8")
