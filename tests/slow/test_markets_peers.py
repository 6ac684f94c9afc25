"""The numbers of other event-study packages and of index definitions, on data that lies beside the project.

`pytest tests/slow/test_markets_peers.py -rP` writes the largest difference of each.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path

import numpy as np
import pytest

from detente.markets.design import StudyEvent
from detente.markets.indices import mean_share, pooled, standardised
from detente.markets.returns import Subject, returns, with_factors
from detente.markets.returns_factors import load_factors
from detente.markets.study import Plan, Study, study
from detente.markets.study_rows import day_rows, spread_rows
from detente.markets.variance import ESTUDY2, EVENTSTUDY, Convention, Floats
from detente.markets.windows_event import Estimation, Offsets

SHARED = Path(__file__).parents[2] / "../shared/markets"
PRINTED = 5e-7
PACKAGE = 1e-10
EXACT = 1e-12

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/markets with the reference results is not there"),
]

ESTUDY2_TESTS = {
    "bw_1980": "brown-warner-1980",
    "bw_1985": "brown-warner-1985",
    "t": "t",
    "patell": "patell",
    "bmp": "bmp",
    "lamb": "lamb",
    "sign": "sign",
    "gsign": "generalised-sign",
    "csign": "corrado-zivney-sign",
    "rank": "corrado-rank",
    "mrank": "modified-rank",
    "wilcoxon": "wilcoxon",
}


def columns(path: Path) -> tuple[list[str], dict[str, Floats]]:
    """Dates and columns of figures; an empty cell is NaN."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    figures = np.array([[float(cell) if cell.strip() else np.nan for cell in row[1:]] for row in rows[1:]])
    return [row[0] for row in rows[1:]], dict(zip(rows[0][1:], figures.T, strict=True))


def days_of(dates: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]:
    return np.array(dates, dtype="datetime64[D]")


def estudy2(convention: Convention) -> Study:
    """The study of the package's introduction: seven firms, one week, a market model over what came before."""
    dates, closes = columns(SHARED / "estudy2" / "prices.csv")
    _, index = columns(SHARED / "estudy2" / "prices_index.csv")
    market = returns(index["GSPC"])[:, None]
    subjects = [
        Subject(instrument=name, days=days_of(dates), returns=returns(column), factors=market)
        for name, column in closes.items()
    ]
    plan = Plan(
        model="market-model",
        event=Offsets(0, 4),
        windows=tuple(Offsets(day, day) for day in range(5)),
        estimation=Estimation(length=240, gap=0, least=200),
        convention=convention,
        merge=False,
        draws=0,
    )
    return study(subjects, [StudyEvent(id="week", day=dt.date(2020, 3, 16))], plan)


def statistics(found: Study) -> dict[tuple[str, int], float]:
    """The statistics of all firms together, by test and day, with the mean beside them."""
    rows = [row for row in found.tests if row.instrument == "all"]
    means = {("mean", row.window.first): row.mean for row in rows}
    return means | {(row.outcome.test, row.window.first): row.outcome.statistic for row in rows}


def differences(found: Study, table: str) -> dict[str, float]:
    """The largest difference of each column from a table of the package."""
    _, wanted = columns(SHARED / "estudy2" / table)
    held = statistics(found)
    return {
        name: max(abs(held[ESTUDY2_TESTS.get(name, name), day] - column[day]) for day in range(5))
        for name, column in wanted.items()
    }


def test_estudy2s_published_tables_come_out_all_sixty_five_values() -> None:
    found = differences(estudy2(ESTUDY2), "expected_tests.csv")
    assert len(found) == 13
    told("65 values of estudy2's tables", max(found.values()))
    assert {name: value for name, value in found.items() if value > PRINTED} == {}


def test_estudy2s_values_come_out_to_the_last_digit() -> None:
    found = differences(estudy2(ESTUDY2), "reproduced_full_precision.csv")
    told("65 values of estudy2, recomputed", max(found.values()))
    assert {name: value for name, value in found.items() if value > EXACT} == {}


def test_with_each_firms_own_market_mean_patell_and_bmp_are_the_textbooks() -> None:
    own_mean = Convention("own mean", "mean", "mean", mean_count=True)
    found = differences(estudy2(own_mean), "textbook_patell_bmp_full_precision.csv")
    assert max(found["patell"], found["bmp"], found["gsign"]) < EXACT


def eventstudy_subject(name: str, factors: str) -> Subject:
    """A column of the package's returns, with the market beside it or the three factors."""
    dates, table = columns(SHARED / "eventstudy_py" / "returns_GAFAM.csv")
    market = table["SPY"][:, None] if factors == "market" else np.empty((len(dates), 0))
    one = Subject(instrument=name, days=days_of(dates), returns=table[name], factors=market)
    if factors == "market":
        return one
    return with_factors(one, load_factors(SHARED / "eventstudy_py" / "famafrench.csv"))


def wanted(name: str) -> tuple[list[str], dict[str, Floats]]:
    return columns(SHARED / "eventstudy_py" / f"eventstudy_0.1a12_output_{name}.csv")


@pytest.mark.parametrize(
    ("table", "day"), [("AAPL_FF3_2013-03-04", "2013-03-04"), ("AAPL_FF3_iphone_2007-01-09", "2007-01-09")]
)
def test_eventstudys_single_events_come_out_with_three_factors(table: str, day: str) -> None:
    offsets, expected = wanted(table)
    plan = Plan(
        model="factors",
        event=Offsets(-2, 10),
        windows=tuple(Offsets(-2, int(offset)) for offset in offsets),
        estimation=Estimation(length=300, gap=30),
        convention=EVENTSTUDY,
        merge=False,
        draws=0,
    )
    event = StudyEvent(id=day, day=dt.date.fromisoformat(day))
    found = study([eventstudy_subject("AAPL", "three")], [event], plan)
    rows = list(day_rows(found))
    close([row.abnormal for row in rows], expected["AR"])
    close([row.error for row in rows], expected["Std. E. AR"])
    close([row.cumulative for row in rows], expected["CAR"])
    close([row.cumulative_error for row in rows], expected["Std. E. CAR"])
    tests = [row.outcome for row in found.tests if row.outcome.test == "brown-warner-1980"]
    close([one.statistic for one in tests], expected["T-stat"])
    close([one.p for one in tests], expected["P-value"])


def reports() -> dict[str, list[StudyEvent]]:
    """The package's list of annual reports, by firm."""
    found: dict[str, list[StudyEvent]] = {}
    with (SHARED / "eventstudy_py" / "10K.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            day = dt.datetime.strptime(row["event_date"], "%d/%m/%Y").date()
            found.setdefault(row["security_ticker"], []).append(StudyEvent(id=f"{day}", day=day))
    return found


def annual_reports() -> Study:
    """38 annual reports of five firms by the market model; three more come after the returns end."""
    firms = reports()
    plan = Plan(
        model="market-model",
        event=Offsets(-5, 10),
        windows=tuple(Offsets(-5, last) for last in range(-5, 11)),
        estimation=Estimation(length=200, gap=30),
        convention=EVENTSTUDY,
        merge=False,
        draws=0,
    )
    return study([eventstudy_subject(name, "market") for name in firms], [], plan, instruments=firms)


def test_eventstudys_many_events_come_out() -> None:
    _, expected = wanted("10K_market_model")
    found = [row for row in annual_reports().tests if row.instrument == "all"]
    tests = [row for row in found if row.outcome.test == "brown-warner-1980"]
    close([row.mean for row in tests], expected["CAAR"])
    close(np.diff([0, *(row.mean for row in tests)]), expected["AAR"])
    close([row.mean / row.outcome.statistic for row in tests], expected["Std. E. CAAR"])
    close([row.outcome.statistic for row in tests], expected["T-stat"])
    close([row.outcome.p for row in tests], expected["P-value"])


def test_eventstudys_distribution_of_sums_comes_out() -> None:
    _, expected = wanted("10K_CAR_dist")
    rows = list(spread_rows(annual_reports()))
    names = {
        "Mean": "mean",
        "Variance": "variance",
        "Kurtosis": "kurtosis",
        "Skewness": "skewness",
        "Min": "minimum",
        "Quantile 25%": "lower_quartile",
        "Quantile 50%": "median",
        "Quantile 75%": "upper_quartile",
        "Max": "maximum",
    }
    for theirs, ours in names.items():
        close([getattr(row, ours) for row in rows], expected[theirs])


def test_the_three_events_after_the_end_of_the_returns_are_named() -> None:
    notes = [note for note in annual_reports().notes if note.dropped]
    assert sorted((note.instrument, note.event, note.kind) for note in notes) == [
        ("AMZN", "2020-01-31", "after-series"),
        ("FB", "2020-01-30", "after-series"),
        ("GOOG", "2020-02-04", "after-series"),
    ]


def told(what: str, difference: float) -> None:
    """Write out how far our figures are from others'."""
    sys.stdout.write(f"{what}: largest difference {difference:.1e}\n")


def close(found: object, expected: Floats) -> None:
    """The package's figures are printed with ten or twelve decimals."""
    told("eventstudy", float(np.abs(np.array(found, dtype=np.float64) - expected).max()))
    np.testing.assert_allclose(np.array(found, dtype=np.float64), expected, rtol=0, atol=PACKAGE)


@pytest.mark.parametrize("column", ["epu_ddof1", "tpu_caldara", "category_pooled"])
def test_the_check_vectors_of_the_indices_come_out(column: str) -> None:
    with (SHARED / "indices" / "epu_vector_input.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    months, papers = sorted({row["month"] for row in rows}), sorted({row["paper"] for row in rows})
    hits, totals = np.full((2, len(papers), len(months)), np.nan)
    for row in (row for row in rows if row["total"]):
        at = papers.index(row["paper"]), months.index(row["month"])
        hits[at], totals[at] = float(row["hits"]), float(row["total"])
    base = np.arange(len(months)) < 24
    found = {
        "epu_ddof1": standardised(hits, totals, base),
        "tpu_caldara": mean_share(hits, totals),
        "category_pooled": pooled(hits, totals, base),
    }
    _, expected = columns(SHARED / "indices" / "epu_vector_expected.csv")
    told(f"index vector {column}", float(np.abs(found[column] - expected[column]).max()))
    np.testing.assert_allclose(found[column], expected[column], rtol=0, atol=EXACT)
