"""Tests that use the size of abnormal returns: is their mean over n units zero?

Every test takes a Sample and gives an Outcome; formulas are those of the papers named. The tests that rank or count
signs are in `significance_ranks`, all of them by name in `significance_tests`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from detente.markets.distributions import DETECTED, two_sided
from detente.markets.models import Abnormal
from detente.markets.variance import Convention, Floats, Mask, less


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a test says: `statistic`, two-sided `p`, over `n` units.

    `effect` is the smallest true mean, as a return, that the test finds at 5 % with a probability of 80 %. NaN stands
    for what cannot be told, e.g. a spread over one unit.
    """

    test: str
    statistic: float
    p: float
    n: int
    effect: float


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Abnormal returns of one window: `sums` (n,) over the days of each unit, with standard `errors` (n,).

    `days` (n, W) are the days of the window; `lengths` (n,) how many of them are known. A unit none of whose days is
    known, or whose variance is not, is not in the sample.
    """

    abnormal: Abnormal
    convention: Convention
    days: Mask
    sums: Floats
    errors: Floats

    @classmethod
    def of(cls, abnormal: Abnormal, convention: Convention, days: Mask | None = None) -> Sample:
        """The days `days` (n, W) of the event as one window; all of them where they are not given."""
        asked = np.ones(abnormal.event.shape, dtype=bool) if days is None else days
        units = (asked & abnormal.known).any(axis=1) & (abnormal.sigma > 0)
        kept = abnormal.only(units)
        known = asked[units] & kept.known
        vectors = np.where(known[:, :, None], kept.forecast, 0.0).sum(axis=1)
        errors = kept.sigma * np.sqrt(known.sum(axis=1) + (vectors**2).sum(axis=1))
        return cls(kept, convention, known, np.where(known, kept.event, 0.0).sum(axis=1), errors)

    @property
    def lengths(self) -> Floats:
        return np.asarray(self.days.sum(axis=1), dtype=np.float64)

    @property
    def leverage(self) -> Floats:
        """What the error of the forecast adds to the variance of each sum, as a share of sigma squared (n,)."""
        return np.asarray((self.errors / self.abnormal.sigma) ** 2 - self.lengths)

    @property
    def n(self) -> int:
        return len(self.sums)

    @property
    def mean(self) -> float:
        """The mean over the units; NaN where there is none."""
        return float(self.sums.mean()) if self.n else math.nan

    @property
    def scaled(self) -> Floats:
        """Each sum over its standard error (n,)."""
        return self.sums / self.errors

    @property
    def freedom(self) -> Floats:
        """Degrees of freedom of each unit's variance (n,)."""
        return self.abnormal.counts - less(self.convention.t_less, self.abnormal.parameters)


def by_error(test: str, sample: Sample, error: float, freedom: float = math.inf) -> Outcome:
    """A test whose statistic is the mean over its standard error."""
    statistic = ratio(sample.mean, error)
    return Outcome(test=test, statistic=statistic, p=two_sided(statistic, freedom), n=sample.n, effect=DETECTED * error)


def ratio(above: float, below: float) -> float:
    """A quotient; NaN where the divisor is zero or unknown."""
    return above / below if below > 0 else math.nan


def cross_sectional(sample: Sample) -> Outcome:
    """Student's t over the units: their spread in the window itself (MacKinlay 1997)."""
    return by_error("t", sample, spread(sample.sums) / math.sqrt(max(sample.n, 1)), sample.n - 1)


def spread(values: Floats) -> float:
    """The standard deviation of a sample; NaN for fewer than two."""
    return float(values.std(ddof=1)) if len(values) > 1 else math.nan


def brown_warner_1980(sample: Sample) -> Outcome:
    """Units taken as independent: the root of their summed variances, over n (Brown and Warner 1980).

    The variance of a sum is sigma squared a day, without the error of the forecast.
    """
    error = math.sqrt(float((sample.abnormal.sigma**2 * sample.lengths).sum())) / max(sample.n, 1)
    return by_error("brown-warner-1980", sample, error, float(sample.freedom.sum()))


def portfolio(sample: Sample) -> tuple[float, int]:
    """The spread over time of the mean residual of all units, and over how many days."""
    residuals = sample.abnormal.estimation
    days = ~np.isnan(residuals).all(axis=0)
    means = np.nanmean(residuals[:, days], axis=0) if days.any() else np.empty(0)
    return spread(means), len(means)


def brown_warner_1985(sample: Sample) -> Outcome:
    """Crude adjustment for dependence: the spread of the mean residual over time (Brown and Warner 1985)."""
    deviation, days = portfolio(sample)
    return by_error("brown-warner-1985", sample, deviation * math.sqrt(_mean_length(sample)), days - 1)


def lamb(sample: Sample) -> Outcome:
    """Brown and Warner (1985) with the error of the forecast (Lamb 1995, Journal of Risk and Insurance 62)."""
    deviation, days = portfolio(sample)
    counts = sample.abnormal.counts
    length = _mean_length(sample)
    apart = sample.leverage - sample.lengths**2 / counts
    more = length**2 / counts.mean() + apart.mean() if sample.n else math.nan
    return by_error("lamb", sample, deviation * math.sqrt(length + more), days - 1)


def _mean_length(sample: Sample) -> float:
    return float(sample.lengths.mean()) if sample.n else math.nan


def patell(sample: Sample) -> Outcome:
    """Sum of standardised abnormal returns, each with the variance of its own t (Patell 1976).

    With n - k degrees of freedom the variance of a standardised return is (n - k) / (n - k - 2); for the market model
    that is (n - 2) / (n - 4).
    """
    freedom = sample.abnormal.counts - max(sample.abnormal.parameters, 1)
    variance = float((freedom / (freedom - 2)).sum())
    statistic = ratio(float(sample.scaled.sum()), math.sqrt(variance))
    effect = DETECTED * ratio(math.sqrt(variance), float((1 / sample.errors).sum()))
    return Outcome(test="patell", statistic=statistic, p=two_sided(statistic), n=sample.n, effect=effect)


def bmp(sample: Sample) -> Outcome:
    """Standardised cross-section: robust to variance that the event itself brings (Boehmer, Musumeci, Poulsen 1991)."""
    return _standardised("bmp", sample, 1.0)


def kolari_pynnonen(sample: Sample) -> Outcome:
    """BMP adjusted for the mean correlation r of residuals: BMP sqrt((1 - r) / (1 + (n - 1) r)) (2010)."""
    r = mean_correlation(sample.abnormal.estimation)
    inflation = (1 + (sample.n - 1) * r) / (1 - r) if r < 1 else math.nan
    return _standardised("kolari-pynnonen", sample, math.sqrt(inflation) if inflation > 0 else math.nan)


def _standardised(test: str, sample: Sample, inflation: float) -> Outcome:
    scaled = sample.scaled
    error = inflation * spread(scaled) / math.sqrt(max(sample.n, 1))
    statistic = ratio(float(scaled.mean()), error) if sample.n else math.nan
    effect = DETECTED * ratio(error, float((1 / sample.errors).mean())) if sample.n else math.nan
    return Outcome(test=test, statistic=statistic, p=two_sided(statistic, sample.n - 1), n=sample.n, effect=effect)


def mean_correlation(residuals: Floats) -> float:
    """The mean over all pairs of units of the correlation of their residuals (n, T), over the days both have.

    Units of one day share it; units of different days are compared by their place in the window, where nothing but
    chance makes them alike. Zero for one unit.
    """
    if len(residuals) < 2:
        return 0.0
    known = ~np.isnan(residuals)
    centred = np.where(known, residuals - np.nanmean(residuals, axis=1, keepdims=True), 0.0)
    products = centred @ centred.T
    squares = (centred**2) @ known.T.astype(np.float64)
    scale = np.sqrt(squares * squares.T)
    correlations = np.divide(products, scale, out=np.zeros(scale.shape), where=scale > 0)
    pairs = len(residuals) * (len(residuals) - 1)
    return float((correlations.sum() - np.trace(correlations)) / pairs)
