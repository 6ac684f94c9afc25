"""Tone: pressure and engagement of each party toward each other, week by week or month by month."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, TRUMP, USA, document, event, state, stated, view

from detente.state.tone import bounds, period
from detente.state.views import ToneLine, tone_lines, tone_points

LOG = stated(
    document("a"),
    event("r1", when="2025-06-05"),
    event("r2", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025-06-02"),
    event("r3", "SANCTION", "planned", actors=(USA,), targets=(CHINA,), when="2025-06-20"),
    event("r4", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025"),
)


def test_pressure_and_engagement_are_two_series_of_each_toward_each_other() -> None:
    rows = [
        (line.party, line.toward, line.month, line.series, line.score, line.acts)
        for line in view("tone", LOG)
        if isinstance(line, ToneLine)
    ]
    assert rows == [
        ("CHN", "USA", "2025-06", "engagement", 2.5, 1),
        ("USA", "CHN", "2025-06", "engagement", 2.5, 1),
        ("USA", "CHN", "2025-06", "pressure", -3.0, 1),
    ]


def test_a_point_holds_both_series_and_opens_to_its_lines_and_acts() -> None:
    lines = tone_lines(state(LOG), "week")
    [china, us] = tone_points(lines)
    assert (china.party, china.pressure, china.engagement) == ("CHN", 0.0, 2.5)
    assert (us.period, us.start, us.end) == ("2025-W23", "2025-06-02", "2025-06-08")
    assert (us.pressure, us.engagement, us.pressure_acts, us.engagement_acts) == (-3.0, 2.5, 1, 1)
    assert set(us.lines) <= {line.id for line in lines}
    assert len(us.acts) == 2


def test_an_act_told_by_many_counts_once() -> None:
    log = [entry for name in "abc" for entry in stated(document(name, outlet=name), event("r1", when="2025-06-05"))]
    assert [line.acts for line in view("tone", log) if isinstance(line, ToneLine)] == [1, 1]


PERIODS = [
    ("a day is in its month", "2025-06-05", "month", "2025-06"),
    ("a month is as good as a day", "2025-06", "month", "2025-06"),
    ("a year is in no month", "2025", "month", None),
    ("a day is in its ISO week, which may be of another year", "2024-12-31", "week", "2025-W01"),
    ("a month is in no week", "2025-06", "week", None),
    ("no date is in no period", None, "month", None),
]


@pytest.mark.parametrize(("behaviour", "start", "by", "expected"), PERIODS, ids=[row[0] for row in PERIODS])
def test_periods(behaviour: str, start: str | None, by: str, expected: str | None) -> None:
    assert period(start, "week" if by == "week" else "month") == expected


@settings(max_examples=50)
@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)), st.sampled_from(["week", "month"]))
def test_a_day_lies_within_the_bounds_of_its_period(day: dt.date, by: str) -> None:
    when = period(day.isoformat(), "week" if by == "week" else "month")
    assert when is not None
    first, last = bounds(when)
    assert first <= day <= last
