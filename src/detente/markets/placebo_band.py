"""What the average cumulated abnormal return does where nothing happened: its band over shifted patterns."""

from __future__ import annotations

import numpy as np

from detente.markets.models import Model, fit
from detente.markets.placebo import AT_ONCE, LEAST, shifts
from detente.markets.variance import Floats
from detente.markets.windows_event import Estimation, Pattern, Places, gathered

BAND = (2.5, 97.5)
"""Percentiles of the placebos between which 95 % of them lie."""


def band(asked: Pattern, estimation: Estimation, model: Model, draws: int = 999, seed: int = 1) -> Floats:
    """The 95 % band (2, W) of the average cumulated abnormal return of a pattern of windows of one length W.

    The windows are those of the first subject. NaN where the series is too short for enough shifts.
    """
    width = asked.longest
    moves = shifts(len(asked.subjects[0].days), width, draws, seed)
    if len(moves) < LEAST or not asked.found[0]:
        return np.full((2, width), np.nan)
    step = max(1, AT_ONCE // (len(asked.found[0]) * estimation.length))
    parts = [paths(asked, moves[start : start + step], estimation, model) for start in range(0, len(moves), step)]
    return np.asarray(np.nanpercentile(np.concatenate(parts), BAND, axis=0))


def paths(asked: Pattern, moves: Places, estimation: Estimation, model: Model) -> Floats:
    """The average cumulated abnormal return at each move, (moves, W)."""
    windows = gathered(asked.subjects[0], asked.bounds[0].moved(moves), estimation, circular=True)
    abnormal = fit(model, windows)
    sums = np.where((abnormal.sigma > 0)[:, None], abnormal.cumulative, np.nan)
    return np.asarray(np.nanmean(sums.reshape(len(moves), -1, sums.shape[1]), axis=1))
