"""The tests of significance, beside figures by hand and by scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from returns_by_hand import noise, windows
from scipy import stats

from detente.markets.distributions import DETECTED, two_sided
from detente.markets.models import fit
from detente.markets.significance import Sample, mean_correlation
from detente.markets.significance_tests import TESTS
from detente.markets.variance import TEXTBOOK

N, T = 40, 50
BEFORE = noise(N * T).reshape(N, T)
AFTER = noise(N * 3, seed=2).reshape(N, 3) + 0.004


def sample(before: object = BEFORE, after: object = AFTER) -> Sample:
    return Sample.of(fit("constant-mean", windows(before, after)), TEXTBOOK)


def test_t_is_that_of_scipy_over_the_sums() -> None:
    one = sample()
    found, expected = TESTS["t"](one), stats.ttest_1samp(one.sums, 0)
    assert (found.statistic, found.p) == pytest.approx((expected.statistic, expected.pvalue))


def test_wilcoxon_is_that_of_scipy() -> None:
    one = sample()
    assert TESTS["wilcoxon"](one).p == pytest.approx(stats.wilcoxon(one.sums).pvalue)


def test_patell_sums_standardised_returns_each_with_the_variance_of_its_t() -> None:
    one = sample()
    expected = (one.sums / one.errors).sum() / math.sqrt(N * (T - 1) / (T - 3))
    assert TESTS["patell"](one).statistic == pytest.approx(expected)


def test_bmp_divides_by_the_spread_of_the_event_itself() -> None:
    one = sample()
    assert TESTS["bmp"](one).statistic == pytest.approx(stats.ttest_1samp(one.scaled, 0).statistic)


def test_more_variance_in_the_event_moves_patell_and_not_bmp() -> None:
    calm, wild = sample(), sample(after=10 * AFTER)
    assert TESTS["bmp"](wild).p == pytest.approx(TESTS["bmp"](calm).p, abs=0.05)
    assert TESTS["patell"](wild).p < TESTS["patell"](calm).p / 100


def test_units_that_move_together_weigh_less_for_kolari_and_pynnonen() -> None:
    common = np.tile(noise(T, seed=3), (N, 1))
    alike, apart = sample(common + BEFORE), sample()
    assert mean_correlation(alike.abnormal.estimation) == pytest.approx(0.5, abs=0.15)
    assert abs(mean_correlation(apart.abnormal.estimation)) < 0.05
    assert TESTS["kolari-pynnonen"](alike).p > TESTS["bmp"](alike).p + 0.1
    assert TESTS["kolari-pynnonen"](apart).p == pytest.approx(TESTS["bmp"](apart).p, abs=0.1)


@pytest.mark.parametrize(("positive", "statistic"), [(40, math.sqrt(40)), (20, 0.0), (5, -30 / math.sqrt(40))])
def test_the_sign_test_counts_positive_sums(positive: int, statistic: float) -> None:
    after = np.where(np.arange(N) < positive, 0.5, -0.5)[:, None]
    assert TESTS["sign"](sample(after=after)).statistic == pytest.approx(statistic)


def test_the_generalised_sign_test_goes_by_the_share_before_the_event() -> None:
    before = np.tile([-0.01, -0.01, -0.01, 0.03], (N, 10))
    found = TESTS["generalised-sign"](sample(before, np.full((N, 1), 0.1)))
    assert found.statistic == pytest.approx((N - N / 4) / math.sqrt(N * 3 / 16))


def test_corrados_rank_by_hand() -> None:
    before, after = np.array([[1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]]), np.array([[5.0], [5.0]])
    deviations = np.array([(1 + 4) / 2, (2 + 3) / 2, (3 + 2) / 2, (4 + 1) / 2, 5]) - 3
    assert TESTS["corrado-rank"](sample(before, after)).statistic == pytest.approx(
        2 / math.sqrt((deviations**2).mean())
    )
    assert TESTS["modified-rank"](sample(before, after)).statistic == pytest.approx(
        TESTS["corrado-rank"](sample(before, after)).statistic
    )


@pytest.mark.parametrize("test", TESTS)
def test_a_large_effect_is_found_and_its_sign_kept(test: str) -> None:
    up, down = TESTS[test](sample(after=AFTER + 0.05)), TESTS[test](sample(after=AFTER - 0.05))
    assert max(up.p, down.p) < 0.02
    assert up.statistic > down.statistic


@pytest.mark.parametrize("test", TESTS)
def test_what_is_detectable_is_said_beside_each_result(test: str) -> None:
    found = TESTS[test](sample())
    independent = DETECTED * 0.01 * math.sqrt(3 / N)
    assert found.effect == pytest.approx(independent, rel=0.5)
    assert found.n == N


@pytest.mark.parametrize("test", TESTS)
def test_no_units_give_no_answer_and_no_error(test: str) -> None:
    assert math.isnan(TESTS[test](sample(np.empty((0, T)), np.empty((0, 3)))).statistic)


@pytest.mark.parametrize("test", ["t", "bmp", "kolari-pynnonen"])
def test_one_unit_has_no_spread(test: str) -> None:
    assert math.isnan(TESTS[test](sample(BEFORE[:1], AFTER[:1])).p)


def test_a_unit_without_variance_or_without_a_known_day_is_not_in_the_sample() -> None:
    before, after = BEFORE.copy(), AFTER.copy()
    before[0], after[1] = 0.0, np.nan
    assert sample(before, after).n == N - 2


def test_a_window_of_some_days_is_a_sample_of_these_days() -> None:
    days = np.zeros((N, 3), dtype=bool)
    days[:, 1] = True
    one = Sample.of(fit("constant-mean", windows(BEFORE, AFTER)), TEXTBOOK, days)
    np.testing.assert_allclose(one.sums, sample(after=AFTER[:, 1:2]).sums)
    np.testing.assert_allclose(one.errors, sample(after=AFTER[:, 1:2]).errors)


def test_two_sided_probabilities() -> None:
    assert two_sided(1.959964) == pytest.approx(0.05, abs=1e-6)
    assert two_sided(-2.0, 10) == pytest.approx(2 * stats.t.sf(2, 10))
    assert math.isnan(two_sided(math.nan))
