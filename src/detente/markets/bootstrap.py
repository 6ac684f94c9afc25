"""The stationary bootstrap of Politis and Romano (1994, Journal of the American Statistical Association 89).

Residuals of the days without events are drawn in blocks of random length, so that what depends on the days before
stays together; the same pattern of windows is laid over each such series.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from detente.markets.models import Model, with_intercept
from detente.markets.placebo import Draws, against
from detente.markets.returns import Subject
from detente.markets.significance import Outcome
from detente.markets.variance import Floats, Mask
from detente.markets.windows_event import Pattern, Places

BLOCK = 10
"""Mean length of a block, in sessions."""


def bootstrap(asked: Pattern, mean: float, model: Model, draws: int = 999, seed: int = 1) -> Outcome:
    """The mean sum over a pattern of windows, which is `mean`, against that of `draws` series of shuffled blocks."""
    cells = _cells(asked)
    n = sum(map(len, asked.found))
    quiet = _quiet(asked, model)
    if quiet.shape[1] < 2 * BLOCK or not n:
        return Outcome(test="bootstrap", statistic=math.nan, p=math.nan, n=n, effect=math.nan)
    generator = np.random.default_rng(seed)
    size, length = quiet.shape[1], int(cells.days.max()) + 1
    rows = (indices(size, length, BLOCK, generator) for _ in range(draws))
    means = np.array([np.nan_to_num(quiet[cells.subjects, row[cells.days]]).sum() / n for row in rows])
    scale = float(means.std())
    own = np.array([mean])
    return against(Draws(own / scale, own), Draws(means / scale, means), "bootstrap", n)


def _quiet(asked: Pattern, model: Model) -> Floats:
    """Abnormal returns (subjects, days) of the days without a window on which any is known, less their mean."""
    outside = ~covered(asked)
    residuals = np.stack([abnormal(one, model, outside) for one in asked.subjects])[:, outside]
    known = residuals[:, ~np.isnan(residuals).all(axis=0)]
    return known - np.nanmean(known, axis=1, keepdims=True) if known.shape[1] else known


def covered(asked: Pattern) -> Mask:
    """The days that lie in a window (days,)."""
    found = np.zeros(len(asked.subjects[0].days), dtype=bool)
    for one in (one for part in asked.found for one in part):
        found[max(one.first, 0) : one.last + 1] = True
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The days of all windows: of which subject (m,), and how many sessions after the first of them (m,)."""

    subjects: Places
    days: Places


def _cells(asked: Pattern) -> Cells:
    every = [(at, one) for at, part in enumerate(asked.found) for one in part]
    start = min((one.first for _, one in every), default=0)
    rows = [(at, day - start) for at, one in every for day in range(one.first, one.last + 1)]
    subjects, days = np.array(rows, dtype=np.intp).reshape(-1, 2).T
    return Cells(subjects, days)


def indices(size: int, length: int, block: float, generator: np.random.Generator) -> Places:
    """Places (length,) in a series of that size: each goes on from the one before, or with 1 / block anew."""
    anew = generator.random(length) < 1 / block
    anew[0] = True
    begun = np.maximum.accumulate(np.where(anew, np.arange(length), 0))
    starts = generator.integers(size, size=length)
    return np.asarray((starts[begun] + np.arange(length) - begun) % size)


def abnormal(subject: Subject, model: Model, outside: Mask) -> Floats:
    """Abnormal returns of all days (n,), by the model fitted once to the days outside the windows."""
    if model == "market-adjusted":
        return subject.returns - subject.factors[:, 0]
    design = np.ones((len(subject.days), 1))
    if model != "constant-mean":
        design = with_intercept(subject.factors[None])[0]
    known = outside & ~(np.isnan(subject.returns) | np.isnan(design).any(axis=1))
    coefficients = np.linalg.lstsq(design[known], subject.returns[known], rcond=None)[0]
    return subject.returns - design @ coefficients
