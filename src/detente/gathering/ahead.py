"""Work done ahead of the one who needs it, in order, a bounded number of things at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def ahead(
    pool: ThreadPoolExecutor, work: Callable[[Thing], Result], things: Iterable[Thing], most: int
) -> Iterator[tuple[Thing, Future[Result]]]:
    """Each thing with its result to be, at most `most` of them begun beyond the one that is given out."""
    begun: deque[tuple[Thing, Future[Result]]] = deque()
    for thing in things:
        begun.append((thing, pool.submit(work, thing)))
        if len(begun) > most:
            yield begun.popleft()
    yield from begun
