"""What a return would have been: the models of normal returns, fitted to many windows at once.

Constant mean, market-adjusted, market model and factor models are those of MacKinlay (1997, Journal of Economic
Literature 35) and Campbell, Lo and MacKinlay (1997, chapter 4). A missing return is NaN, and takes no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from detente.markets.variance import TEXTBOOK, Convention, Floats, Mask, divided

Model = Literal["constant-mean", "market-adjusted", "market-model", "factors"]
MODELS: tuple[Model, ...] = get_args(Model)
WITHOUT_REGRESSION = ("constant-mean", "market-adjusted")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Abnormal:
    """Abnormal returns of n units (a unit is one window of one series) over T days of estimation and W of the event.

    `estimation` (n, T) are residuals, `event` (n, W) abnormal returns, both NaN where there is none; `sigma` (n,) is
    the standard deviation of the residuals, `counts` (n,) how many there are, `parameters` how many were estimated.
    `forecast` (n, W, m) is the error of the forecast: the squared length of a day's vector, or of the sum of the
    vectors of several days, is what estimating the parameters adds to the variance of the day, or of the
    sum, as a share of sigma squared. `coefficients` is (n, k), the intercept first.
    """

    estimation: Floats
    event: Floats
    sigma: Floats
    counts: Floats
    forecast: Floats
    coefficients: Floats
    parameters: int

    @property
    def known(self) -> Mask:
        """Where an abnormal return is known (n, W)."""
        return ~np.isnan(self.event)

    @property
    def errors(self) -> Floats:
        """Standard error of each abnormal return (n, W)."""
        return np.asarray(self.sigma[:, None] * np.sqrt(1 + (self.forecast**2).sum(axis=2)))

    @property
    def cumulative(self) -> Floats:
        """The abnormal return cumulated up to each day (n, W); a missing day adds nothing."""
        return np.cumsum(np.nan_to_num(self.event), axis=1)

    @property
    def errors_cumulative(self) -> Floats:
        """Standard error of the abnormal return cumulated up to each day (n, W)."""
        known = self.known
        vectors = np.cumsum(np.where(known[:, :, None], self.forecast, 0.0), axis=1)
        return np.asarray(self.sigma[:, None] * np.sqrt(np.cumsum(known, axis=1) + (vectors**2).sum(axis=2)))

    def only(self, units: Mask) -> Abnormal:
        """Some of the units; `units` is (n,)."""
        return Abnormal(
            estimation=self.estimation[units],
            event=self.event[units],
            sigma=self.sigma[units],
            counts=self.counts[units],
            forecast=self.forecast[units],
            coefficients=self.coefficients[units],
            parameters=self.parameters,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Returns of n units: `estimation` (n, T), `event` (n, W), and the factors (n, T, k) and (n, W, k) beside them."""

    estimation: Floats
    event: Floats
    factors: Floats
    event_factors: Floats


def fit(model: Model, windows: Windows, convention: Convention = TEXTBOOK) -> Abnormal:
    """Fit a model to the estimation window of each unit, and take its forecast off the returns of the event."""
    if model == "market-adjusted":
        adjusted = Windows(
            windows.estimation - windows.factors[:, :, 0],
            windows.event - windows.event_factors[:, :, 0],
            windows.factors,
            windows.event_factors,
        )
        return around_zero(adjusted, convention)
    if model == "constant-mean":
        return around_mean(windows, convention)
    return regressed(windows, convention)


def around_mean(windows: Windows, convention: Convention) -> Abnormal:
    """Returns less the mean of the estimation window."""
    known = ~np.isnan(windows.estimation)
    counts = known.sum(axis=1).astype(np.float64)
    held = windows.estimation if known.all() else np.where(known, windows.estimation, 0.0)
    means = np.divide(held.sum(axis=1), counts, out=np.full(counts.shape, np.nan), where=counts > 0)
    residuals = windows.estimation - means[:, None]
    event = windows.event - means[:, None]
    share = np.divide(1.0, counts, out=np.zeros(counts.shape), where=counts > 0)
    forecast = np.broadcast_to(np.sqrt(share)[:, None, None], (*event.shape, 1))
    return _abnormal(residuals, event, forecast, means[:, None], convention)


def around_zero(windows: Windows, convention: Convention) -> Abnormal:
    """Returns as they are: nothing is estimated but their variance."""
    nothing = np.zeros((*windows.event.shape, 1))
    empty = np.empty((len(windows.event), 0))
    return _abnormal(windows.estimation, windows.event, nothing, empty, convention)


def regressed(windows: Windows, convention: Convention) -> Abnormal:
    """Returns less what ordinary least squares on the factors foretells, by QR of each estimation window."""
    design = with_intercept(windows.factors)
    known = ~(np.isnan(windows.estimation) | np.isnan(design).any(axis=2))
    held = np.where(known[:, :, None], design, 0.0)
    orthogonal, upper = np.linalg.qr(held)
    upper = np.where(_solvable(upper)[:, None, None], upper, np.nan)
    target = np.where(known, windows.estimation, 0.0)
    coefficients = np.linalg.solve(upper, np.einsum("ntk,nt->nk", orthogonal, target)[:, :, None])[:, :, 0]
    residuals = np.where(known, windows.estimation - np.einsum("ntk,nk->nt", design, coefficients), np.nan)
    ahead = with_intercept(windows.event_factors)
    event = windows.event - np.einsum("nwk,nk->nw", ahead, coefficients)
    if convention.window_mean and windows.factors.shape[2] == 1:
        forecast = _about_window_mean(windows, known.sum(axis=1))
    else:
        forecast = np.swapaxes(np.linalg.solve(np.swapaxes(upper, 1, 2), np.swapaxes(ahead, 1, 2)), 1, 2)
    return _abnormal(residuals, event, forecast, coefficients, convention)


def with_intercept(factors: Floats) -> Floats:
    """Factors (n, T, k) with a column of ones before them."""
    return np.concatenate([np.ones((*factors.shape[:2], 1)), factors], axis=2)


def _solvable(upper: Floats) -> Mask:
    """Whether a window determines its coefficients: as many different days as parameters, and factors that move."""
    diagonal = np.abs(np.diagonal(upper, axis1=1, axis2=2))
    return np.asarray((diagonal > 1e-12 * diagonal.max(axis=1, initial=0, keepdims=True)).all(axis=1))


def _about_window_mean(windows: Windows, counts: npt.NDArray[np.int_]) -> Floats:
    """Forecast errors with the benchmark's mean and spread over the whole window, whatever the series has of it."""
    benchmark, ahead = windows.factors[:, :, 0], windows.event_factors[:, :, 0]
    mean = np.nanmean(benchmark, axis=1, keepdims=True)
    spread = np.nansum((benchmark - mean) ** 2, axis=1, keepdims=True)
    share = np.broadcast_to(np.sqrt(1 / counts)[:, None], ahead.shape)
    return np.stack([share, (ahead - mean) / np.sqrt(spread)], axis=2)


def _abnormal(
    residuals: Floats, event: Floats, forecast: Floats, coefficients: Floats, convention: Convention
) -> Abnormal:
    counts, parameters = (~np.isnan(residuals)).sum(axis=1).astype(np.float64), coefficients.shape[1]
    squares = np.nansum(residuals**2, axis=1)
    return Abnormal(
        estimation=residuals,
        event=event,
        sigma=np.sqrt(divided(squares, counts, parameters, convention.divisor)),
        counts=counts,
        forecast=forecast if convention.forecast_error else np.zeros((*event.shape, 1)),
        coefficients=coefficients,
        parameters=parameters,
    )


def stacked(parts: Sequence[Abnormal]) -> Abnormal:
    """The units of several, all of one model; windows of fewer days are filled up with NaN."""
    width = max(one.event.shape[1] for one in parts)
    return Abnormal(
        estimation=np.concatenate([one.estimation for one in parts]),
        event=np.concatenate([_filled(one.event, width, np.nan) for one in parts]),
        sigma=np.concatenate([one.sigma for one in parts]),
        counts=np.concatenate([one.counts for one in parts]),
        forecast=np.concatenate([_filled(one.forecast, width, 0.0) for one in parts]),
        coefficients=np.concatenate([one.coefficients for one in parts]),
        parameters=parts[0].parameters,
    )


def _filled(values: Floats, width: int, empty: float) -> Floats:
    more = np.full((len(values), width - values.shape[1], *values.shape[2:]), empty)
    return np.concatenate([values, more], axis=1)
