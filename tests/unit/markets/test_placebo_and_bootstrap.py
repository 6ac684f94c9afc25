"""Windows, how they merge, and the two tests that go by what the series does elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returns_by_hand import noise, subject

from detente.errors import UsageError
from detente.markets.bootstrap import bootstrap, indices
from detente.markets.placebo import placebo, shifts
from detente.markets.placebo_band import band
from detente.markets.returns import Subject
from detente.markets.significance import Outcome
from detente.markets.windows_event import Bounds, Estimation, Offsets, Pattern, gathered, pattern, stretches

ESTIMATION = Estimation(length=40, gap=2, least=20)
DAY = Offsets(0, 0)


def asked(one: Subject, *places: int, offsets: Offsets = DAY, merge: bool = True) -> Pattern:
    return pattern((one,), (places,), offsets, offsets.first, merge=merge)


def tried(pattern: Pattern, draws: int = 99) -> Outcome:
    return placebo(pattern, ESTIMATION, "constant-mean", draws)


@pytest.mark.parametrize(
    ("places", "merged"),
    [
        ([10], [(9, 11)]),
        ([10, 20], [(9, 11), (19, 21)]),
        ([20, 10], [(9, 11), (19, 21)]),
        ([10, 12], [(9, 13)]),
        ([10, 13], [(9, 11), (12, 14)]),
        ([10, 10], [(9, 11)]),
        ([10, 12, 14, 30], [(9, 15), (29, 31)]),
    ],
)
def test_windows_that_share_a_session_become_one(places: list[int], merged: list[tuple[int, int]]) -> None:
    found = stretches(places, Offsets(-1, 1))
    assert [(one.first, one.last) for one in found] == merged
    assert sorted(event for one in found for event in one.events) == list(range(len(places)))


def test_unmerged_every_event_keeps_its_window() -> None:
    assert len(stretches([10, 10, 11], Offsets(-1, 1), merge=False)) == 3


@settings(max_examples=15)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(0, 4))
def test_merged_windows_share_nothing_and_cover_the_same_sessions(places: list[int], last: int) -> None:
    offsets = Offsets(-1, last)
    merged, single = stretches(places, offsets), stretches(places, offsets, merge=False)
    cover = [day for one in merged for day in range(one.first, one.last + 1)]
    assert len(cover) == len(set(cover))
    assert set(cover) == {day for one in single for day in range(one.first, one.last + 1)}


@pytest.mark.parametrize("text", ["1:-1", "one", "1:2:3", "", "0:1.5"])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        Offsets.parse(text)


def test_windows_are_written_as_they_are_read() -> None:
    assert [str(Offsets.parse(text)) for text in ("-1:1", "0", "3:7")] == ["-1:1", "0:0", "3:7"]


def test_a_window_beyond_the_series_is_unknown_unless_the_series_is_a_circle() -> None:
    one = subject(np.arange(50) / 100)
    bounds = Bounds(np.array([49]), np.array([51]), np.array([49]))
    short = gathered(one, bounds, Estimation(5, 0, 1)).event
    circle = gathered(one, bounds, Estimation(5, 0, 1), circular=True).event
    np.testing.assert_array_equal(short, [[0.49, np.nan, np.nan]])
    np.testing.assert_array_equal(circle, [[0.49, 0.0, 0.01]])


def test_windows_of_several_series_at_one_time_are_one_group() -> None:
    both = pattern((subject(noise(90)), subject(noise(90), name="Y")), ([50, 70], [51]), Offsets(0, 1), 0, merge=True)
    assert both.groups.tolist() == [0, 1, 0]


def test_a_jump_at_each_window_is_found_where_nothing_like_it_is_elsewhere() -> None:
    returns = noise(400)
    places = [100, 150, 151, 220, 260, 300, 330]
    returns[places] += 0.06
    found = tried(asked(subject(returns), *places))
    assert (found.p, found.n) == (1 / 100, 7)
    assert found.statistic > 5


def test_noise_is_not_found() -> None:
    assert tried(asked(subject(noise(400)), 100, 150, 151, 220, 260, 300, 330)).p > 0.1


def test_fewer_than_five_windows_go_by_the_variance_before_them() -> None:
    returns = noise(400)
    returns[[100, 200]] += 0.08
    assert tried(asked(subject(returns), 100, 200)).p == 1 / 100


def test_a_series_too_short_for_shifts_gives_no_p() -> None:
    assert math.isnan(tried(asked(subject(noise(30)), 25)).p)


def test_no_windows_give_no_p() -> None:
    none = asked(subject(noise(100)))
    assert math.isnan(tried(none).p)
    assert math.isnan(bootstrap(none, 0.0, "constant-mean", 9).p)


def test_the_same_seed_draws_the_same_shifts_and_none_moves_a_window_onto_itself() -> None:
    assert shifts(500, 3, 50, 7).tolist() == shifts(500, 3, 50, 7).tolist()
    every = shifts(20, 3, 50, 7)
    assert (every.min(), every.max(), len(every)) == (3, 17, 15)


def test_two_series_of_the_same_returns_count_as_one() -> None:
    returns = noise(300)
    one, twin = subject(returns), subject(returns, name="Y")
    places = [100, 140, 180, 220, 260]
    both = pattern((one, twin), (places, places), DAY, 0, merge=True)
    assert tried(both).p == tried(asked(one, *places)).p


def test_the_band_holds_nothing_that_happened() -> None:
    returns = noise(400)
    low, high = band(
        asked(subject(returns), 100, 200, 300, offsets=Offsets(-1, 1), merge=False), ESTIMATION, "constant-mean", 99
    )
    assert (low < 0).all()
    assert (high > 0).all()
    assert high[-1] > high[0]


def test_the_bootstrap_finds_a_jump_and_not_noise() -> None:
    returns = noise(300)
    places = [100, 140, 180, 220, 260]
    calm = bootstrap(asked(subject(returns), *places), returns[places].mean(), "constant-mean", 99)
    returns[places] += 0.05
    wild = bootstrap(asked(subject(returns), *places), returns[places].mean(), "constant-mean", 99)
    assert (wild.p, calm.p > 0.05) == (1 / 100, True)


def test_blocks_go_on_from_day_to_day_and_are_as_long_as_asked() -> None:
    drawn = indices(1000, 10_000, 10, np.random.default_rng(3))
    on = (np.diff(drawn) % 1000 == 1).mean()
    assert on == pytest.approx(0.9, abs=0.02)
    assert (drawn >= 0).all()
    assert (drawn < 1000).all()
