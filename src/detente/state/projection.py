"""The state of play from facts kept of each entry: the same as the fold of the log, without reading the whole of it.

What is worked out once from all that is known holds for an earlier day too, wherever whatever a copy leans on was known
by then; where it was not, it is worked out for that day. Accounts are read from the log when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import msgspec
import numpy as np

from detente.model import AsOf, DocumentAdded, DocumentRef, Entry, NoticeStated, StateOfPlay
from detente.state.amended_table import amend
from detente.state.amendments import Relink
from detente.state.arrangement import Arrangement, arranged, kin
from detente.state.facts import AddedFact, Column, Facts, Table
from detente.state.fold import NEVER, fold, seen_day, settled
from detente.state.groups import Groups
from detente.state.notices import Edition, stated, superseded
from detente.state.rulings import Stated, amendments, as_linked, gathered, withdrawn

HELD = 160_000
"""Accounts kept in memory, those read or asked for last; when there are more, the older half is let go of."""
BESIDE = 32
"""Documents read at a time: accounts of one day tell of documents that came one after another."""


class Log(NamedTuple):
    """How the projection gets at the log: the entries at those places in their order, and all of them."""

    at: Callable[[Sequence[int]], Sequence[Entry]]
    all: Callable[[], Iterable[Entry]]


class Projection:
    """The states of a desk whose log has these facts. Pure but for reading the entries that are asked for."""

    def __init__(self, parts: Sequence[Facts], log: Log, relink: Relink = as_linked) -> None:
        self.parts = parts
        self._relink = relink
        self._log = log
        self._held: dict[int, Entry] = {}
        self._before: dict[int, Entry] = {}
        self._added: dict[int, DocumentAdded] = {}
        self._amended: dict[int, Stated | None] = {}
        self._table = Table(parts)
        self._documents = {fact.document: fact for fact in self._table.added}
        self._document_numbers = np.array(sorted(fact.number for fact in self._table.added), dtype="<u4")
        rulings = self.entries(self._table.rulings)
        self._rulings = gathered(rulings)
        self._notices = stated(rulings, lambda _: True)
        self._withdrawn = withdrawn(self._rulings)
        self._corrected = self._superseded(NEVER)
        self._gone = self._withdrawn.union(self._corrected)
        self._amended = amend(self._table, amendments(self._rulings), log.at, relink)
        dropped = [number for number, entry in self._amended.items() if entry is None]
        self._kept = ~np.isin(self._table.column["document"], self._places(self._gone))
        self._kept[self._table.rows(dropped)] = False
        self._whole = self._arranged(NEVER)
        self._regular = self._is_regular()

    def state(self, as_of: AsOf) -> StateOfPlay:
        """The state of play as of a moment; equal to the `fold` of the log."""
        if not self._regular:
            return fold(self._log.all(), as_of, self._relink)
        until = NEVER if as_of.known is None else as_of.known.toordinal()
        if self._notices and self._superseded(until) != self._corrected:
            return fold(self._log.all(), as_of, self._relink)
        found = self._whole if self._holds(until) else self._arranged(until)
        seen = {name: fact.number for name, fact in self._documents.items() if fact.seen <= until}
        families = {copy: root for copy, root in found.families.items() if copy in seen}
        return StateOfPlay(
            as_of=as_of,
            documents=Documents(self, {n: at for n, at in seen.items() if n not in self._gone}, families),
            records=self._groups(found, found.records, until),
            quotes=self._groups(found, found.quotes, until),
            withdrawn=self._tombstones([at for name, at in seen.items() if name in self._gone]),
            families=families,
            rulings=self._rulings,
            superseded=self._corrected,
        )

    def _superseded(self, until: int) -> dict[str, NoticeStated]:
        """The documents that their outlets had taken back by the day, and the notice of each."""
        told = [one for one in self._notices if seen_day(one.clocks) <= until and one.document not in self._withdrawn]
        if not told:
            return {}
        known = (fact for fact in self._documents.values() if fact.seen <= until)
        return superseded(
            told, {fact.document: edition_of(fact) for fact in known if fact.document not in self._withdrawn}
        )

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """The entries at those places of the log."""
        if len(self._held) > HELD // 2:
            self._held, self._before = {}, self._held
        held, before = self._held, self._before
        missing = [number for number in numbers if number not in held]
        held.update((number, before[number]) for number in missing if number in before)
        missing = [number for number in missing if number not in before]
        if missing:
            read = zip(missing, self._log.at(missing), strict=True)
            held.update((number, self._amended.get(number) or entry) for number, entry in read)
        return [held[number] for number in numbers]

    def document(self, number: int) -> DocumentAdded:
        """The document's entry at that place of the log; read with its neighbours, and kept."""
        if number not in self._added:
            order = self._document_numbers
            page = int(np.searchsorted(order, number)) // BESIDE * BESIDE
            numbers = order[page : page + BESIDE].tolist()
            for at, entry in zip(numbers, self._log.at(numbers), strict=True):
                assert isinstance(entry, DocumentAdded)
                self._added[at] = entry
        return self._added[number]

    def _places(self, documents: Iterable[str]) -> list[int]:
        return [self._table.place[name] for name in documents if name in self._table.place]

    def _seen(self, until: int) -> Column:
        seen: Column = self._kept & (self._table.column["seen"] <= until)
        return seen

    def _arranged(self, until: int) -> Arrangement:
        added = [fact for name, fact in self._documents.items() if fact.seen <= until and name not in self._gone]
        return arranged(self._table, self._seen(until), added)

    def _holds(self, until: int) -> bool:
        """Whether all that copies lean on was known by the day, so that what holds for all that is known holds then."""
        seen = self._seen(until)
        if np.any(seen & ~seen[self._whole.tellers]):
            return False
        documents = self._documents
        lines = self._whole.parents.items()
        return all(documents[parent].seen <= until for copy, parent in lines if documents[copy].seen <= until)

    def _is_regular(self) -> bool:
        """Whether documents came as linking sends them, once and at once; else the log is folded entry by entry."""
        day = np.full(len(self._table.names) + 1, -1)
        for name, fact in self._documents.items():
            if name in self._table.place:
                day[self._table.place[name]] = fact.seen
        column = self._table.column
        once = len(self._documents) == len(self._table.added)
        related = kin(self._table, self._whole.families)
        at_once = np.all((day[column["document"]] == column["seen"]) | ~related)
        return bool(once and at_once and not self._table.torn)

    def _groups(self, found: Arrangement, rows: Column, until: int) -> Groups[Any]:
        told = rows if until == NEVER else rows[self._table.column["seen"][rows] <= until]
        return Groups(Accounts(self, self._table, found.tellers), told, found.keys[told])

    def _tombstones(self, numbers: Sequence[int]) -> dict[str, DocumentRef]:
        added = [entry for entry in self.entries(numbers) if isinstance(entry, DocumentAdded)]
        return {entry.document: entry.ref for entry in added}


def edition_of(fact: AddedFact) -> Edition:
    """The edition that a document is."""
    return Edition(
        document=fact.document,
        published=fact.published,
        outlet=fact.outlet,
        title=fact.title,
        url=fact.url,
        alike=frozenset(name for name, _ in fact.likenesses),
    )


class Accounts:
    """Reads accounts for `Groups`."""

    def __init__(self, projection: Projection, table: Table, tellers: Column) -> None:
        self._projection = projection
        self._table = table
        self._tellers = tellers

    def accounts(self, rows: Column) -> Sequence[Stated]:
        """The accounts of those rows, under the keys of their tellers."""
        numbers, tellers = self._table.column["number"], self._tellers[rows]
        told = cast("list[Stated]", self._projection.entries(numbers[rows].tolist()))
        copied = np.flatnonzero(tellers != rows)
        tells = cast("list[Stated]", self._projection.entries(numbers[tellers[copied]].tolist()))
        for at, other in zip(copied.tolist(), tells, strict=True):
            told[at] = under(told[at], other)
        return told

    def sorts(self, rows: Column) -> tuple[Column, Sequence[str]]:
        """What each row is, as an index into names, and these."""
        return self._table.column["sort"][rows], self._table.names

    def published(self, rows: Column) -> tuple[Column, Sequence[str]]:
        """When the document of each was published, as an index into names, and these."""
        return self._table.column["published"][rows], self._table.names

    def parties(self, rows: Column) -> dict[str, int]:
        """How many of them tell of which countries."""
        counts = np.bincount(self._table.column["parties"][rows], minlength=len(self._table.names))
        return {self._table.names[at]: int(counts[at]) for at in np.flatnonzero(counts)}


def under(entry: Entry, teller: Entry) -> Stated:
    """The account under the key of its teller."""
    assert isinstance(entry, Stated)
    assert isinstance(teller, Stated)
    return entry if entry.key == teller.key else msgspec.structs.replace(entry, key=teller.key)


class Documents(Mapping[str, DocumentAdded]):
    """The documents of a state, read when they are asked for. `places` are theirs in the log, by id."""

    def __init__(self, projection: Projection, places: Mapping[str, int], families: Mapping[str, str]) -> None:
        self._projection = projection
        self._places = places
        self._families = families

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, document: object) -> bool:
        return document in self._places

    def __getitem__(self, document: str) -> DocumentAdded:
        return settled(self._projection.document(self._places[document]), self._families.get(document))
