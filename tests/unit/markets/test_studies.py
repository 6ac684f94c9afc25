"""A study from events to rows, and the design report that names whatever did not go in as it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest
from returns_by_hand import FIRST, events, noise, subject, weekdays
from small_series import series

from detente.errors import UsageError
from detente.markets.design import DROPPING, KINDS, Note, StudyEvent
from detente.markets.design_series import series_notes
from detente.markets.returns import Subject
from detente.markets.returns import subject as subject_of
from detente.markets.sessions import Session, SessionClock
from detente.markets.study import ALL, Plan, Study, study
from detente.markets.study_rows import average_rows, day_rows, note_rows, spread_rows, window_rows
from detente.markets.windows_event import Estimation, Offsets
from detente.model import Fault

ESTIMATION = Estimation(length=60, gap=5, least=30)
PLAN = Plan(event=Offsets(-1, 1), windows=(Offsets(0, 0), Offsets(-1, 1)), estimation=ESTIMATION, draws=99)
PLAIN = Plan(event=Offsets(-1, 1), windows=(Offsets(0, 0),), estimation=ESTIMATION, draws=0)


def kinds(found: Study) -> list[tuple[str, str]]:
    return [(note.event, note.kind) for note in found.notes]


def clock(days: Sequence[dt.date], half: Sequence[dt.date] = ()) -> SessionClock:
    """Sessions from ten to four o'clock, by UTC."""
    zone = dt.UTC
    at = dt.datetime.combine
    return SessionClock(
        "TEST",
        __import__("zoneinfo").ZoneInfo("UTC"),
        [
            Session(
                exchange="TEST",
                day=day,
                opens=at(day, dt.time(10), zone),
                closes=at(day, dt.time(16), zone),
                half=day in half,
            )
            for day in days
        ],
    )


def test_abnormal_returns_stand_by_event_and_session() -> None:
    returns = noise(200)
    one = subject(returns)
    rows = list(day_rows(study([one], events(one, 100, 150), PLAIN)))
    assert [(row.event, row.offset) for row in rows] == [(f"e{at}", day) for at in (0, 1) for day in (-1, 0, 1)]
    mean = returns[100 - 1 - 5 - 60 : 100 - 1 - 5].mean()
    assert rows[1].abnormal == pytest.approx(returns[100] - mean)
    assert rows[1].expected == pytest.approx(mean)
    assert rows[1].session == str(one.days[100])
    assert rows[2].cumulative == pytest.approx(returns[99:102].sum() - 3 * mean)


def test_the_test_that_counts_comes_first_and_every_result_says_what_it_would_find() -> None:
    one = subject(noise(300))
    rows = list(window_rows(study([one], events(one, 100, 140, 180, 181, 220, 260), PLAN)))
    assert (rows[0].test, rows[0].counts, rows[0].window) == ("placebo", True, "0:0")
    assert [row.window for row in rows if row.counts] == ["0:0", "-1:1"]
    assert [row.test for row in rows if row.detectable is None] == []
    assert {row.window: row.n for row in rows} == {"0:0": 6, "-1:1": 5}
    assert {row.events for row in rows} == {6}


def test_unmerged_windows_count_each_for_itself() -> None:
    one = subject(noise(300))
    plan = Plan(event=Offsets(-1, 1), windows=(Offsets(-1, 1),), estimation=ESTIMATION, merge=False, draws=0)
    assert {row.n for row in window_rows(study([one], events(one, 180, 181, 220), plan))} == {3}


def test_several_instruments_are_studied_alone_and_together() -> None:
    one, other = subject(noise(300)), subject(noise(300, seed=2), name="Y")
    found = study([one, other], events(one, 100, 200), PLAIN)
    assert {(row.instrument, row.n) for row in window_rows(found)} == {("X", 2), ("Y", 2), (ALL, 4)}


def test_an_average_counts_a_session_once() -> None:
    one = subject(noise(300))
    rows = list(average_rows(study([one], events(one, 100, 100, 200), PLAN)))
    assert [(row.offset, row.n) for row in rows] == [(-1, 2), (0, 2), (1, 2)]
    assert all(row.low < row.cumulative < row.high for row in rows)  # type: ignore[operator]


def test_the_spread_of_one_event_is_not_known() -> None:
    one = subject(noise(300))
    [row, *_] = spread_rows(study([one], events(one, 100), PLAIN))
    assert (row.n, row.variance) == (1, None)
    assert row.median is not None


def test_sessions_of_other_events_may_be_left_out_of_the_estimation() -> None:
    returns = noise(300)
    returns[120] = 5.0
    one = subject(returns)
    dirty = list(day_rows(study([one], events(one, 120, 150), PLAIN)))
    plan = Plan(event=Offsets(-1, 1), windows=(Offsets(0, 0),), estimation=ESTIMATION, draws=0, clean=True)
    clean = list(day_rows(study([one], events(one, 120, 150), plan)))
    assert dirty[4].expected > 0.05 > abs(clean[4].expected)  # type: ignore[operator]


def on(day: str, **more: object) -> StudyEvent:
    return StudyEvent(id="e", day=dt.date.fromisoformat(day), **more)  # type: ignore[arg-type]


LAST = weekdays(200)[-1]
NOON = dt.datetime(2030, 6, 5, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("sentence", "event", "expected"),
    [
        ("a weekend moves to Monday", on("2030-06-08"), {"moved"}),
        ("a day before the series", on("2029-12-24"), {"before-series"}),
        ("a day with too little before it", on("2030-01-21"), {"before-series"}),
        ("a day after the series", on("2031-06-05"), {"after-series"}),
        ("the last session, whose window has not ended", on(str(LAST)), {"after-series"}),
        ("a time without a zone", on("2030-06-05", instant=NOON.replace(tzinfo=None)), {"zone-missing"}),
        ("a time where the series has no clock", on("2030-06-05", instant=NOON), {"clock-missing"}),
        ("a plain day", on("2030-06-05"), set()),
    ],
)
def test_an_event_that_does_not_go_in_as_it_came_is_named(sentence: str, event: StudyEvent, expected: set[str]) -> None:
    one = subject(noise(200))
    found = study([one], [event], PLAIN)
    assert {note.kind for note in found.notes} == expected, sentence
    assert bool(found.parts[0].placed.events) is not bool(expected & DROPPING), sentence


@pytest.mark.parametrize(
    ("sentence", "event", "session", "expected"),
    [
        ("at noon the session of the day counts", on("2030-06-05", instant=NOON), "2030-06-05", set()),
        ("after the close the next one", on("2030-06-05", instant=NOON.replace(hour=20)), "2030-06-06", set()),
        ("without a time it may be either", on("2030-06-05"), "2030-06-05", {"time-unknown"}),
        ("on Friday evening it is Monday", on("2030-06-07", instant=NOON.replace(day=7, hour=20)), "2030-06-10", set()),
        ("beyond the calendar there is no guess", on("2032-06-05"), None, {"calendar-ends"}),
        (
            "a session that closed early is named",
            on("2030-07-03", instant=NOON.replace(month=7, day=3)),
            "2030-07-03",
            {"half-day"},
        ),
    ],
)
def test_a_clock_says_the_session(sentence: str, event: StudyEvent, session: str | None, expected: set[str]) -> None:
    one = subject(noise(200))
    days = weekdays(210)
    found = study([one], [event], PLAIN, {"X": clock(days, [dt.date(2030, 7, 3)])})
    rows = [row.session for row in day_rows(found) if row.offset == 0]
    assert rows == ([session] if session else []), sentence
    assert {note.kind for note in found.notes} == expected, sentence


def test_a_session_of_which_the_series_has_no_close_drops_the_event() -> None:
    whole = subject(noise(200))
    kept = np.arange(200) != 107
    holed = Subject(instrument="X", days=whole.days[kept], returns=whole.returns[kept], factors=whole.factors[kept])
    found = study([holed], events(whole, 107), PLAIN, {"X": clock(weekdays(210))})
    assert ("e0", "no-close") in kinds(found)
    assert found.parts[0].placed.events == []


def test_a_return_that_is_missing_in_a_window_is_named_and_adds_nothing() -> None:
    returns = noise(200)
    returns[101] = np.nan
    one = subject(returns)
    found = study([one], events(one, 100), PLAIN)
    rows = list(day_rows(found))
    assert kinds(found) == [("e0", "missing-return")]
    assert (rows[2].abnormal, rows[2].cumulative) == (None, rows[1].cumulative)


def test_events_near_each_other_are_named() -> None:
    one = subject(noise(300))
    found = study([one], events(one, 150, 150, 152, 180), PLAIN)
    assert kinds(found) == [
        ("e1", "same-session"),
        ("e2", "overlapping"),
        ("e3", "contaminated"),
    ]


def test_no_event_at_all_is_an_empty_study() -> None:
    found = study([subject(noise(100))], [], PLAN)
    assert [list(rows(found)) for rows in (window_rows, average_rows, day_rows, spread_rows)] == [[], [], [], []]


def odd(closes: Sequence[float], days: Sequence[str], **more: object) -> list[tuple[str, str]]:
    made = series(closes, days, calendar="", **more)  # type: ignore[arg-type]
    return [(note.kind, note.day) for note in series_notes(made)]


@pytest.mark.parametrize(
    ("sentence", "closes", "days", "expected"),
    [
        ("nothing odd", [100, 101], ["2030-01-07", "2030-01-08"], []),
        ("days out of order", [100, 101], ["2030-01-08", "2030-01-07"], [("unsorted", "")]),
        (
            "a day twice",
            [100, 101, 101],
            ["2030-01-07", "2030-01-07", "2030-01-08"],
            [("duplicate-date", "2030-01-07")],
        ),
        (
            "a price of zero",
            [100, 0, 101],
            ["2030-01-07", "2030-01-08", "2030-01-09"],
            [("not-positive", "2030-01-08")],
        ),
        ("a negative price", [100, -37], ["2030-01-07", "2030-01-08"], [("not-positive", "2030-01-08")]),
        ("no number", [100, float("nan")], ["2030-01-07", "2030-01-08"], [("not-positive", "2030-01-08")]),
        ("weeks without a close", [100, 101], ["2030-01-07", "2030-01-28"], [("gap", "2030-01-28")]),
        ("a split of two to one", [100, 50.5], ["2030-01-07", "2030-01-08"], [("split", "2030-01-08")]),
    ],
)
def test_what_is_odd_about_a_series_is_named(
    sentence: str, closes: list[float], days: list[str], expected: list[tuple[str, str]]
) -> None:
    assert odd(closes, days) == expected, sentence


def test_a_yield_may_be_below_zero() -> None:
    assert odd([0.1, -0.1], ["2030-01-07", "2030-01-08"], unit="percent") == []


def test_faults_found_when_a_series_was_loaded_are_in_the_report() -> None:
    made = series(faults=[Fault("2031-03-04", "gap", "no close")])
    [note] = series_notes(made)
    assert (note.kind, note.day, note.detail) == ("gap", "2031-03-04", "no close")


def test_a_benchmark_is_taken_between_the_same_two_sessions() -> None:
    days = ["2030-01-07", "2030-01-08", "2030-01-09", "2030-01-10"]
    own = series([100, 101, 102, 103], days, instrument="X")
    market = series([50, 51, 53], [days[0], days[1], days[3]], instrument="M")
    found = subject_of(own, benchmark=market, kind="simple")
    np.testing.assert_allclose(found.factors[:, 0], [np.nan, 0.02, np.nan, np.nan])
    assert found.names == ("M",)


def test_a_day_that_stands_twice_makes_no_return_of_nothing() -> None:
    found = subject_of(series([100, 100, 110], ["2030-01-07", "2030-01-07", "2030-01-08"]), kind="simple")
    np.testing.assert_allclose(found.returns, [np.nan, 0.1])


def test_a_yield_changes_where_a_price_returns() -> None:
    days = ["2030-01-07", "2030-01-08"]
    yields, prices = series([4.5, 4.25], days, unit="percent"), series([100, 101], days)
    found = subject_of(yields, benchmark=prices)
    assert (found.kind, found.returns[1], found.factors[1, 0]) == ("change", -0.25, pytest.approx(np.log(1.01)))
    assert subject_of(prices).kind == "log"


def test_benchmark_and_factors_do_not_go_together() -> None:
    with pytest.raises(UsageError):
        subject_of(series(), benchmark=series(), factors=object())  # type: ignore[arg-type]


def test_every_note_has_a_meaning_and_says_whether_the_event_is_out() -> None:
    one = subject(noise(100))
    [row] = note_rows(study([one], [StudyEvent(id="e", day=FIRST - dt.timedelta(days=30))], PLAIN))
    assert (row.kind, row.dropped, row.meaning) == ("before-series", True, KINDS["before-series"])
    assert set(KINDS) >= DROPPING
    assert not Note(kind="moved").dropped
