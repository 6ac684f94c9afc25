"""What is worked out once for a state and kept with it: only for states made from facts, which are kept themselves."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from detente.model import StateOfPlay
from detente.state.groups import Groups

Found = TypeVar("Found")


class Same(tuple[Found, ...]):
    """A tuple that is equal to one of the very same objects, to remember what was worked out of them."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and len(self) == len(other) and all(map(operator.is_, self, other))


def once(state: StateOfPlay, name: Hashable, made: Callable[[], Found]) -> Found:
    """What `made` gives for this state; for one made from facts the same again, whoever asks.

    Of several threads that ask for one thing at once, one works it out and the others wait for it; who asks for another
    thing does not wait. `made` may depend on nothing but the state and `name`.
    """
    if not isinstance(state.records, Groups):
        return made()
    kept, key = state.records.kept, (state.as_of, name)
    if key not in kept:
        with state.records.lock_of(key):
            if key not in kept:
                kept[key] = made()
    return cast("Found", kept[key])
