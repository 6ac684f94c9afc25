"""Files and frames of prices -> series, with what is wrong with them named."""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import pytest

from detente.errors import NotFound, SeriesInvalid
from detente.markets.loading import About, load, load_frame, series_of
from detente.markets.shipped import shipped

ABOUT = About(instrument="the Dow", source="A paper", vintage="2025-07-01")
SHARE = About(instrument="Northgate shares", source="A paper", vintage="2025-07-01", calendar="XNYS", unit="USD")
"""Session days here are those of the New York exchange in June 2025: Monday 2 to Friday 6."""


def columns(text: str) -> dict[str, list[str]]:
    header, *rows = [line.split(";") for line in text.split()]
    return {name: [row[at] for row in rows] for at, name in enumerate(header)}


CLEAN = [
    ("a date and a close", "Date;Close 2025-06-02;10 2025-06-03;11"),
    ("FRED's header", "observation_date;DJIA 2025-06-02;10 2025-06-03;11"),
    ("closes among other columns", "date;open;high;low;close 2025-06-02;1;12;8;10 2025-06-03;1;12;8;11"),
    ("days in any order", "Date;Close 2025-06-03;11 2025-06-02;10"),
    ("days without hyphens", "day;price 20250602;10 20250603;11"),
    ("midnights", "date;close 2025-06-02T00:00:00;10 2025-06-03T00:00:00;11"),
    ("times with their zone: Tuesday evening is not Wednesday", "date;close 2025-06-02T20:00Z;10 2025-06-04T01:00Z;11"),
    ("no close on a holiday is no fault", "Date;Close 2025-06-01;. 2025-06-02;10 2025-06-03;11"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), CLEAN, ids=[case[0] for case in CLEAN])
def test_files_that_mean_the_same_give_the_same(why: str, text: str) -> None:
    found = series_of(columns(text), ABOUT, "a.csv")
    assert found.instrument == "Dow Jones Industrial Average"
    assert found.days.astype(str).tolist() == ["2025-06-02", "2025-06-03"]
    assert found.closes.tolist() == [10.0, 11.0]
    assert found.faults == ()


FAULTS = [
    ("a session without a close", "2025-06-02;10 2025-06-04;11", ["2025-06-03 gap"], [10, 11]),
    ("a row without one", "2025-06-02;10 2025-06-03; 2025-06-04;11", ["2025-06-03 no price"], [10, 11]),
    ("zero", "2025-06-02;10 2025-06-03;0 2025-06-04;11", ["2025-06-03 not above zero"], [10, 11]),
    ("below zero", "2025-06-02;10 2025-06-03;-3 2025-06-04;11", ["2025-06-03 not above zero"], [10, 11]),
    ("one day twice alike", "2025-06-02;10 2025-06-02;10 2025-06-03;11", ["2025-06-02 duplicate"], [10, 11]),
    ("one day, two closes", "2025-06-02;9 2025-06-03;10 2025-06-03;12 2025-06-04;11", ["2025-06-03 conflict"], [9, 11]),
    ("a Saturday", "2025-06-06;10 2025-06-07;10.5 2025-06-09;11", ["2025-06-07 no session"], [10, 10.5, 11]),
    ("two for one", "2025-06-02;10 2025-06-03;5.05", ["2025-06-03 split"], [10, 5.05]),
    ("a fall by a tenth is none", "2025-06-02;10 2025-06-03;9", [], [10, 9]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "faults", "closes"), FAULTS, ids=[case[0] for case in FAULTS])
def test_what_is_wrong_is_named_and_nothing_is_filled_in(
    why: str, text: str, faults: list[str], closes: list[float]
) -> None:
    found = series_of(columns(f"Date;Close {text}"), SHARE, "a.csv")
    assert [f"{fault.day} {fault.fault}" for fault in found.faults] == faults, why
    assert found.closes.tolist() == closes


def test_an_index_that_halves_is_no_split() -> None:
    assert series_of(columns("Date;Close 2025-06-02;10 2025-06-03;5"), ABOUT, "a.csv").faults == ()


def test_days_that_no_calendar_covers_are_named() -> None:
    found = series_of(columns("Date;Close 1850-06-03;10"), ABOUT, "a.csv")
    assert [fault.fault for fault in found.faults] == ["no calendar"]


def test_a_yield_may_be_below_zero() -> None:
    about = About(instrument="10-year", source="A bank", vintage="2025-07-01")
    found = series_of(columns("Date;Close 2025-06-02;-0.1 2025-06-03;0"), about, "a.csv")
    assert (found.closes.tolist(), found.unit, found.faults) == ([-0.1, 0.0], "percent", ())


def test_ranges_are_kept_where_the_file_has_them() -> None:
    found = series_of(columns("Date;High;Low;Close 2025-06-02;12;9;10 2025-06-03;;;11"), ABOUT, "a.csv")
    assert found.highs is not None
    assert found.highs[0] == 12
    assert math.isnan(found.highs[1])
    assert series_of(columns("Date;Close 2025-06-02;10"), ABOUT, "a.csv").highs is None


REFUSED = [
    ("a day that is none", "Date;Close 2025-06-31;10", ABOUT, r"row 1: '2025-06-31' is no date"),
    ("a day in doubt", "Date;Close 06/05/2025;10", ABOUT, "row 1: '06/05/2025' is no date"),
    ("a price that is none", "Date;Close 2025-06-02;ten", ABOUT, "row 1: 'ten' is no price"),
    ("a time of day without a zone", "Date;Close 2025-06-02T16:00;10", ABOUT, "no time zone; say which with --zone"),
    ("no prices at all", "Date;Close 2025-06-02;.", ABOUT, "no prices under 'Close'"),
    ("no price above zero", "Date;Close 2025-06-02;0", ABOUT, "a close of 0, which is no price.*no close is left"),
    ("no dates", "When;Close 2025-06-02;10", ABOUT, "no column of dates among When, Close"),
    ("closes in doubt", "Date;Dow;SP 2025-06-02;10;11", ABOUT, "which of Dow, SP holds the closes"),
    ("an instrument nobody lists", "Date;Close 2025-06-02;10", About(instrument="Northgate", source="x", vintage="y"),
     "--calendar XNYS --unit USD"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "about", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_told_is_refused_with_its_place(why: str, text: str, about: About, says: str) -> None:
    with pytest.raises(SeriesInvalid, match=says):
        series_of(columns(text), about, "a.csv")


def test_a_time_of_day_goes_by_the_zone_given() -> None:
    about = About(instrument="Shanghai Composite", source="x", vintage="y", zone="America/New_York")
    found = series_of(columns("Date;Close 2025-06-04T21:30;10"), about, "a.csv")
    assert found.days.astype(str).tolist() == ["2025-06-05"]


def test_files_of_each_kind(tmp_path: Path) -> None:
    text = b'\xef\xbb\xbfDate,Close\r\n2025-06-02,"42,319.74"\r\n'
    (tmp_path / "a.csv").write_bytes(text)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text))
    for name in ("a.csv", "a.csv.gz"):
        assert load(tmp_path / name, ABOUT).closes.tolist() == [42319.74]


@pytest.mark.slow
def test_a_parquet_file(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"date": ["2025-06-02"], "close": [10.0]}), tmp_path / "a.parquet")
    assert load(tmp_path / "a.parquet", ABOUT).closes.tolist() == [10.0]


@pytest.mark.slow
def test_a_data_frame_with_its_days_in_the_index() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"Close": [10.0, 11.0]}, index=pandas.to_datetime(["2025-06-02", "2025-06-03"]))
    assert load_frame(frame, ABOUT).closes.tolist() == [10.0, 11.0]
    assert load_frame(frame.rename_axis("Date").reset_index(), ABOUT).closes.tolist() == [10.0, 11.0]


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "no rows"), (b"Date,Close\n2025-06-02,1,2\n", "row 1: 3 fields"), (b"\xff\xfe\x00", "no text in UTF-8")],
)
def test_files_that_are_no_series(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(SeriesInvalid, match=says):
        load(tmp_path / "a.csv", ABOUT)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        load(tmp_path / "none.csv", ABOUT)


def test_what_is_not_shipped_is_said() -> None:
    with pytest.raises(NotFound, match="ships yuan"):
        shipped("the Dow")
