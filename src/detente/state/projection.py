"""The state of play from facts kept of each entry: the same as the fold of the log, without reading the whole of it.

What is worked out once from all that is known holds for an earlier day too, wherever whatever a copy leans on was known
by then; where it was not, it is worked out for that day. Accounts are read from the log when they are asked for.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import msgspec
import numpy as np

from detente.model import AsOf, DocumentAdded, DocumentRef, Entry, StateOfPlay
from detente.state.amended_table import amend
from detente.state.amendments import Relink
from detente.state.arrangement import Arrangement, arranged, kin, roots_of
from detente.state.facts import AddedFact, Facts, Table
from detente.state.fold import NEVER, fold, seen_day, settled
from detente.state.groups import Groups
from detente.state.notices import Edition, Superseding, stated, superseded
from detente.state.rulings import Stated, amendments, as_linked, gathered, withdrawn
from detente.state.sorts import Column

HELD = 160_000
"""Accounts kept in memory, those read or asked for last; when there are more, the older half is let go of."""
BESIDE = 32
"""Documents read at a time: accounts of one day tell of documents that came one after another."""

DAYS = 4
"""Days kept on which other documents stood than now, those asked for last."""


class Log(NamedTuple):
    """How the projection gets at the log: the entries at those places in their order, and all of them."""

    at: Callable[[Sequence[int]], Sequence[Entry]]
    all: Callable[[], Iterable[Entry]]


class Projection:
    """The states of a desk whose log has these facts. Pure but for reading the entries that are asked for."""

    def __init__(
        self, parts: Sequence[Facts], log: Log, relink: Relink = as_linked, before: Projection | None = None
    ) -> None:
        self.parts = parts
        self._relink = relink
        self._log = log
        self._held: dict[int, Entry] = {}
        self._before: dict[int, Entry] = {}
        self._added: dict[int, DocumentAdded] = {}
        self._lock = threading.RLock()
        self._amended: dict[int, Stated | None] = {}
        self._table = Table(parts)
        self._documents = {fact.document: fact for fact in self._table.added}
        self._document_numbers = np.array(sorted(fact.number for fact in self._table.added), dtype="<u4")
        rulings = self.entries(self._table.rulings)
        self._rulings = gathered(rulings)
        self._notices = stated(rulings, lambda _: True)
        self._withdrawn = withdrawn(self._rulings)
        self._amended = amend(self._table, amendments(self._rulings), log.at, relink)
        self._earlier: dict[frozenset[tuple[str, str]], Projection] = {}
        self._stand(self._superseded(NEVER))
        if before is not None and self._continues(before):
            self._whole.shared.update(before._whole.shared)

    def _stand(self, corrected: dict[str, Superseding]) -> None:
        """Work out what holds where all but these documents, and those withdrawn, stand."""
        self._corrected = corrected
        self._gone = self._withdrawn.union(corrected)
        dropped = [number for number, entry in self._amended.items() if entry is None]
        self._kept = ~np.isin(self._table.column["document"], self._places(self._gone))
        self._kept[self._table.rows(dropped)] = False
        self._whole = self._arranged(NEVER)
        self._regular = self._is_regular()

    def state(self, as_of: AsOf) -> StateOfPlay:
        """The state of play as of a moment; equal to the `fold` of the log."""
        until = NEVER if as_of.known is None else as_of.known.toordinal()
        return self._standing(until)._state(as_of, until)

    def _standing(self, until: int) -> Projection:
        """The projection, or one for a day on which a document still stood that was corrected or revised later."""
        corrected = self._superseded(until) if self._notices else self._corrected
        if corrected == self._corrected:
            return self
        key = frozenset((name, by.id) for name, by in corrected.items())
        with self._lock:
            if key not in self._earlier:
                found = copy.copy(self)
                found._stand(corrected)
                self._earlier = dict([*self._earlier.items(), (key, found)][-DAYS:])
            return self._earlier[key]

    def _state(self, as_of: AsOf, until: int) -> StateOfPlay:
        if not self._regular:
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

    def _continues(self, before: Projection) -> bool:
        """Whether what was said of the accounts of a shorter log holds of them in this one."""
        mine, theirs = self._whole, before._whole
        same = self._rulings == before._rulings and self._notices == before._notices
        old = {copy: root for copy, root in mine.families.items() if copy in before._documents}
        return same and old == theirs.families and np.array_equal(mine.tellers[: len(theirs.tellers)], theirs.tellers)

    def _superseded(self, until: int) -> dict[str, Superseding]:
        """The documents that no more stood on the day, and the notice or revision of each."""
        told = [one for one in self._notices if seen_day(one.clocks) <= until and one.document not in self._withdrawn]
        if not told:
            return {}
        known = (fact for fact in self._documents.values() if fact.seen <= until)
        return superseded(
            told, {fact.document: edition_of(fact) for fact in known if fact.document not in self._withdrawn}
        )

    def entries(self, numbers: Sequence[int], *, keep: bool = True) -> list[Entry]:
        """The entries at those places of the log; unless `keep`, those that have to be read are not kept in memory."""
        with self._lock:
            return self._entries(numbers) if keep else self._passing(numbers)

    def _passing(self, numbers: Sequence[int]) -> list[Entry]:
        held = {number: self._held.get(number) or self._before.get(number) for number in numbers}
        missing = [number for number, entry in held.items() if entry is None]
        read = zip(missing, self._log.at(missing) if missing else (), strict=True)
        found = {number: entry for number, entry in held.items() if entry is not None}
        found.update((number, self._amended.get(number) or entry) for number, entry in read)
        return [found[number] for number in numbers]

    def _entries(self, numbers: Sequence[int]) -> list[Entry]:
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
            with self._lock:
                self._read_beside(number)
        return self._added[number]

    def _read_beside(self, number: int) -> None:
        order = self._document_numbers
        page = int(np.searchsorted(order, number)) // BESIDE * BESIDE
        numbers = order[page : page + BESIDE].tolist()
        for at, entry in zip(numbers, self._log.at(numbers), strict=True):
            assert isinstance(entry, DocumentAdded)
            self._added[at] = entry

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
        return Groups(Accounts(self, self._table, found), told, found.keys[told])

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

    def __init__(self, projection: Projection, table: Table, found: Arrangement) -> None:
        self._projection = projection
        self._table = table
        self._found = found
        self._tellers = found.tellers
        self._roots: Column | None = None

    def accounts(self, rows: Column, *, keep: bool = True) -> Sequence[Stated]:
        """The accounts of those rows, under the keys of their tellers."""
        numbers, tellers = self._table.column["number"], self._tellers[rows]
        told = cast("list[Stated]", self._projection.entries(numbers[rows].tolist(), keep=keep))
        copied = np.flatnonzero(tellers != rows)
        tells = cast("list[Stated]", self._projection.entries(numbers[tellers[copied]].tolist(), keep=keep))
        for at, row, other in zip(copied.tolist(), rows[copied].tolist(), tells, strict=True):
            told[at] = self._under(row, told[at], other) if keep else under(told[at], other)
        return told

    def _under(self, row: int, entry: Stated, teller: Stated) -> Stated:
        """The account under the key of its teller, the same object as long as it is kept."""
        if entry.key == teller.key:
            return entry
        kept = self._found.shared.setdefault("renamed", {})
        old, new = kept.get(row, (None, None))
        if old is not entry:
            kept[row] = entry, (new := under(entry, teller))
        return cast("Stated", new)

    def column(self, name: str) -> Column:
        """A column of the facts, of all rows."""
        return self._table.column[name]

    @property
    def names(self) -> Sequence[str]:
        """What columns of names are indices into."""
        return self._table.names

    def ranks(self, name: str) -> Column:
        """Of each row the rank of the name that it has in that column, in the order of strings."""
        found: Column = self._table.ranks()[self._table.column[name]]
        return found

    def index(self, name: str) -> int:
        """The index of a name; that of none where there is no such name."""
        return self._table.place.get(name, len(self._table.names))

    def rank(self, name: str) -> int:
        """The rank of a name in the order of strings; that of none where there is no such name."""
        return int(self._table.ranks()[self.index(name)]) if name in self._table.place else len(self._table.names)

    def renamed(self, rows: Column) -> Column:
        """Which of the rows have another key in the state than the facts have (a mask)."""
        found: Column = self._table.column["key"][rows] != self._found.keys[rows]
        return found

    @property
    def shared(self) -> dict[str, dict[Any, Any]]:
        """What was worked out of accounts, by what, and is the same in every state that has these accounts."""
        return self._found.shared

    def tellers(self, rows: Column) -> Column:
        """The rows whose keys these have in the state."""
        found: Column = self._tellers[rows]
        return found

    def roots(self) -> Column:
        """Of each row where the text of its document began, as a figure."""
        if self._roots is None:
            self._roots = roots_of(self._table, self._found.families)
        found: Column = self._roots[self._table.column["document"]]
        return found

    def parties(self, rows: Column) -> dict[str, int]:
        """How many of them tell of which countries."""
        counts = np.bincount(self._table.column["parties"][rows], minlength=len(self._table.names))
        return {self._table.names[at]: int(counts[at]) for at in np.flatnonzero(counts)}


def under(entry: Stated, teller: Stated) -> Stated:
    """The account under the key of its teller."""
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
