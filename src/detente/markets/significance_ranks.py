"""Tests that count signs or use ranks: they ask nothing of the distribution, and one huge return moves them little.

The effect they find is given for normal returns, where a sign test needs pi / 2 and a rank test pi / 3 times as many
units as one that uses sizes (Pitman's relative efficiency).
"""

from __future__ import annotations

import math

import numpy as np

from detente.markets.distributions import DETECTED, ranks, signed_ranks, two_sided
from detente.markets.significance import Outcome, Sample, ratio
from detente.markets.variance import Floats

SIGNS, RANKS = math.sqrt(math.pi / 2), math.sqrt(math.pi / 3)


def outcome(test: str, sample: Sample, statistic: float, efficiency: float, p: float | None = None) -> Outcome:
    """An outcome of a test that has no standard error in units of return."""
    error = float(np.sqrt((sample.errors**2).sum())) / max(sample.n, 1)
    chance = two_sided(statistic) if p is None else p
    return Outcome(test=test, statistic=statistic, p=chance, n=sample.n, effect=DETECTED * efficiency * error)


def sign(sample: Sample) -> Outcome:
    """Is the share of positive sums one half?"""
    return outcome("sign", sample, _signs(sample, 0.5), SIGNS)


def generalised_sign(sample: Sample) -> Outcome:
    """Is it the share of positive residuals in the estimation windows? (Cowan 1992)."""
    residuals = sample.abnormal.estimation
    known, positive = ~np.isnan(residuals), residuals > 0
    if sample.convention.pooled_sign:
        share = ratio(float(positive.sum()), float(known.sum()))
    else:
        share = float((positive.sum(axis=1) / known.sum(axis=1)).mean()) if sample.n else math.nan
    return outcome("generalised-sign", sample, _signs(sample, share), SIGNS)


def _signs(sample: Sample, share: float) -> float:
    positive = float((sample.sums > 0).sum())
    return ratio(positive - sample.n * share, math.sqrt(max(sample.n * share * (1 - share), 0.0)))


def corrado_zivney_sign(sample: Sample) -> Outcome:
    """Signs around each unit's median over estimation and event (Corrado and Zivney 1992)."""
    every = _every(sample)
    signs = np.sign(every - np.nanmedian(every, axis=1, keepdims=True))
    return outcome("corrado-zivney-sign", sample, _over_days(sample, signs, 0.5), SIGNS)


def corrado_rank(sample: Sample) -> Outcome:
    """Ranks over estimation and event, less their mean (Corrado 1989).

    Where returns are missing, a day counts by the root of its units, as the days of a merged window have few of them.
    """
    ranked, counts = _ranks(sample)
    weight = 0.0 if sample.convention.mean_count else 0.5
    return outcome("corrado-rank", sample, _over_days(sample, ranked - (counts + 1) / 2, weight), RANKS)


def modified_rank(sample: Sample) -> Outcome:
    """Ranks over one more than the number of returns, for units that miss some (Corrado and Zivney 1992)."""
    ranked, counts = _ranks(sample)
    return outcome("modified-rank", sample, _over_days(sample, ranked / (1 + counts) - 0.5, 0.5), RANKS)


def wilcoxon(sample: Sample) -> Outcome:
    """Sum of the ranks of positive sums (Wilcoxon 1945); `p` is exact for up to 50 units without ties."""
    sums = sample.sums
    if not len(sums):
        return outcome("wilcoxon", sample, math.nan, RANKS, math.nan)
    moved = sums[sums != 0]
    chance = signed_ranks(moved) if len(moved) else 1.0
    return outcome("wilcoxon", sample, float(ranks(np.abs(sums))[sums > 0].sum()), RANKS, chance)


def _every(sample: Sample) -> Floats:
    """Estimation and event as one, (n, T + W)."""
    return np.concatenate([sample.abnormal.estimation, sample.abnormal.event], axis=1)


def _ranks(sample: Sample) -> tuple[Floats, Floats]:
    """Ranks of each unit's returns from 1, NaN kept, and how many they are (n, 1)."""
    every = _every(sample)
    return ranks(every), (~np.isnan(every)).sum(axis=1, keepdims=True).astype(np.float64)


def _over_days(sample: Sample, values: Floats, weight: float) -> float:
    """The sum over the units by day, over its spread over all days; the window's days summed, over their root.

    A day on which m of n units have a return counts (n / m) ** (1 - weight) times its sum: with weight 0 it is their
    mean (Corrado 1989), with 1/2 its variance does not depend on m (Corrado and Zivney 1992).
    """
    known = (~np.isnan(values)).sum(axis=0)
    scaled = _scaled(sample, np.nansum(values, axis=0), np.maximum(known, 1).astype(np.float64), weight)
    count = float(known.sum() / max(sample.n, 1)) if sample.convention.mean_count else float((known > 0).sum())
    deviation = math.sqrt(float((scaled**2).sum()) / count) if count else math.nan
    window = scaled[-sample.days.shape[1] :][sample.days.any(axis=0)]
    return ratio(float(window.sum()), deviation * math.sqrt(len(window)))


def _scaled(sample: Sample, sums: Floats, known: Floats, weight: float) -> Floats:
    """The sums of days scaled for units that are missing; estudy2 scales by n / m once more."""
    scaled = sums / known ** (1 - weight)
    return scaled * (sample.n / known) if sample.convention.mean_count else scaled
