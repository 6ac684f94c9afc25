"""The shifted placebo: the same pattern of windows, moved as a whole to other times of the same series.

Announcements come in clusters. The textbook tests take the windows of a cluster as so many independent draws, and
reject far too often. A pattern that is moved keeps its clusters, its overlaps and whatever dependence the series has,
so the share of shifts with a statistic as large as the pattern's own is a p-value of the right size: a
randomisation test (Fisher 1935), in time as Abadie, Diamond and Hainmueller (2010) do it over units.

The statistic is that of Boehmer, Musumeci and Poulsen (1991) over merged windows; where they are fewer than five, the
mean standardised abnormal return of Patell (1976), as a spread over so few windows tells little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from detente.markets.distributions import DETECTED
from detente.markets.models import Model, fit
from detente.markets.significance import Outcome
from detente.markets.variance import Floats
from detente.markets.windows_event import Estimation, Pattern, Places, gathered

FEWEST = 5
"""Windows from which on their own spread scales the statistic."""
LEAST = 39
"""Shifts without which there is no p-value: at 5 % two of forty would be as large by chance."""
AT_ONCE = 2_000_000
"""Returns worked on at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Of each draw the statistic and the mean over the windows (draws,)."""

    statistics: Floats
    means: Floats


def placebo(asked: Pattern, estimation: Estimation, model: Model, draws: int = 999, seed: int = 1) -> Outcome:
    """A pattern of windows against `draws` shifts of it; windows of several subjects at one time are averaged.

    `p` is NaN where the series is too short for enough shifts.
    """
    groups = asked.groups
    moves = shifts(len(asked.subjects[0].days), asked.longest, draws, seed)
    if len(moves) < LEAST or not len(groups):
        return Outcome(test="placebo", statistic=math.nan, p=math.nan, n=len(groups), effect=math.nan)
    sums, scaled = grouped(asked, groups, np.zeros(1, dtype=np.intp), estimation, model)
    others = drawn(asked, groups, moves, estimation, model)
    return against(statistics(sums, scaled), others, "placebo", int((~np.isnan(scaled)).sum()))


def against(own: Draws, others: Draws, test: str, n: int) -> Outcome:
    """A statistic against its distribution where nothing happened: (1 + as large) / (1 + draws), two-sided."""
    statistic = float(own.statistics[0])
    known = others.statistics[~np.isnan(others.statistics)]
    larger = int((np.abs(known) >= abs(statistic) * (1 - 1e-12)).sum())
    p = math.nan if math.isnan(statistic) or not len(known) else (1 + larger) / (1 + len(known))
    return Outcome(test=test, statistic=statistic, p=p, n=n, effect=DETECTED * float(np.nanstd(others.means)))


def shifts(size: int, longest: int, draws: int, seed: int) -> Places:
    """By how many sessions the pattern is moved: `draws` of all that move no window onto itself, without repetition.

    The series of that size is taken as a circle, its end followed by its start.
    """
    possible = np.arange(longest, size - longest + 1)
    if len(possible) <= draws:
        return possible
    return np.sort(np.random.default_rng(seed).choice(possible, draws, replace=False))


def drawn(asked: Pattern, groups: Places, moves: Places, estimation: Estimation, model: Model) -> Draws:
    """The statistic of the pattern at each move."""
    step = max(1, AT_ONCE // max(len(groups) * estimation.length, 1))
    parts = [
        statistics(*grouped(asked, groups, moves[start : start + step], estimation, model))
        for start in range(0, len(moves), step)
    ]
    return Draws(np.concatenate([one.statistics for one in parts]), np.concatenate([one.means for one in parts]))


def grouped(
    asked: Pattern, groups: Places, moves: Places, estimation: Estimation, model: Model
) -> tuple[Floats, Floats]:
    """Sums and standardised sums at each move, averaged over the windows of a group: each (moves, groups)."""
    subjects = [at for at, found in enumerate(asked.found) if found]
    parts = [moved(asked, at, moves, estimation, model) for at in subjects]
    sums, scaled = (np.concatenate(columns, axis=1) for columns in zip(*parts, strict=True))
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(int(groups.max()) + 1))
    return _averaged(sums[:, order], starts), _averaged(scaled[:, order], starts)


def _averaged(values: Floats, starts: Places) -> Floats:
    known = np.add.reduceat((~np.isnan(values)).astype(np.float64), starts, axis=1)
    total = np.add.reduceat(np.nan_to_num(values), starts, axis=1)
    means: Floats = np.divide(total, known, out=np.full(total.shape, np.nan), where=known > 0)
    return means


def moved(asked: Pattern, subject: int, moves: Places, estimation: Estimation, model: Model) -> tuple[Floats, Floats]:
    """Sums and standardised sums of each window of a subject at each move, each (moves, n); NaN where unknown."""
    bounds = asked.bounds[subject].moved(moves)
    abnormal = fit(model, gathered(asked.subjects[subject], bounds, estimation, circular=True))
    total, error = abnormal.cumulative[:, -1], abnormal.errors_cumulative[:, -1]
    least = min(estimation.least, estimation.length)
    sound = (abnormal.counts >= least) & abnormal.known.any(axis=1) & (error > 0)
    scaled = np.divide(total, error, out=np.full(total.shape, np.nan), where=sound)
    shape = (len(moves), len(asked.found[subject]))
    return np.where(sound, total, np.nan).reshape(shape), scaled.reshape(shape)


def statistics(sums: Floats, scaled: Floats) -> Draws:
    known = (~np.isnan(scaled)).sum(axis=1)
    means = _mean(scaled, 1)
    if scaled.shape[1] < FEWEST:
        return Draws(means * np.sqrt(known), _mean(sums, 1))
    squares = np.nansum((scaled - means[:, None]) ** 2, axis=1)
    spread = np.sqrt(np.divide(squares, known - 1, out=np.full(squares.shape, np.nan), where=known > 1))
    return Draws(
        np.divide(means * np.sqrt(known), spread, out=np.full(means.shape, np.nan), where=spread > 0), _mean(sums, 1)
    )


def _mean(values: Floats, axis: int) -> Floats:
    """The mean of what is known; NaN where nothing is."""
    known = (~np.isnan(values)).sum(axis=axis)
    total = np.nansum(values, axis=axis)
    means: Floats = np.divide(total, known, out=np.full(total.shape, np.nan), where=known > 0)
    return means
