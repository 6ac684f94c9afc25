"""What a return would have been: the models, beside figures by hand and by numpy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returns_by_hand import noise, subject, windows

from detente.errors import UsageError
from detente.markets.models import MODELS, fit, stacked
from detente.markets.returns import Factors, on, returns, together, with_factors
from detente.markets.study import Plan, study
from detente.markets.variance import ESTUDY2, EVENTSTUDY, TEXTBOOK

X = [0.01, -0.02, 0.03, 0.00, -0.01, 0.02]
Y = [0.02, -0.03, 0.05, 0.01, -0.02, 0.02]


def test_the_constant_mean_is_taken_off_and_its_error_adds_to_the_variance() -> None:
    found = fit("constant-mean", windows([0.01, 0.02, 0.03], [0.05, 0.00]))
    np.testing.assert_allclose(found.event, [[0.03, -0.02]])
    np.testing.assert_allclose(found.sigma, [0.01])
    np.testing.assert_allclose(found.errors, [[0.01 * np.sqrt(4 / 3)] * 2])
    np.testing.assert_allclose(found.errors_cumulative[0, 1], 0.01 * np.sqrt(2 + 4 / 3))


def test_market_adjusted_returns_are_those_less_the_markets() -> None:
    found = fit("market-adjusted", windows(Y, [0.04], X, [0.01]))
    np.testing.assert_allclose(found.event, [[0.03]])
    np.testing.assert_allclose(found.sigma**2, [np.mean((np.array(Y) - X) ** 2)])


def test_the_market_model_is_the_regression_of_numpy() -> None:
    found = fit("market-model", windows(Y, [0.04, 0.01], X, [0.01, 0.05]))
    beta, alpha = np.polyfit(X, Y, 1)
    np.testing.assert_allclose(found.coefficients, [[alpha, beta]])
    np.testing.assert_allclose(found.event, [[0.04 - alpha - beta * 0.01, 0.01 - alpha - beta * 0.05]])
    residuals = np.array(Y) - alpha - beta * np.array(X)
    np.testing.assert_allclose(found.sigma**2, [(residuals**2).sum() / 4])


def test_the_error_of_a_forecast_grows_with_the_distance_of_the_market_from_its_mean() -> None:
    found = fit("market-model", windows(Y, [0.04], X, [0.05]))
    mean, spread = np.mean(X), ((np.array(X) - np.mean(X)) ** 2).sum()
    np.testing.assert_allclose(found.errors, found.sigma * np.sqrt(1 + 1 / 6 + (0.05 - mean) ** 2 / spread) * [[1]])


@pytest.mark.parametrize(
    ("convention", "divisor", "errors"), [(TEXTBOOK, 4, True), (ESTUDY2, 5, True), (EVENTSTUDY, 6, False)]
)
def test_the_conventions_divide_by_what_they_say(convention: object, divisor: int, errors: bool) -> None:
    found = fit("market-model", windows(Y, [0.04], X, [0.05]), convention)  # type: ignore[arg-type]
    np.testing.assert_allclose(found.sigma**2 * divisor, (found.estimation**2).sum(axis=1))
    assert bool((found.errors > found.sigma).all()) is errors


def test_a_missing_return_counts_as_if_it_were_not_there() -> None:
    holed = fit("market-model", windows([*Y[:2], np.nan, *Y[2:]], [0.04], [*X[:2], 0.9, *X[2:]], [0.01]))
    whole = fit("market-model", windows(Y, [0.04], X, [0.01]))
    for name in ("event", "sigma", "counts", "errors", "coefficients"):
        np.testing.assert_allclose(getattr(holed, name), getattr(whole, name))


def test_a_window_that_does_not_determine_the_model_has_no_abnormal_returns() -> None:
    still = fit("market-model", windows([Y, Y], [[0.04], [0.04]], [[0.01] * 6, X], [[0.02], [0.02]]))
    assert np.isnan(still.event).tolist() == [[True], [False]]


def test_the_variance_of_one_return_is_not_known() -> None:
    assert np.isnan(fit("constant-mean", windows([[0.01]], [[0.02]])).sigma).all()


@settings(max_examples=8)
@given(st.floats(-0.05, 0.05), st.floats(0.1, 10))
def test_a_trend_changes_nothing_and_a_scale_everything_alike(trend: float, scale: float) -> None:
    before, after = noise(30), noise(3, seed=2)
    plain = fit("constant-mean", windows(before, after))
    changed = fit("constant-mean", windows(before * scale + trend, after * scale + trend))
    np.testing.assert_allclose(changed.event, plain.event * scale, atol=1e-12)
    np.testing.assert_allclose(changed.errors_cumulative, plain.errors_cumulative * scale, atol=1e-12)


def test_windows_of_several_lengths_stack() -> None:
    both = stacked([fit("constant-mean", windows([1, 2, 3], after)) for after in ([1.0], [1.0, 2.0])])
    assert np.isnan(both.event).tolist() == [[False, True], [False, False]]


@pytest.mark.parametrize(
    ("kind", "closes", "expected"),
    [
        ("log", [100, 110], [np.log(1.1)]),
        ("simple", [100, 110], [0.1]),
        ("change", [4.5, 4.25], [-0.25]),
        ("change", [0.1, -0.2], [-0.3]),
        ("log", [100, 0, 50], [np.nan, np.nan]),
        ("simple", [100, -37, 50], [np.nan, np.nan]),
    ],
)
def test_returns_of_closes(kind: str, closes: list[float], expected: list[float]) -> None:
    found = returns(np.array(closes, float), kind)  # type: ignore[arg-type]
    assert np.isnan(found[0])
    np.testing.assert_allclose(found[1:], expected)


def test_values_are_taken_at_days_and_nothing_is_filled_in() -> None:
    one = subject([1, 2, 3])
    wanted = np.array(["2030-01-06", "2030-01-08", "2031-01-01"], dtype="datetime64[D]")
    np.testing.assert_array_equal(on(one.days, wanted, one.returns), [np.nan, 2, np.nan])


def test_returns_with_factors_are_in_excess_of_the_risk_free_one() -> None:
    one = subject([0.02, 0.03])
    factors = Factors(
        days=one.days[1:], values=np.array([[0.01, 0.002]]), names=("Mkt", "SMB"), risk_free=np.array([0.001])
    )
    found = with_factors(one, factors)
    np.testing.assert_allclose(found.returns, [np.nan, 0.029])
    assert np.isnan(found.factors[0]).all()


def test_subjects_on_common_days_have_no_return_where_they_did_not_trade() -> None:
    one, other = subject([1, 2, 3]), subject([4, 5, 6, 7], name="Y")
    shorter, longer = together([one, other])
    np.testing.assert_array_equal(shorter.returns, [1, 2, 3, np.nan])
    assert shorter.days.tolist() == longer.days.tolist()


@pytest.mark.parametrize("model", [model for model in MODELS if model != "constant-mean"])
def test_a_model_without_its_benchmark_is_refused(model: str) -> None:
    with pytest.raises(UsageError, match="needs"):
        study([subject(noise(100))], [], Plan(model=model))  # type: ignore[arg-type]
