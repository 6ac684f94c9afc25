"""Shares of documents to one index: by outlet, over time.

`hits` and `totals` are documents by outlet and period (outlets, periods); NaN, or a total of zero, where an outlet has
nothing in a period, which is no share of zero.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from detente.errors import UsageError
from detente.markets.variance import Floats, Mask

Scale = Literal["standardised", "pooled", "share"]
SCALES: tuple[Scale, ...] = get_args(Scale)
ONE_PERCENT = 0.01


def scaled(scale: Scale, hits: Floats, totals: Floats, base: Mask) -> Floats:
    """The index by period (periods,); `base` (periods,) says which are of the base. Raises UsageError."""
    if scale == "share":
        return mean_share(hits, totals)
    return standardised(hits, totals, base) if scale == "standardised" else pooled(hits, totals, base)


def shares(hits: Floats, totals: Floats) -> Floats:
    """Hits over totals; NaN where there is no total."""
    found: Floats = np.divide(hits, totals, out=np.full(hits.shape, np.nan), where=totals > 0)
    return found


def standardised(hits: Floats, totals: Floats, base: Mask) -> Floats:
    """Each outlet's share over its standard deviation in the base; their mean, 100 on average over the base.

    Baker, Bloom and Davis (2016, Quarterly Journal of Economics 131, section II.A). The standard deviation is that of a
    sample (n - 1). Outlets whose share does not vary in the base cannot be standardised and are left out.
    Raises UsageError where none varies.
    """
    every = shares(hits, totals)
    deviations = np.array([deviation(row[base]) for row in every])
    usable = deviations > 0
    if not usable.any():
        raise UsageError(
            "no outlet's share varies over the base, so none can be standardised; take a longer base, a longer period, "
            "or --scale pooled"
        )
    return to_hundred(mean_known(every[usable] / deviations[usable, None]), base)


def deviation(values: Floats) -> float:
    """The standard deviation of what is known of a sample; NaN for fewer than two different values."""
    known = values[~np.isnan(values)]
    return float(known.std(ddof=1)) if len(np.unique(known)) > 1 else np.nan


def pooled(hits: Floats, totals: Floats, base: Mask) -> Floats:
    """The share of all outlets' documents together, 100 on average over the base. Raises UsageError."""
    return to_hundred(shares(np.nansum(hits, axis=0), np.nansum(totals, axis=0)), base)


def mean_share(hits: Floats, totals: Floats) -> Floats:
    """The mean of the outlets' shares, 100 for a share of one percent (Caldara and others 2020)."""
    return mean_known(shares(hits, totals)) * 100 / ONE_PERCENT


def to_hundred(values: Floats, base: Mask) -> Floats:
    """The values over their mean in the base, times 100. Raises UsageError where that is zero or unknown."""
    within = values[base & ~np.isnan(values)]
    if not len(within) or within.mean() == 0:
        raise UsageError("no document of the base meets the specification, so there is no mean to set to 100")
    return np.asarray(values * 100 / within.mean())


def mean_known(values: Floats) -> Floats:
    """The mean over outlets of what is known, by period; NaN where nothing is."""
    known = (~np.isnan(values)).sum(axis=0)
    total = np.nansum(values, axis=0)
    found: Floats = np.divide(total, known, out=np.full(total.shape, np.nan), where=known > 0)
    return found
