"""Accounts by key and documents by id, read from the desk only when they are asked for.

A view that needs one kind of records asks `of_kind(state.records, "measure")`: that works on a state of either make and
reads no more than it gives.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Collection, Hashable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from detente.model import QuoteStated, RecordStated, first_day
from detente.state.claims import known_day
from detente.state.sorts import UNDATED, Column, digest, identity, parties_of, sort_of

Stated = TypeVar("Stated", RecordStated, QuoteStated)
PAGE = 4000
"""Accounts read at a time."""
PLACE = ("document", "start", "end")
"""The columns that say where an account stands."""


def of_kind(groups: Mapping[str, tuple[Stated, ...]], *kinds: str, sign: int = 0) -> Iterator[tuple[Stated, ...]]:
    """The groups whose first account is of one of these kinds: 'measure', 'event:CONSULT', 'quote:direct'.

    With `sign` (see `detente.state.signs`) groups may be left out of which no account has it.
    """
    if isinstance(groups, Groups):
        return groups.of_kind(*kinds, sign=sign)
    return (group for group in groups.values() if _is(sort_of(group[0]), kinds))


def several(groups: Mapping[str, tuple[Stated, ...]], *kinds: str, sign: int = 0) -> Iterator[tuple[Stated, ...]]:
    """Those of `of_kind` that have more than one account, without reading the others."""
    if isinstance(groups, Groups):
        return groups.of_kind(*kinds, least=2, sign=sign)
    return (group for group in of_kind(groups, *kinds) if len(group) > 1)


def accounts_of(
    groups: Mapping[str, tuple[Stated, ...]], documents: Collection[str], days: Collection[dt.date] = ()
) -> Iterator[Stated]:
    """The accounts of these documents, and those that became known on these days, without reading the others."""
    if isinstance(groups, Groups):
        return groups.accounts_of(documents, days)
    accounts = (entry for group in groups.values() for entry in group)
    return (entry for entry in accounts if entry.document in documents or known_day(entry.clocks) in days)


def by_id(groups: Mapping[str, tuple[Stated, ...]], ids: Collection[str]) -> dict[str, Stated]:
    """The accounts with these ids, by id, as far as they are there."""
    if isinstance(groups, Groups):
        return {entry.id: entry for entry in groups.by_id(ids)}
    return {entry.id: entry for group in groups.values() for entry in group if entry.id in ids}


def beside(groups: Mapping[str, tuple[Stated, ...]], stretches: Collection[tuple[str, int, int]]) -> Iterator[Stated]:
    """The accounts that may have words in one of these stretches of documents (id, first and last place)."""
    if isinstance(groups, Groups):
        return groups.beside(stretches)
    return accounts_of(groups, {document for document, *_ in stretches})


def newest(groups: Mapping[str, tuple[Stated, ...]], count: int, day: dt.date) -> Iterable[tuple[Stated, ...]]:
    """Of the groups published by the day at least so many of those published last, without reading the others.

    A group was published when the first of its accounts was; what has no date was published before all others.
    """
    return groups.newest(count, day) if isinstance(groups, Groups) else groups.values()


def parties(groups: Mapping[str, tuple[Stated, ...]]) -> Mapping[str, int]:
    """How many accounts tell of which countries, as 'CHN+USA'."""
    if isinstance(groups, Groups):
        return groups.parties()
    return Counter(parties_of(entry) for group in groups.values() for entry in group)


def _is(sort: str, kinds: Sequence[str]) -> bool:
    return any(sort == kind or sort.startswith(f"{kind}:") for kind in kinds)


def _known_by(published: str, day: dt.date) -> bool:
    """Whether it has a date of publication that may be the day or one before."""
    return published != UNDATED and first_day(published[:10]) <= day


class Reads(Protocol):
    """Reads accounts from the desk by their rows in the facts."""

    def accounts(self, rows: Column, *, keep: bool = True) -> Sequence[Any]:
        """The accounts (all records, or all quotes), under the keys that they have in the state; unless `keep`, they
        are not kept in memory.
        """
        ...

    def column(self, name: str) -> Column:
        """A column of the facts, of all rows."""
        ...

    @property
    def names(self) -> Sequence[str]:
        """What columns of names are indices into."""
        ...

    def ranks(self, name: str) -> Column:
        """Of each row the rank of the name that it has in that column, in the order of strings."""
        ...

    def index(self, name: str) -> int:
        """The index of a name; that of none where there is no such name."""
        ...

    def rank(self, name: str) -> int:
        """The rank of a name in the order of strings; that of none where there is no such name."""
        ...

    def renamed(self, rows: Column) -> Column:
        """Which of the rows have another key in the state than the facts have (a mask)."""
        ...

    @property
    def shared(self) -> dict[str, dict[Any, Any]]:
        """What was worked out of accounts, by what, and is the same in every state that has these accounts."""
        ...

    def tellers(self, rows: Column) -> Column:
        """The rows whose keys these have in the state."""
        ...

    def roots(self) -> Column:
        """Of each row where the text of its document began, as a figure."""
        ...

    def parties(self, rows: Column) -> Mapping[str, int]:
        """How many of them have which countries ('CHN+USA')."""
        ...


class Groups(Mapping[str, tuple[Stated, ...]], Generic[Stated]):
    """`rows` are places in the facts, those of one key side by side and in order; `keys` are digests of their keys,
    ascending. `kept` is what was worked out of the state that has them (see `detente.state.once`).
    """

    def __init__(self, reads: Reads, rows: Column, keys: Column) -> None:
        self._reads = reads
        self._rows = rows
        self._starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.arange(0)
        self._ends = np.append(self._starts[1:], len(rows)) if len(keys) else self._starts
        self._keys = keys[self._starts]
        self.kept: dict[Hashable, Any] = {}
        self._locks: dict[Hashable, threading.RLock] = {}

    def lock_of(self, key: Hashable) -> threading.RLock:
        """The lock under which that of `kept` is worked out."""
        return self._locks.setdefault(key, threading.RLock())

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, key: str) -> tuple[Stated, ...]:
        wanted = np.uint64(digest(key))
        at = int(np.searchsorted(self._keys, wanted))
        if at == len(self._keys) or self._keys[at] != wanted:
            raise KeyError(key)
        return next(self.groups(np.array([at])))

    def __iter__(self) -> Iterator[str]:
        return (group[0].key for group in self.groups())

    def values(self) -> ValuesView[tuple[Stated, ...]]:
        return _Values(self)

    def items(self) -> ItemsView[str, tuple[Stated, ...]]:
        return _Items(self)

    def laid_out(self) -> tuple[Column, Column, Column]:
        """The rows of all groups, where each begins, and how many it has."""
        return self._rows, self._starts, self._ends - self._starts

    @property
    def names(self) -> Sequence[str]:
        return self._reads.names

    def column(self, name: str) -> Column:
        return self._reads.column(name)

    def ranks(self, name: str) -> Column:
        return self._reads.ranks(name)

    def index(self, name: str) -> int:
        return self._reads.index(name)

    def rank(self, name: str) -> int:
        return self._reads.rank(name)

    def renamed(self, rows: Column) -> Column:
        return self._reads.renamed(rows)

    @property
    def shared(self) -> dict[str, dict[Any, Any]]:
        """What was worked out of accounts, by what, and is the same in every state that has these accounts."""
        return self._reads.shared

    def tellers(self, rows: Column) -> Column:
        return self._reads.tellers(rows)

    def are(self, rows: Column, *kinds: str) -> Column:
        """Which of the rows are of one of these kinds (a mask)."""
        wanted = np.array([_is(name, kinds) for name in self.names] or [False])
        found: Column = wanted[self.column("sort")[rows]]
        return found

    def roots(self) -> Column:
        return self._reads.roots()

    def read(self, runs: Sequence[Column]) -> list[tuple[Stated, ...]]:
        """The accounts of these rows, run by run."""
        told = self._reads.accounts(np.concatenate([*runs, np.zeros(0, dtype=np.int64)]).astype(np.int64))
        ends = np.cumsum([len(run) for run in runs]).tolist()
        return [tuple(told[end - len(run) : end]) for run, end in zip(runs, ends, strict=True)]

    def groups(self, places: Column | None = None) -> Iterator[tuple[Stated, ...]]:
        """The groups at those places (all of them), read page by page."""
        wanted = np.arange(len(self)) if places is None else places
        keep = places is not None  # who reads everything would push out what others ask for again
        sizes = (self._ends - self._starts)[wanted]
        turns = np.flatnonzero(np.diff(np.cumsum(sizes) // PAGE)) + 1
        for page, counts in zip(np.split(wanted, turns), np.split(sizes, turns), strict=True):
            yield from self._page(page, counts, keep=keep)

    def _page(self, places: Column, sizes: Column, *, keep: bool) -> Iterator[tuple[Stated, ...]]:
        if len(places) == 0:
            return
        firsts = np.cumsum(sizes) - sizes
        rows = self._rows[np.repeat(self._starts[places] - firsts, sizes) + np.arange(sizes.sum())]
        told = self._reads.accounts(rows, keep=keep)
        for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True):
            yield tuple(told[first : first + size])

    def of_kind(self, *kinds: str, least: int = 1, sign: int = 0) -> Iterator[tuple[Stated, ...]]:
        """See the function of that name; groups of at least so many accounts."""
        found = self.are(self._rows[self._starts], *kinds) & (self._ends - self._starts >= least)
        if sign and len(self):
            found &= np.bitwise_or.reduceat(self.column("signs")[self._rows], self._starts) & sign != 0
        return self.groups(np.flatnonzero(found))

    def accounts_of(self, documents: Collection[str], days: Collection[dt.date]) -> Iterator[Stated]:
        """See the function of that name."""
        known, document = self.column("known")[self._rows], self.column("document")[self._rows]
        found = np.isin(known, [day.toordinal() for day in days]) | np.isin(document, list(map(self.index, documents)))
        return self._paged(self._rows[found])

    def by_id(self, ids: Collection[str]) -> Iterator[Stated]:
        """The accounts with these ids."""
        wanted = [figures for entry in ids if (figures := identity(entry)) is not None]
        found = np.isin(self.column("identity")[self._rows], np.array(wanted, dtype="<u8"))
        return self._paged(self._rows[found])

    def beside(self, stretches: Collection[tuple[str, int, int]]) -> Iterator[Stated]:
        """See the function of that name."""
        if not stretches:
            return iter(())
        places = np.array([(self.index(document), *place) for document, *place in stretches], dtype=np.int64)
        places = places[np.lexsort((places[:, 1], places[:, 0]))]
        document, first, last = (self.column(name)[self._rows].astype(np.int64) for name in PLACE)
        starts, ends = ((places[:, 0] << 32) + places[:, at] for at in (1, 2))
        before = np.searchsorted(starts, (document << 32) + last)  # so many stretches begin before its end
        furthest = np.append(-1, np.maximum.accumulate(ends))[before]
        return self._paged(self._rows[furthest > (document << 32) + first])

    def _paged(self, rows: Column) -> Iterator[Stated]:
        pages = (rows[start : start + PAGE] for start in range(0, len(rows), PAGE))
        return (entry for page in pages for entry in self._reads.accounts(page))

    def newest(self, count: int, day: dt.date) -> Iterator[tuple[Stated, ...]]:
        """See the function of that name."""
        places, names = self.column("published")[self._rows[self._starts]], self.names
        told = sorted({name for at in np.unique(places).tolist() if _known_by(name := names[at], day)})
        turn = {name: at for at, name in enumerate(told, 1)}
        known = np.array([turn.get(name, 0) for name in names] or [0])[places]
        last = np.partition(known, -count)[-count] if len(known) >= count else 0
        return self.groups(np.flatnonzero(known >= last))

    def parties(self) -> Mapping[str, int]:
        """See the function of that name."""
        return self._reads.parties(self._rows)


class _Values(ValuesView[tuple[Stated, ...]]):
    _mapping: Groups[Stated]

    def __iter__(self) -> Iterator[tuple[Stated, ...]]:
        return self._mapping.groups()


class _Items(ItemsView[str, tuple[Stated, ...]]):
    _mapping: Groups[Stated]

    def __iter__(self) -> Iterator[tuple[str, tuple[Stated, ...]]]:
        return ((group[0].key, group) for group in self._mapping.groups())
