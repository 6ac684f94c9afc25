"""Accounts by key and documents by id, read from the desk only when they are asked for.

A view that needs one kind of records asks `of_kind(state.records, "measure")`: that works on a state of either make and
reads no more than it gives.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from detente.model import QuoteStated, RecordStated, first_day
from detente.state.facts import UNDATED, Column, digest, parties_of, sort_of

Stated = TypeVar("Stated", RecordStated, QuoteStated)
PAGE = 4000
"""Accounts read at a time."""


def of_kind(groups: Mapping[str, tuple[Stated, ...]], *kinds: str) -> Iterator[tuple[Stated, ...]]:
    """The groups whose first account is of one of these kinds: 'measure', 'event:CONSULT', 'quote:direct'."""
    if isinstance(groups, Groups):
        return groups.of_kind(*kinds)
    return (group for group in groups.values() if _is(sort_of(group[0]), kinds))


def several(groups: Mapping[str, tuple[Stated, ...]], *kinds: str) -> Iterator[tuple[Stated, ...]]:
    """Those of `of_kind` that have more than one account, without reading the others."""
    if isinstance(groups, Groups):
        return groups.of_kind(*kinds, least=2)
    return (group for group in of_kind(groups, *kinds) if len(group) > 1)


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

    def accounts(self, rows: Column) -> Sequence[Any]:
        """The accounts (all records, or all quotes), under the keys that they have in the state."""
        ...

    def sorts(self, rows: Column) -> tuple[Column, Sequence[str]]:
        """What each is, as an index into names, and these: 'event:CONSULT', 'quote:direct'."""
        ...

    def published(self, rows: Column) -> tuple[Column, Sequence[str]]:
        """When the document of each was published, as an index into names, and these."""
        ...

    def parties(self, rows: Column) -> Mapping[str, int]:
        """How many of them have which countries ('CHN+USA')."""
        ...


class Groups(Mapping[str, tuple[Stated, ...]], Generic[Stated]):
    """`rows` are places in the facts, those of one key side by side and in order; `keys` are digests of their keys,
    ascending.
    """

    def __init__(self, reads: Reads, rows: Column, keys: Column) -> None:
        self._reads = reads
        self._rows = rows
        self._starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.arange(0)
        self._ends = np.append(self._starts[1:], len(rows)) if len(keys) else self._starts
        self._keys = keys[self._starts]

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

    def groups(self, places: Column | None = None) -> Iterator[tuple[Stated, ...]]:
        """The groups at those places (all of them), read page by page."""
        wanted = np.arange(len(self)) if places is None else places
        sizes = (self._ends - self._starts)[wanted]
        turns = np.flatnonzero(np.diff(np.cumsum(sizes) // PAGE)) + 1
        for page, counts in zip(np.split(wanted, turns), np.split(sizes, turns), strict=True):
            yield from self._page(page, counts)

    def _page(self, places: Column, sizes: Column) -> Iterator[tuple[Stated, ...]]:
        if len(places) == 0:
            return
        firsts = np.cumsum(sizes) - sizes
        rows = self._rows[np.repeat(self._starts[places] - firsts, sizes) + np.arange(sizes.sum())]
        told = self._reads.accounts(rows)
        for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True):
            yield tuple(told[first : first + size])

    def of_kind(self, *kinds: str, least: int = 1) -> Iterator[tuple[Stated, ...]]:
        """See the function of that name; groups of at least so many accounts."""
        sorts, names = self._reads.sorts(self._rows[self._starts])
        wanted = [at for at, name in enumerate(names) if _is(name, kinds)]
        return self.groups(np.flatnonzero(np.isin(sorts, wanted) & (self._ends - self._starts >= least)))

    def newest(self, count: int, day: dt.date) -> Iterator[tuple[Stated, ...]]:
        """See the function of that name."""
        places, names = self._reads.published(self._rows[self._starts])
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
