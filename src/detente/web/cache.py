"""What was worked out, kept until the desk changes or the room is needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Cache:
    """Values under keys for one state of a desk, the least used thrown away first; `room` is in what `weigh` counts.

    One thread uses it.
    """

    def __init__(self, room: int, weigh: Callable[[Any], int]) -> None:
        self.room = room
        self.weigh = weigh
        self.mark: Hashable = None
        self.weight = 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def at(self, mark: Hashable) -> Cache:
        """The cache, emptied where the desk has another mark than it is of."""
        if mark != self.mark:
            self._kept.clear()
            self.mark, self.weight = mark, 0
        return self

    def get(self, key: Hashable) -> Any | None:
        """What is kept under the key."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep a value; what is larger than the room is not kept."""
        weight = self.weigh(value)
        if weight > self.room or key in self._kept:
            return
        self._kept[key] = value
        self.weight += weight
        while self.weight > self.room:
            self.weight -= self.weigh(self._kept.popitem(last=False)[1])
