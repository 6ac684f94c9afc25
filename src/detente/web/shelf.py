"""What was worked out of a desk for the present log."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Sequence, Sized
from typing import Any, TypeVar, cast

import msgspec

from detente.desk import Desk
from detente.model import DocumentRef, Line, StateOfPlay, day_published
from detente.state.views.overview import parties
from detente.web.asked import Asked
from detente.web.cache import Cache

Found = TypeVar("Found")
ROOM = 400_000
"""Lines and other things of answers that are kept."""
BINS = 120
"""Bars of the picture of when documents were published."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What every page shows of the desk: how many documents, published between which days, and how many of them in
    each of equal stretches from the first until today.
    """

    documents: int
    first: dt.date
    last: dt.date
    density: tuple[int, ...]


class Shelf:
    """A desk and what was asked of it. Threads may share one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept = Cache(ROOM, size)
        self._lock = threading.Lock()

    def once(self, key: Hashable, made: Callable[[], Found]) -> Found:
        """What `made` gives, worked out once for this head of the log and these series of prices."""
        now = mark(self.desk)
        with self._lock:
            found = cast("Found | None", self._kept.at(now).get(key))
        if found is None:
            found = made()
            with self._lock:
                self._kept.at(now).keep(key, found)
        return found

    def state(self, asked: Asked) -> StateOfPlay:
        """The state of play at the moment asked for."""
        return self.once(("state", asked.moment), lambda: self.desk.state(*asked.moment))

    def pair(self, asked: Asked) -> tuple[str, ...]:
        """The codes of the two states of which the desk tells most, in alphabetical order; () where there are none."""
        return self.once(("pair", asked.moment), lambda: tuple(sorted(parties(self.state(asked)))))

    def view(self, name: str, asked: Asked) -> Sequence[Line]:
        """All lines of a view at the moment asked for."""
        as_of, known_at = asked.moment
        return self.once(("view", name, asked.moment), lambda: self.desk.view(name, as_of=as_of, known_at=known_at))

    def lines(self, name: str, asked: Asked) -> Sequence[Line]:
        """The lines of a view that are asked for; turning them round is left to whoever shows them."""
        if asked.wanted.everything:
            return self.view(name, asked)
        key = ("lines", name, asked.moment, asked.wanted.whichever)
        return self.once(key, lambda: tuple(asked.chosen(self.view(name, asked))))

    def documents(self) -> tuple[DocumentRef, ...]:
        """References to all documents, by publication then id."""
        return self.once("documents", lambda: tuple(self.desk.documents()))

    def frame(self, today: dt.date) -> Frame:
        """What every page shows of the desk."""
        return self.once(("frame", today), lambda: framed(self.documents(), today))


def mark(desk: Desk) -> tuple[int, int]:
    """What changes with whatever a page rests on: the head of the log, and a number that grows with every series."""
    return desk.store.head(), desk.store.series.count()


def size(value: Any) -> int:
    """How much room an answer takes."""
    return len(value) if isinstance(value, Sized) and not isinstance(value, str) else 1


def framed(documents: Sequence[DocumentRef], today: dt.date) -> Frame:
    """The frame of these documents; without dated ones, that of a year until today."""
    days = [day for one in documents if (day := day_published(one.published)) and day <= today]
    first = min(days, default=today - dt.timedelta(days=365))
    last = max(days, default=today)
    stretch = max(1, (today - first).days)
    counts = Counter(min(BINS - 1, (day - first).days * BINS // stretch) for day in days)
    return Frame(
        documents=len(documents), first=first, last=last, density=tuple(counts[number] for number in range(BINS))
    )
