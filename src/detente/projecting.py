"""Keeps the facts of a desk's log in its store, so that any state of it is there without reading the whole log."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from detente.linking.relink import relink
from detente.markets.prices import DeskPrices
from detente.model import AsOf, DocumentAdded, Entry, Part, StateOfPlay, Store
from detente.state import facts
from detente.state.facts import Facts
from detente.state.projection import Log, Projection

PART = 20_000
"""Entries whose facts are made at a time."""
GROWTH = 2
"""A part of so many times as many entries as the next is left alone; others are merged, so that parts stay few."""
STATES = 6
"""States kept in memory with what was worked out of them."""
DECODER = msgspec.msgpack.Decoder(Facts)


class Projector:
    """The projection of a store's log, brought up to its head whenever it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._current: Projection | None = None
        self._states: OrderedDict[AsOf, StateOfPlay] = OrderedDict()
        self._series = 0
        self._lock = threading.RLock()

    def current(self) -> Projection:
        """The projection of the whole log; what is not kept yet is read."""
        with self._lock:
            held = self._current.parts if self._current else kept(self._store)
            if self._current is None or last(held) != self._store.head():
                log = Log(self._store.at, self._store.entries)
                self._current = Projection([*held, *made(self._store, last(held))], log, relink, self._current)
                self._states.clear()
            return self._current

    def state(self, moment: AsOf) -> StateOfPlay:
        """The state as of a moment; those asked for last are kept, with whatever views worked out of them."""
        with self._lock:
            projection = self.current()
            self._forget_where_series_came()
            found = self._states.pop(moment, None) or self._priced(projection.state(moment))
            self._states[moment] = found
            while len(self._states) > STATES:
                self._states.popitem(last=False)
            return found

    def _forget_where_series_came(self) -> None:
        """What was worked out without a series does not hold with it."""
        if self._store.series.count() != self._series:
            self._series = self._store.series.count()
            self._states.clear()

    def _priced(self, state: StateOfPlay) -> StateOfPlay:
        """The state with what the desk's series say, where it has any."""
        return msgspec.structs.replace(state, prices=DeskPrices(self._store.series)) if self._series else state

    def save(self) -> None:
        """Keep the facts of what the log has since they were last kept. Raises DeskReadOnly and StoreError."""
        with self._lock:
            held = kept(self._store)
            for new in made(self._store, last(held)):
                whole = new
                while held and size(held[-1]) < GROWTH * size(whole):
                    whole = facts.merged([held.pop(), whole])
                held.append(whole)
                self._store.keep(Part(whole.first, whole.last, facts.version(), msgspec.msgpack.encode(whole)))

    def behind(self) -> int:
        """How many entries at the end of the log have no facts kept."""
        return self._store.head() - last(kept(self._store))

    def sound(self) -> bool:
        """Whether the facts kept are those of the log; reads the whole log."""
        held = kept(self._store)
        entries = takewhile(lambda one: one[0] <= last(held), self._store.numbered())
        return not held or msgspec.structs.replace(facts.merged(held), torn=()) == msgspec.structs.replace(
            facts.merged([facts.facts(list(entries))]), torn=()
        )


def kept(store: Store) -> list[Facts]:
    """The facts that a store keeps, from the first entry on, as far as they are of this version and without a gap."""
    found: list[Facts] = []
    for part in store.parts():
        if part.version != facts.version() or part.first != last(found) + 1:
            break
        found.append(DECODER.decode(part.data))
    return found


def made(store: Store, after: int) -> Iterator[Facts]:
    """Facts of what the log has after that place, in stretches that cut no document in two."""
    stretch: list[tuple[int, Entry]] = []
    for number, entry in store.numbered(after):
        if len(stretch) >= PART and isinstance(entry, DocumentAdded):
            yield facts.facts(stretch)
            stretch = []
        stretch.append((number, entry))
    if stretch:
        yield facts.facts(stretch)


def last(held: Sequence[Facts]) -> int:
    """The place up to which there are facts."""
    return held[-1].last if held else 0


def size(held: Facts) -> int:
    """How many entries the facts are of."""
    return held.last - held.first + 1
