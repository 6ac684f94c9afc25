"""What a time expression means before anything is known about when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["written", "spoken"]
"""Counted from the day of writing, or from the date last spoken of."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A calendar value that stands by itself, as TIMEX3 writes it: '1998-06-05', '199', 'BC0490'."""

    value: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A calendar unit counted from an anchor: 'last week', 'two years ago', 'the following day', 'that month'.

    `unit` is TIMEX3's letter: Y, Q, M, W, WE, D, DE (decade), CE (century). `this`: so pointed at ('this weekend').
    """

    unit: str
    count: int
    anchor: Anchor = "written"
    this: bool = False


@dataclass(frozen=True, slots=True)
class InYear:
    """A part of a year: '06', '06-05', 'SU', 'Q3', 'H1'; its year named, counted, or left to the context.

    `direction` is -1, 0 or 1 for 'last June', 'this June', 'next June'.
    """

    part: str
    year: Fixed | Shift | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """An ISO weekday; `direction` as above."""

    day: int
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day whose month is the one last spoken of: 'the 20th'."""

    day: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day of the vocabulary; `direction` as above."""

    name: str
    year: Fixed | Shift | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The reporting period that the text speaks of, `years` away from it: 'the year-ago quarter' is -1.

    Where the text speaks of none, `otherwise` is meant.
    """

    years: int
    otherwise: Shift


@dataclass(frozen=True, slots=True)
class Length:
    """A duration, `value` as TIMEX3 writes it; `towards` is -1 for 'the past two weeks', 1 for 'the next two weeks'."""

    value: str
    towards: int = 0


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set: 'daily', 'each July'."""

    value: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """PRESENT_REF, PAST_REF or FUTURE_REF; `told` ones count in narratives only."""

    value: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a day lies in: 'the week of March 6'."""

    day: InYear


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day ('17:00', 'EV') on a day; without one, on the day last spoken of."""

    time: str
    day: Sense | None = None


Sense = Fixed | Shift | InYear | Weekday | DayOfMonth | Holiday | Period | Length | Recurring | Pointer | WeekOf | Clock
