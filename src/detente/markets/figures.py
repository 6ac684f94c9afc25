"""Whether a reported figure is the measured one, as far as its digits say."""

from __future__ import annotations

from typing import Literal

Fit = Literal["agrees", "rounded or truncated"]
SLACK = 1e-9


def fit(told: float, measured: float) -> Fit | None:
    """How a reported figure fits the measured one; both signed and in one unit.

    It agrees where the measured one, rounded half up to the decimals that are told, is the one told: -1679 for
    -1679.39. It is rounded or truncated where cutting digits off gives it (2962 for 2962.86), or rounding to fewer
    digits than its zeros show (2,200 for 2,231.07), two digits at least being kept. None where it is another figure.
    """
    if told * measured < 0:
        return None
    size, real = abs(told), abs(measured)
    unit = last_place(size)
    if abs(size - real) <= unit / 2 + SLACK:
        return "agrees"
    coarse = max(unit, _coarsest(size))
    if _truncated(size, real, unit) or _truncated(size, real, coarse) or abs(size - real) <= coarse / 2 + SLACK:
        return "rounded or truncated"
    return None


def _truncated(told: float, measured: float, unit: float) -> bool:
    """Whether cutting `measured` off at the unit gives `told`."""
    return -SLACK <= measured - told < unit


def last_place(figure: float) -> float:
    """The unit of the figure's last decimal: 0.1 for 1.3, 1 for 160."""
    return float(10.0 ** -len(f"{figure:.6f}".rstrip("0").partition(".")[2]))


def _coarsest(figure: float) -> float:
    """The unit of the last digit that is no zero, or of the second one: 10 for 160, 100 for 1000, 10 for 500."""
    if figure != int(figure) or figure < 10:
        return 0.0
    digits = str(int(figure))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** min(zeros, len(digits) - 2))
