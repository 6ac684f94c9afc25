"""Reported returns and the first report, held against the series of `../shared`.

`pytest tests/slow/test_markets_shared.py -rP` writes each return with its verdict.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.desk import Desk
from detente.ingest import documents
from detente.markets.checking import Check, check
from detente.markets.loading import About, load
from detente.markets.names import canonical
from detente.markets.sessions import clock
from detente.model import Document, Interval, Move, Series, Span
from detente.verifying import Verified, verify

SHARED = Path(__file__).parents[2] / "../shared"
PRICES = SHARED / "markets/prices"
REPORTED = SHARED / "markets/trade_war_event_dates.csv"
CORPUS = SHARED / "corpora/us-china-2025.jsonl"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORTED.exists(), reason="needs ../shared/markets"),
]
FILES = {
    "DJIA": "fred_DJIA_2016_2026.csv",
    "S&P 500": "fred_SP500_2016_2026.csv",
    "Shanghai Composite": "sse_000001SS_2021_2026.csv",
}


@pytest.fixture(scope="module")
def series() -> dict[str, Series]:
    return {
        name: load(PRICES / file, About(instrument=name, source=file, vintage="2026-11-23"))
        for name, file in FILES.items()
    }


@pytest.fixture(scope="module")
def reported(series: dict[str, Series]) -> list[tuple[dict[str, str], Check]]:
    """The rows with a return, each with what is found of it."""
    with REPORTED.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["reported_return"]]
    return [(row, check(move(row), [series[row["index"]]])) for row in rows]


def move(row: dict[str, str]) -> Move:
    """The row as a reader would have it; a week is that up to its Friday."""
    told, day = float(row["reported_return"]), dt.date.fromisoformat(row["date"])
    start = day - dt.timedelta(days=4) if row["window"] == "week" else day
    return Move(
        id="m",
        status="happened",
        evidence=(Span(0, 1, "-"),),
        instrument=canonical(row["index"]),
        direction="up" if told > 0 else "down",
        change=abs(told),
        unit="percent" if row["unit"] == "pct" else "points",
        basis="close" if row["window"] in ("close-to-close", "week") else "intraday",
        when=Interval(start.isoformat(), day.isoformat()),
    )


def test_what_is_measured_is_what_the_table_computed(reported: list[tuple[dict[str, str], Check]]) -> None:
    assert len(reported) == 37
    for row, found in reported:
        computed = float(row["computed_pct"] if row["unit"] == "pct" else row["computed_points"])
        assert found.measured == pytest.approx(computed, abs=0.0051), row


def test_every_reported_return_has_its_verdict(reported: list[tuple[dict[str, str], Check]]) -> None:
    for row, found in reported:
        told = f"{row['date']} {row['index']:18} {row['reported_return']:>8} {row['unit']:6} {row['window']:14}"
        sys.stdout.write(f"{told} measured {found.measured:9.2f}  {found.verdict}\n")
    counts = Counter(found.verdict for _, found in reported)
    assert counts == {"agrees": 31, "rounded or truncated": 2, "contradicts": 2, "intraday": 2}


def test_verdicts_go_with_the_table(reported: list[tuple[dict[str, str], Check]]) -> None:
    """The table takes any percent within 0.05 for right."""
    for row, found in reported:
        assert (found.verdict == "agrees") == (row["agrees_at_reported_precision"] == "True"), row


def test_the_faults_of_the_fifth_of_june(reported: list[tuple[dict[str, str], Check]]) -> None:
    faults = [found for row, found in reported if row["date"] == "2025-06-05" and found.verdict != "agrees"]
    assert [(found.verdict, found.told) for found in faults] == [
        ("intraday", 160.0),
        ("intraday", -112.61),
        ("contradicts", 1.3),
    ]
    assert "it closed 108.00 points lower at 42,319.74" in faults[0].ground


def test_the_sessions_of_the_series_are_those_of_the_clock(series: dict[str, Series]) -> None:
    for one in series.values():
        assert one.faults == ()
        days = clock(one.calendar).days(one.first, one.last)
        assert [str(day) for day in days] == one.days.astype(str).tolist()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, series: dict[str, Series]) -> Iterator[Desk]:
    """The first report alone, with the series."""
    seed = next(one for one in documents([str(CORPUS)]) if isinstance(one, Document))
    with Desk.create(tmp_path_factory.mktemp("markets") / "desk.db") as desk:
        assert [added.outcome for added in desk.add([seed])] == ["added"]
        for one in series.values():
            assert desk.store.series.add(one, "2026-11-23T00:00:00+00:00")
        yield desk


def checked(desk: Desk, at: str | None = None) -> dict[str, Verified]:
    found = {one.instrument: one for one in verify(desk)}
    if at is None:
        return found
    event = found["Shanghai Composite"].follows
    return {one.instrument: one for one in verify(desk, times={event: dt.datetime.fromisoformat(at)})}


def test_the_first_report_errs_twice(desk: Desk) -> None:
    found = checked(desk)
    dow, shanghai = found["Dow Jones Industrial Average"], found["Shanghai Composite"]
    assert (dow.verdict, dow.told, round(dow.measured or 0.0, 2), dow.close) == ("intraday", 160.0, -108.0, 42319.74)
    assert (shanghai.verdict, shanghai.told, round(shanghai.measured or 0.0, 2)) == ("contradicts", 1.3, 0.23)


def test_and_thrice_where_it_is_known_when_the_call_was(desk: Desk) -> None:
    found = checked(desk, "2025-06-05T21:00+08:00")
    assert found["Shanghai Composite"].also == ("impossible in sequence",)
    assert [str(day) for day in found["Shanghai Composite"].sessions] == ["2025-06-06"]
    assert found["Dow Jones Industrial Average"].also == ()


def test_what_contradicts_is_contested(desk: Desk) -> None:
    grounds = [line.ground for line in desk.lines("contested") if line.field == "series"]  # type: ignore[attr-defined]
    assert len(grounds) == 1
    assert "it closed 0.23 percent higher at 3,384.10 on 2025-06-05" in grounds[0]
