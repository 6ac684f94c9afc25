"""How the variance of an abnormal return is estimated: the textbook's way, and those of two packages.

They differ in what the residual variance is divided by, and in the term for the error of the forecast: an abnormal
return is a forecast error, so that its variance is larger than that of the residuals (Patell 1976; Campbell, Lo and
MacKinlay 1997, section 4.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Divisor = Literal["parameters", "mean", "none"]


@dataclass(frozen=True, slots=True)
class Convention:
    """`divisor` is n - k ('parameters'), n - 1 ('mean') or n ('none'), and so are `t_less`, the degrees of freedom.

    `forecast_error` adds the error of the estimated parameters. `window_mean` takes the benchmark's mean and spread
    over the whole estimation window, even for a series with fewer returns in it. `pooled_sign` takes the share of
    positive residuals over all series and days together, else series by series. `mean_count` scales rank tests
    by the mean number of returns of a series.
    """

    name: str
    divisor: Divisor = "parameters"
    t_less: Divisor = "parameters"
    forecast_error: bool = True
    window_mean: bool = False
    pooled_sign: bool = False
    mean_count: bool = False


TEXTBOOK = Convention("textbook")
ESTUDY2 = Convention("estudy2", "mean", "mean", window_mean=True, pooled_sign=True, mean_count=True)
EVENTSTUDY = Convention("eventstudy", "none", "mean", forecast_error=False)
CONVENTIONS = {one.name: one for one in (TEXTBOOK, ESTUDY2, EVENTSTUDY)}


def divided(squares: Floats, counts: Floats, parameters: int, divisor: Divisor) -> Floats:
    """The residual variance, from the sum of squares and the number of returns; NaN where nothing is left over."""
    left = counts - less(divisor, parameters)
    variance: Floats = np.divide(squares, left, out=np.full(squares.shape, np.nan), where=left > 0)
    return variance


def less(divisor: Divisor, parameters: int) -> int:
    """What is taken from the number of returns."""
    return {"parameters": parameters, "mean": 1, "none": 0}[divisor]
