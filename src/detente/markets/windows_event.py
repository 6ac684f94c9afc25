"""Which sessions a study looks at: windows around events, merged where they overlap, and their returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.errors import UsageError
from detente.markets.models import Windows
from detente.markets.returns import Subject
from detente.markets.variance import Floats

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, order=True)
class Offsets:
    """A window in sessions before and after that of the event, both ends in it: Offsets(-1, 1) is three days."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UsageError(f"window {self}: ends before it begins; write it as first:last, e.g. -1:1")

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        return f"{self.first}:{self.last}"

    @classmethod
    def parse(cls, text: str) -> Offsets:
        """'-1:1', or '0' for one day. Raises UsageError."""
        first, _, last = text.partition(":")
        try:
            ends = int(first), int(last or first)
        except ValueError as error:
            raise UsageError(f"{text!r} is no window; write first:last in sessions, e.g. -1:1") from error
        return cls(*ends)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sessions `first` to `last` (places in the subject's days), and the `events` (places in a list) they are of."""

    first: int
    last: int
    events: tuple[int, ...]

    def __len__(self) -> int:
        return self.last - self.first + 1


def stretches(places: Sequence[int], offsets: Offsets, *, merge: bool = True) -> tuple[Stretch, ...]:
    """The window of each event, in order of time; with `merge`, windows that share a session become one."""
    found: list[Stretch] = []
    for event in sorted(range(len(places)), key=lambda at: (places[at], at)):
        one = Stretch(places[event] + offsets.first, places[event] + offsets.last, (event,))
        if merge and found and one.first <= found[-1].last:
            before = found.pop()
            one = Stretch(before.first, max(before.last, one.last), (*before.events, event))
        found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Estimation:
    """`length` sessions that end `gap` sessions before the window; a unit needs `least` returns in them."""

    length: int = 250
    gap: int = 10
    least: int = 60


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """First and last sessions of windows, and `anchor`, before which the estimation of each lies; each (n,)."""

    first: Places
    last: Places
    anchor: Places

    @classmethod
    def of(cls, found: Sequence[Stretch], before: int = 0) -> Bounds:
        """The bounds of windows; an estimation window lies before the session `before` after (or before) the first."""
        first = np.fromiter((one.first for one in found), dtype=np.intp, count=len(found))
        last = np.fromiter((one.last for one in found), dtype=np.intp, count=len(found))
        return cls(first, last, first + before)

    def moved(self, moves: Places) -> Bounds:
        """All of them at each move, move by move; each (moves * n,)."""
        return Bounds(*((moves[:, None] + one).ravel() for one in (self.first, self.last, self.anchor)))


def gathered(subject: Subject, bounds: Bounds, estimation: Estimation, *, circular: bool = False) -> Windows:
    """The returns of n windows, and of the estimation window that ends `estimation.gap` sessions before each anchor.

    Windows of several lengths are filled up with NaN, and so are days beyond the series unless it is `circular`, when
    its end is followed by its start.
    """
    before = bounds.anchor[:, None] - estimation.gap - estimation.length + np.arange(estimation.length)
    ahead = bounds.first[:, None] + np.arange(int((bounds.last - bounds.first).max(initial=0)) + 1)
    fitting = subject.returns if subject.fitting is None else subject.fitting
    returns, factors = _at(fitting, before, circular), _at(subject.factors, before, circular)
    event = np.where(ahead <= bounds.last[:, None], _at(subject.returns, ahead, circular), np.nan)
    return Windows(returns, event, factors, _at(subject.factors, ahead, circular))


def _at(values: Floats, places: Places, circular: bool) -> Floats:
    """Values (m, ...) at places (n, T): (n, T, ...); NaN beyond either end unless circular."""
    size = len(values)
    if circular:
        return np.asarray(values[places % size])
    if places.size == 0 or (places.min() >= 0 and places.max() < size):
        return np.asarray(values[places])
    found = np.array(values[np.clip(places, 0, size - 1)], dtype=np.float64)
    found[(places < 0) | (places >= size)] = np.nan
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Windows over subjects that share their days: `found` are the windows of each subject, `bounds` the same in
    figures, with the sessions before which their estimation lies.
    """

    subjects: tuple[Subject, ...]
    found: tuple[tuple[Stretch, ...], ...]
    bounds: tuple[Bounds, ...]

    @property
    def groups(self) -> Places:
        """The number of the group of each window (n,): windows that share sessions, of any subject, are one."""
        every = [one for part in self.found for one in part]
        merged = stretches([one.first for one in every], Offsets(0, 0), merge=False)
        found, end, group = np.empty(len(every), dtype=np.intp), -1, -1
        for place in (one.events[0] for one in merged):
            if every[place].first > end:
                group += 1
            end = max(end, every[place].last)
            found[place] = group
        return found

    @property
    def longest(self) -> int:
        """The most sessions of a window."""
        return max((len(one) for part in self.found for one in part), default=1)


def pattern(
    subjects: Sequence[Subject], places: Sequence[Sequence[int]], offsets: Offsets, ahead: int, *, merge: bool
) -> Pattern:
    """The windows around the places (of each subject's events).

    An estimation window lies before `ahead` sessions from the first event of its window, or the window where
    that begins earlier.
    """
    found = tuple(stretches(own, offsets, merge=merge) for own in places)
    before = min(ahead - offsets.first, 0)
    return Pattern(tuple(subjects), found, tuple(Bounds.of(part, before) for part in found))
