"""Distributions and ranks. What needs scipy loads it when first asked: it is an extra, and takes a second to load."""

from __future__ import annotations

import importlib
import math
from statistics import NormalDist
from typing import Any

import numpy as np

from detente.errors import ExtraMissing
from detente.markets.variance import Floats

LEVEL, POWER = 0.05, 0.8
DETECTED = NormalDist().inv_cdf(1 - LEVEL / 2) + NormalDist().inv_cdf(POWER)
"""Standard errors that an effect must have to be found at 5 % (two-sided) in four of five samples: 2.80."""


def scipy(part: str) -> Any:
    """`special` or `stats` of scipy. Raises ExtraMissing."""
    try:
        return importlib.import_module(f"scipy.{part}")
    except ImportError as error:
        raise ExtraMissing("event studies need scipy; install with `pip install 'detente[markets]'`") from error


def two_sided(statistic: float, freedom: float = math.inf) -> float:
    """The probability of a statistic at least as far from zero, by Student's t (normal where `freedom` is infinite)."""
    if math.isnan(statistic):
        return math.nan
    if math.isinf(freedom):
        return math.erfc(abs(statistic) / math.sqrt(2))
    return float(2 * scipy("special").stdtr(freedom, -abs(statistic)))


def ranks(values: Floats) -> Floats:
    """Ranks from 1 along the last axis, the mean of those of ties; NaN has none. Raises ExtraMissing."""
    policy = "omit" if np.isnan(values).any() else "propagate"
    return np.asarray(scipy("stats").rankdata(values, axis=-1, nan_policy=policy), dtype=np.float64)


def signed_ranks(values: Floats) -> float:
    """The p of Wilcoxon's test of values none of which is zero: exact for small samples. Raises ExtraMissing."""
    return float(scipy("stats").wilcoxon(values).pvalue)


def moments(values: Floats) -> tuple[float, float]:
    """Skewness, and kurtosis above that of the normal distribution (Fisher). Raises ExtraMissing."""
    stats = scipy("stats")
    return float(stats.skew(values)), float(stats.kurtosis(values))
