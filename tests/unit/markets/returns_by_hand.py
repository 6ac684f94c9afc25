"""Subjects and windows made by hand, for studies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from detente.markets.design import StudyEvent
from detente.markets.models import Windows
from detente.markets.returns import Subject
from detente.markets.variance import Floats

FIRST = dt.date(2030, 1, 7)
"""A Monday."""


def weekdays(count: int, first: dt.date = FIRST) -> list[dt.date]:
    """So many days from Monday to Friday."""
    days = (first + dt.timedelta(days=at) for at in range(2 * count))
    return [day for day in days if day.weekday() < 5][:count]


def subject(returns: Sequence[float] | Floats, factors: Floats | None = None, name: str = "X") -> Subject:
    """A subject with these returns on weekdays; `factors` (n, k)."""
    values = np.asarray(returns, dtype=np.float64)
    days = np.array(weekdays(len(values)), dtype="datetime64[D]")
    beside = np.empty((len(values), 0)) if factors is None else factors
    return Subject(instrument=name, days=days, returns=values, factors=beside)


def noise(count: int, seed: int = 1, scale: float = 0.01) -> Floats:
    """Independent normal returns."""
    return np.random.default_rng(seed).normal(0, scale, count)


def windows(estimation: object, event: object, factors: object = None, event_factors: object = None) -> Windows:
    """Windows of one unit or of several; factors (n, T) of one factor."""
    before, after = np.atleast_2d(np.array(estimation, float)), np.atleast_2d(np.array(event, float))
    if factors is None:
        return Windows(before, after, np.empty((*before.shape, 0)), np.empty((*after.shape, 0)))
    beside, ahead = np.atleast_2d(np.array(factors, float)), np.atleast_2d(np.array(event_factors, float))
    return Windows(before, after, beside[:, :, None], ahead[:, :, None])


def events(one: Subject, *places: int) -> list[StudyEvent]:
    """An event on the day of each place, called e0, e1 ..."""
    days = [dt.date.fromisoformat(str(one.days[place])) for place in places]
    return [StudyEvent(id=f"e{at}", day=day) for at, day in enumerate(days)]
