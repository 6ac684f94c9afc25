"""Lines that are made when they are asked for: a view may have many more than anybody looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Item = TypeVar("Item")
PAGE = 1000
"""Lines made at a time where all are asked for."""


def at(items: Sequence[Item], places: range) -> Sequence[Item]:
    """The items at these places."""
    if not places:
        return ()
    stop = None if places.step < 0 and places[-1] == 0 else places[-1] + places.step
    return items[places[0] : stop : places.step]


class MadeWhenAsked(Sequence[Item], Generic[Item]):
    """So many items, in their order: `make` gives those at the places it is given."""

    def __init__(self, count: int, make: Callable[[range], Sequence[Item]]) -> None:
        self._places = range(count)
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(place, slice):
            return tuple(self._make(self._places[place]))
        at = self._places[place]
        return self._make(range(at, at + 1))[0]

    def __iter__(self) -> Iterator[Item]:
        return self._through(self._places)

    def __reversed__(self) -> Iterator[Item]:
        return self._through(self._places[::-1])

    def _through(self, places: range) -> Iterator[Item]:
        for start in range(0, len(places), PAGE):
            yield from self._make(places[start : start + PAGE])

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
