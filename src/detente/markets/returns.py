"""Closes to returns, and the returns of a benchmark or of factors on the same days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from detente.errors import UsageError
from detente.markets.series import Days, Series
from detente.markets.variance import Floats, Mask

Kind = Literal["log", "simple", "change"]
YIELDS = "percent"
"""The unit of yields, which may be zero and below."""
KINDS: tuple[Kind, ...] = ("log", "simple", "change")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Subject:
    """What a study looks at: `days` (n,) ascending, `returns` (n,) of the instrument on them, `factors` (n, k).

    A return is that from the session before in `days`; NaN where it is not known. `factors` are the benchmark's returns
    or the factors' (k = 0 where the model needs none), `names` what they are called. `fitting` (n,) are the
    returns that a model may be fitted to, where these are not all of them. `kind` says what a return is.
    """

    instrument: str
    days: Days
    returns: Floats
    factors: Floats
    names: tuple[str, ...] = ()
    fitting: Floats | None = None
    kind: Kind = "log"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Factors:
    """Factor returns by day: `days` (m,), `values` (m, k) as shares of one, `names` (k,), `risk_free` (m,)."""

    days: Days
    values: Floats
    names: tuple[str, ...]
    risk_free: Floats


def returns(closes: Floats, kind: Kind = "log") -> Floats:
    """Returns of closes (n,), in the same shape; the first is NaN, and so is one that a close <= 0 takes part in.

    'log' is ln(p1/p0), 'simple' p1/p0 - 1, 'change' p1 - p0 (for yields in percent, which may be below zero).
    """
    found = np.full(closes.shape, np.nan)
    if kind == "change":
        found[1:] = np.diff(closes)
        return found
    sound = np.where(closes > 0, closes, np.nan)
    ratio = sound[1:] / sound[:-1]
    found[1:] = np.log(ratio) if kind == "log" else ratio - 1
    return found


def natural(series: Series) -> Kind:
    """The sort of return that suits a series: changes of yields, log returns of prices."""
    return "change" if series.unit == YIELDS else "log"


def on(days: Days, wanted: Days, values: Floats) -> Floats:
    """The values (m, ...) that stand at `days` (m,), at the days wanted (n,); NaN where there is none."""
    found = np.full((len(wanted), *values.shape[1:]), np.nan)
    at = np.minimum(np.searchsorted(days, wanted), max(len(days) - 1, 0))
    there = days[at] == wanted if len(days) else np.zeros(len(wanted), dtype=bool)
    found[there] = values[at[there]]
    return found


def cleaned(series: Series) -> tuple[Days, Floats]:
    """Days in order, each once, with their closes; of a day that stands twice the first close counts."""
    days, first = np.unique(series.days.astype("datetime64[D]"), return_index=True)
    return days, np.asarray(series.closes, dtype=np.float64)[first]


def subject(
    series: Series,
    *,
    benchmark: Series | None = None,
    factors: Factors | None = None,
    kind: Kind | None = None,
) -> Subject:
    """A series as a study takes it.

    The benchmark's return of a day is that between the same two sessions as the instrument's, so that a day on which
    the one traded and the other did not is no day of two different lengths; where the benchmark has no close on one
    of the two, the return is NaN. Factors are taken at the instrument's days; their risk-free return is taken off.
    `kind` is the sort of return, by default that which suits each series. Raises UsageError where both are given.
    """
    if benchmark is not None and factors is not None:
        raise UsageError("a benchmark and factors do not go together; give one of them")
    days, closes = cleaned(series)
    own = kind or natural(series)
    one = Subject(
        instrument=series.instrument,
        days=days,
        returns=returns(closes, own),
        factors=np.empty((len(days), 0)),
        kind=own,
    )
    if factors is not None:
        return with_factors(one, factors)
    return one if benchmark is None else with_benchmark(one, benchmark, kind or natural(benchmark))


def with_benchmark(one: Subject, benchmark: Series, kind: Kind = "log") -> Subject:
    """The subject with a benchmark's returns beside its own."""
    days, closes = cleaned(benchmark)
    other = returns(on(days, one.days, closes), kind)[:, None]
    return replace(one, factors=other, names=(benchmark.instrument,))


def with_factors(one: Subject, factors: Factors) -> Subject:
    """The subject with factors beside its returns, and these in excess of the risk-free return."""
    return replace(
        one,
        returns=one.returns - on(factors.days, one.days, factors.risk_free),
        factors=on(factors.days, one.days, factors.values),
        names=factors.names,
    )


def together(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """The subjects on all days that any of them has; on a day that one does not have, its return is NaN."""
    days: Days = np.unique(np.concatenate([one.days for one in subjects]))
    return tuple(
        replace(
            one,
            days=days,
            returns=on(one.days, days, one.returns),
            factors=on(one.days, days, one.factors),
            fitting=None,
        )
        for one in subjects
    )


def without(one: Subject, masked: Mask) -> Subject:
    """The subject with sessions `masked` (n,) that no model is fitted to."""
    return replace(one, fitting=np.where(masked, np.nan, one.returns))
