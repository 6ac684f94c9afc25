"""Factor returns from a file, as Kenneth French's library publishes them, or with ISO dates and shares of one."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import numpy as np

from detente.errors import NotFound, SeriesInvalid
from detente.markets.returns import Factors

RISK_FREE = "rf"
COMPACT = len("20250605")


def load_factors(path: Path, *, percent: bool = True) -> Factors:
    """The factors in a CSV with a column of dates first, one column a factor, and RF where there is one.

    Figures are in percent, as the library has them, unless told otherwise. Lines whose first cell is no date (headings,
    copyright) are passed over. Raises NotFound, SeriesInvalid.
    """
    if not path.is_file():
        raise NotFound(f"{path}: no such file; give a CSV of factor returns, e.g. from Kenneth French's data library")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = [[cell.strip() for cell in row] for row in csv.reader(stream) if len(row) > 1]
    if not lines:
        raise SeriesInvalid(f"{path}: no rows; the first column holds dates, each other one a factor")
    dated = [(day, row) for row in lines if (day := _day(row[0])) is not None]
    heading = next((row for row in lines if _day(row[0]) is None), [])
    names = heading[1:]
    if not dated or not names or any(len(row) != len(heading) for _, row in dated):
        raise SeriesInvalid(f"{path}: needs a heading and rows as long as it; the first column holds dates")
    return _factors(path, names, dated, 100.0 if percent else 1.0)


def _factors(path: Path, names: list[str], dated: list[tuple[dt.date, list[str]]], scale: float) -> Factors:
    try:
        values = np.array([[float(cell) for cell in row[1:]] for _, row in dated]) / scale
    except ValueError as error:
        raise SeriesInvalid(f"{path}: a factor return is no number ({error}); leave such rows out") from error
    free = [name.casefold() == RISK_FREE for name in names]
    days = np.array([day for day, _ in dated], dtype="datetime64[D]")
    order = np.argsort(days, kind="stable")
    if (np.diff(days[order]) == np.timedelta64(0, "D")).any():
        raise SeriesInvalid(f"{path}: a day stands twice; leave one of the rows out")
    return Factors(
        days=days[order],
        values=values[order][:, ~np.array(free)],
        names=tuple(name for name, is_free in zip(names, free, strict=True) if not is_free),
        risk_free=values[order][:, np.array(free)].sum(axis=1),
    )


def _day(cell: str) -> dt.date | None:
    """'20250605' or '2025-06-05' as a day; None for anything else."""
    try:
        return dt.datetime.strptime(cell, "%Y%m%d").date() if len(cell) == COMPACT else dt.date.fromisoformat(cell[:10])
    except ValueError:
        return None
