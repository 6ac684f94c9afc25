"""What may be told as of a day, group by group, as far as it follows from the facts without reading an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np

from detente.model import RecordStated
from detente.state.groups import Groups, Stated
from detente.state.same_event import MET
from detente.state.sorts import NEVER, Column


@dataclass(frozen=True, slots=True)
class Outline:
    """Points in time, each told by accounts that are plainly of one: `rows[first[n]:past[n]]` are those of the n-th.

    `line` are the figures of the ids of their lines, `known` ranks of when they became known first. `placed` says
    whether an account has a date that is that of the thing, `enough` whether the accounts may be enough where no
    others join them, and `meets` tells which others could. `unread` are the rows of each group that does not show it.
    """

    rows: Column
    first: Column
    past: Column
    line: Column
    known: Column
    placed: Column
    enough: Column
    meets: Column
    unread: Sequence[Column]

    def runs(self, points: Column) -> list[Column]:
        """The rows of the accounts of these points."""
        return [self.rows[a:b] for a, b in zip(self.first[points].tolist(), self.past[points].tolist(), strict=True)]


def outline(groups: Groups[RecordStated], day: dt.date, vouched: Collection[int]) -> Outline:
    """The points of groups as of a day; of accounts with the figures `vouched` nothing follows from their facts."""
    rows, starts, sizes = groups.laid_out()
    held = groups.column("since")[rows] <= day.toordinal()
    rows, group = rows[held], np.repeat(np.arange(len(starts)), sizes)[held]
    first = np.flatnonzero(np.append(True, group[1:] != group[:-1])) if len(rows) else np.arange(0)
    past = np.append(first[1:], len(rows)) if len(rows) else first
    runs = _Runs(groups, rows, first, past)
    plain = runs.plain(vouched)
    heads = rows[first]
    lacks = groups.column("doubt"), groups.column("unsure"), groups.index("")
    return Outline(
        rows=rows,
        first=first[plain],
        past=past[plain],
        line=groups.column("line")[heads][plain],
        known=runs.least(groups.ranks("told"))[plain],
        placed=runs.some(lacks[0][rows] == lacks[2])[plain],
        enough=(runs.some(lacks[1][rows] == lacks[2]) | ~runs.same(groups.roots()[rows]))[plain],
        meets=groups.column("meets")[heads][plain],
        unread=[rows[a:b] for a, b in zip(first[~plain].tolist(), past[~plain].tolist(), strict=True)],
    )


@dataclass(frozen=True, slots=True)
class _Runs:
    """Accounts of one key each, side by side, from `first` to `past`."""

    groups: Groups[RecordStated]
    rows: Column
    first: Column
    past: Column

    def plain(self, vouched: Collection[int]) -> Column:
        """Which are of one point and agree with each other, and that under the key that their facts have (a mask)."""
        column = self.groups.column
        single = self.past - self.first == 1
        sort, names = column("sort")[self.rows[self.first]], self.groups.names
        repeated, moves = (np.array([of(name) for name in names], dtype=bool)[sort] for of in (_repeated, _is_move))
        document = column("document")[self.rows]
        alike = self.same(column("words")[self.rows]) & ~self.others(document)
        one = self.same(column("line")[self.rows]) & self.same(column("says")[self.rows]) & ~moves & (~repeated | alike)
        strange = self.some(self.groups.renamed(self.rows) | _among(column("identity")[self.rows], vouched))
        found: Column = (single | one) & ~strange
        return found

    def same(self, values: Column) -> Column:
        """Whether all have one value."""
        found: Column = self._each(np.maximum, values) == self._each(np.minimum, values)
        return found

    def some(self, values: Column) -> Column:
        return self._each(np.logical_or, values)

    def least(self, values: Column) -> Column:
        return self._each(np.minimum, values[self.rows])

    def others(self, values: Column) -> Column:
        """Whether one after the first has the first one's value."""
        equal = values == np.repeat(values[self.first], self.past - self.first)
        found: Column = self._each(np.add, equal.astype(np.int64)) > 1
        return found

    def _each(self, of: np.ufunc, values: Column) -> Column:
        found: Column = of.reduceat(values, self.first) if len(self.first) else values[:0]
        return found


def _among(values: Column, wanted: Collection[int]) -> Column:
    found: Column = np.isin(values, np.array(sorted(wanted), dtype="<u8"))
    return found


def _repeated(sort: str) -> bool:
    """Whether a party may do such a thing several times on a day."""
    kind, _, name = sort.partition(":")
    return kind == "event" and name not in MET


def _is_move(sort: str) -> bool:
    return sort.startswith("move:")


@dataclass(frozen=True, slots=True)
class Published(Generic[Stated]):
    """Groups in order of publication, document, place and line: `rows[first[n]:past[n]]` are the accounts of the n-th
    that were published by the day.
    """

    groups: Groups[Stated]
    rows: Column
    first: Column
    past: Column

    def __len__(self) -> int:
        return len(self.first)

    def read(self, places: range) -> list[tuple[Stated, ...]]:
        """The accounts of the groups at these places."""
        wanted = np.array(places, dtype=np.int64)
        runs = zip(self.first[wanted].tolist(), self.past[wanted].tolist(), strict=True)
        return self.groups.read([self.rows[a:b] for a, b in runs])


def published(groups: Groups[Stated], day: dt.date, *kinds: str) -> Published[Stated]:
    """The groups of these kinds (all) of which something was published by the day, questions left out."""
    rows, starts, sizes = groups.laid_out()
    column = groups.column
    told = (column("known")[rows] <= day.toordinal()) & (column("since")[rows] < NEVER)
    told &= groups.are(rows, *kinds) if kinds else True
    rows, group = rows[told], np.repeat(np.arange(len(starts)), sizes)[told]
    first = np.flatnonzero(np.append(True, group[1:] != group[:-1])) if len(rows) else np.arange(0)
    past = np.append(first[1:], len(rows)) if len(rows) else first
    heads, says = rows[first], column("says")[rows]
    known = groups.ranks("told")[rows].astype(np.int64)
    known[says != np.repeat(says[first], past - first)] = NEVER  # another claim says nothing of when this was known
    known = np.minimum.reduceat(known, first) if len(first) else known
    line = column("line")[groups.tellers(heads)]
    order = np.lexsort((line, column("start")[heads], groups.ranks("document")[heads], known))
    return Published(groups, rows, first[order], past[order])
