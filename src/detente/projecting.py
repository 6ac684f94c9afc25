"""Keeps the facts of a desk's log in its store, so that any state of it is there without reading the whole log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from detente.linking.relink import relink
from detente.model import DocumentAdded, Entry, Part, Store
from detente.state import facts
from detente.state.facts import Facts
from detente.state.projection import Log, Projection

PART = 20_000
"""Entries whose facts are made at a time."""
GROWTH = 2
"""A part of so many times as many entries as the next is left alone; others are merged, so that parts stay few."""
DECODER = msgspec.msgpack.Decoder(Facts)


class Projector:
    """The projection of a store's log, brought up to its head whenever it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._current: Projection | None = None

    def current(self) -> Projection:
        """The projection of the whole log; what is not kept yet is read."""
        held = self._current.parts if self._current else kept(self._store)
        if self._current is None or last(held) != self._store.head():
            log = Log(self._store.at, self._store.entries)
            self._current = Projection([*held, *made(self._store, last(held))], log, relink)
        return self._current

    def save(self) -> None:
        """Keep the facts of what the log has since they were last kept. Raises DeskReadOnly and StoreError."""
        held = kept(self._store)
        for new in made(self._store, last(held)):
            whole = new
            while held and size(held[-1]) < GROWTH * size(whole):
                whole = facts.merged([held.pop(), whole])
            held.append(whole)
            self._store.keep(Part(whole.first, whole.last, facts.VERSION, msgspec.msgpack.encode(whole)))

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
        if part.version != facts.VERSION or part.first != last(found) + 1:
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
