"""Shares of documents and scores of acts to points of an index, by hand."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.markets.indices import mean_share, pooled, standardised
from detente.markets.indices_periods import PERIODS, bounds, period, periods
from detente.markets.indices_points import Act, Base, Published, act_points, share_points

HITS = np.array([[1.0, 3.0, 2.0], [2.0, 2.0, 8.0]])
TOTALS = np.array([[10.0, 10.0, 10.0], [100.0, 50.0, 100.0]])
ALL = np.array([True, True, True])


def test_each_outlet_is_scaled_by_its_own_deviation_and_the_base_has_a_mean_of_100() -> None:
    shares = np.array([[0.1, 0.3, 0.2], [0.02, 0.04, 0.08]])
    expected = (shares / shares.std(axis=1, ddof=1, keepdims=True)).mean(axis=0)
    np.testing.assert_allclose(standardised(HITS, TOTALS, ALL), 100 * expected / expected.mean())


def test_the_deviation_is_that_of_the_base_alone() -> None:
    base = np.array([True, True, False])
    found = standardised(HITS, TOTALS, base)
    assert found[base].mean() == pytest.approx(100)
    np.testing.assert_allclose(found, standardised(HITS * 7, TOTALS, base))


def test_an_outlet_that_misses_a_period_leaves_it_to_the_others() -> None:
    holed = HITS.copy()
    holed[0, 2] = np.nan
    totals = np.where(np.isnan(holed), np.nan, TOTALS)
    shares = np.array([[0.1, 0.3], [0.02, 0.04]])
    alone = 0.08 / np.array([0.02, 0.04, 0.08]).std(ddof=1)
    first = (shares[0] / shares[0].std(ddof=1) + shares[1] / np.array([0.02, 0.04, 0.08]).std(ddof=1)) / 2
    every = np.array([*first, alone])
    np.testing.assert_allclose(standardised(holed, totals, ALL), 100 * every / every.mean())


def test_an_outlet_whose_share_never_changes_is_left_out() -> None:
    flat = np.array([[1.0, 1.0, 1.0], HITS[1]])
    np.testing.assert_allclose(standardised(flat, TOTALS, ALL), standardised(HITS[1:], TOTALS[1:], ALL))


def test_one_percent_of_documents_is_100() -> None:
    np.testing.assert_allclose(mean_share(np.array([[1.0], [3.0]]), np.array([[100.0], [100.0]])), [200.0])


def test_pooled_outlets_weigh_by_their_documents() -> None:
    shares = np.array([3 / 110, 5 / 60, 10 / 110])
    np.testing.assert_allclose(pooled(HITS, TOTALS, ALL), 100 * shares / shares.mean())


@pytest.mark.parametrize("scale", [standardised, pooled])
def test_what_never_meets_the_specification_has_no_scale(scale: object) -> None:
    with pytest.raises(UsageError):
        scale(0 * HITS, TOTALS, ALL)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("date", "by", "expected"),
    [
        ("2025-06-05", "day", "2025-06-05"),
        ("2025-06-05T10:00Z", "day", "2025-06-05"),
        ("2025-06-05", "week", "2025-W23"),
        ("2024-12-30", "week", "2025-W01"),
        ("2025-06", "month", "2025-06"),
        ("2025-06", "week", None),
        ("2025", "month", None),
        (None, "day", None),
    ],
)
def test_a_date_is_put_into_no_period_closer_than_itself(date: str | None, by: str, expected: str | None) -> None:
    assert period(date, by) == expected  # type: ignore[arg-type]


@settings(max_examples=15)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)), st.sampled_from(PERIODS), st.integers(0, 60))
def test_periods_follow_each_other_without_a_gap(day: dt.date, by: str, more: int) -> None:
    first, last = (str(period(one.isoformat(), by)) for one in (day, day + dt.timedelta(days=more)))  # type: ignore[arg-type]
    named = periods(first, last, by)  # type: ignore[arg-type]
    ends = [bounds(name) for name in named]
    assert (named[0], named[-1]) == (first, last)
    assert all(after[0] - before[1] == dt.timedelta(days=1) for before, after in itertools.pairwise(ends))


def document(at: int, day: str, outlet: str = "A", *, meets: bool = False) -> Published:
    return Published(id=f"d{at}", outlet=outlet, day=day, meets=meets)


DOCUMENTS = [
    document(1, "2025-01-03", meets=True),
    document(2, "2025-01-09"),
    document(3, "2025-01-10", "B"),
    document(4, "2025-03-01", meets=True),
    document(5, "2025", meets=True),
]


def test_a_point_says_its_coverage_and_opens_to_its_documents() -> None:
    first, empty, last = share_points("x", DOCUMENTS, "month", "pooled")
    assert (first.period, first.count, first.documents, first.outlets, first.all_outlets) == ("2025-01", 1, 3, 2, 2)
    assert (first.ids, first.start, first.end) == (("d1",), "2025-01-01", "2025-01-31")
    assert (empty.period, empty.value, empty.documents) == ("2025-02", None, 0)
    assert first.value == pytest.approx(100 * (1 / 3) / (2 / 3))
    assert last.value == pytest.approx(150)


def test_the_base_bounds_whose_mean_is_100() -> None:
    points = share_points("x", DOCUMENTS, "month", "pooled", Base("2025-03-01", None))
    assert [point.value for point in points] == [pytest.approx(100 / 3), None, pytest.approx(100)]


def test_a_base_without_a_whole_period_is_refused() -> None:
    with pytest.raises(UsageError, match="base"):
        share_points("x", DOCUMENTS, "month", "pooled", Base("2030-01-01", None))


def test_no_documents_make_no_points() -> None:
    assert share_points("x", [], "month", "pooled") == ()


ACTS = [
    Act(id="l1", day="2025-01-05", score=-4.0, documents=("d1",)),
    Act(id="l2", day="2025-01-06", score=2.0, documents=("d1", "d2")),
    Act(id="l3", day="2025-04", score=1.0, documents=("d9",)),
]


def test_a_mean_of_no_acts_is_not_known() -> None:
    points = act_points("x", ACTS, DOCUMENTS, "month", "mean")
    assert [(point.period, point.value) for point in points] == [
        ("2025-01", -1.0),
        ("2025-02", None),
        ("2025-03", None),
        ("2025-04", 1.0),
    ]


def test_a_sum_of_no_acts_is_zero_where_there_are_documents_to_tell() -> None:
    points = act_points("x", ACTS, DOCUMENTS, "month", "sum")
    assert [point.value for point in points] == [-2.0, None, 0.0, 1.0]


def test_a_point_of_acts_opens_to_lines_and_documents() -> None:
    [first, *_] = act_points("x", ACTS, DOCUMENTS, "month", "sum")
    assert (first.lines, first.ids, first.count, first.documents) == (("l1", "l2"), ("d1", "d2"), 2, 3)
    assert [point.count for point in act_points("x", ACTS, (), "day", "sum")] == [1, 1]
