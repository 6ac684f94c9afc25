"""A series of daily prices of one instrument, as one source had it at one time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from detente.model.record import Move

Days = npt.NDArray[np.datetime64]
Prices = npt.NDArray[np.float64]

FAULTS = ("gap", "no price", "not above zero", "duplicate", "conflict", "no session", "no calendar", "split")
"""What may be wrong: a session without a close, a row without one, a price that is none, several rows of a day with one
close or several, a close while the exchange was shut, days that no calendar covers, a change that looks like a split.
"""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a series on a day (ISO): nothing of the kind is filled in or left out without one of these.

    `fault` is one of FAULTS; `note` says it in words.
    """

    day: str
    fault: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """Closes by session, ascending; a day that is not in `days` is not known, and nothing is filled in.

    `days` is datetime64[D] of shape (n,), local dates of the sessions; `closes` float64 of shape (n,), in `unit`
    ('points', 'percent', 'CNY per USD'), all above zero save where the unit is percent. `highs` and `lows` are what the
    session ranged over, NaN where the source does not say. `source` names who publishes it and under which licence it
    came, `vintage` is the day (ISO) on which it was taken from there: a later vintage may have revised it. `calendar`
    is the exchange whose sessions these are ('XNYS'), '' where there is none. `faults` are what is wrong with it;
    `recorded_at` is when the desk took it in, and `id` what it calls it, '' where none has.
    """

    instrument: str
    days: Days
    closes: Prices
    unit: str
    source: str
    vintage: str
    licence: str = ""
    calendar: str = ""
    highs: Prices | None = None
    lows: Prices | None = None
    faults: tuple[Fault, ...] = ()
    recorded_at: str = ""
    id: str = ""

    def __len__(self) -> int:
        return len(self.days)

    @property
    def first(self) -> dt.date:
        """The first session it has. Raises IndexError where it is empty."""
        return as_date(self.days[0])

    @property
    def last(self) -> dt.date:
        """The last session it has. Raises IndexError where it is empty."""
        return as_date(self.days[-1])

    def place(self, day: dt.date) -> int | None:
        """The place of the session of that day; None where the series does not have it."""
        at = int(np.searchsorted(self.days, np.datetime64(day, "D")))
        return at if at < len(self.days) and self.days[at] == np.datetime64(day, "D") else None

    def close(self, day: dt.date) -> float | None:
        """The close of that day; None where the series does not have it."""
        at = self.place(day)
        return None if at is None else float(self.closes[at])


class Misreported(msgspec.Struct, frozen=True, kw_only=True):
    """What a series has instead of a reported move: its change in the move's unit, signed, and the close.

    `source` and `vintage` are those of the series, `ground` says in words how they differ.
    """

    measured: float
    close: float
    source: str
    vintage: str
    ground: str


class KnowsPrices(Protocol):
    """What is known of prices, for the state of play to hold reported moves against."""

    def misreported(self, move: Move) -> Misreported | None:
        """What the series have instead; None where one of them agrees, or none can tell."""
        ...


class SeriesStore(Protocol):
    """Keeps the series of a desk; one that is there is never changed."""

    def add(self, series: Series, recorded_at: str) -> bool:
        """Keep a series. Returns False where this one is there. Raises DeskReadOnly and StoreError."""
        ...

    def count(self) -> int:
        """A number that grows with every series that is added or withdrawn; 0 where there is none."""
        ...

    def withdraw(self, id: str, analyst: str, reason: str, recorded_at: str) -> bool:  # noqa: A002 - the field's name
        """Take a series out of use; it stays. Returns False where it was withdrawn. Raises NotFound."""
        ...

    def instruments(self) -> Sequence[str]:
        """The instruments of which there are series in use, in order."""
        ...

    def of(self, instrument: str) -> Sequence[Series]:
        """The series in use of an instrument, the latest vintage first, of one vintage the one added last."""
        ...


def as_date(day: np.datetime64) -> dt.date:
    """The day as Python has it."""
    found: dt.date = day.astype("datetime64[D]").astype(object)
    return found
