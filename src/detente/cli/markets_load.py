"""`detente markets load`: a series of prices into the desk."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk, now, today
from detente.errors import UsageError
from detente.markets.loading import About, load
from detente.markets.shipped import shipped
from detente.model import Fault, Series

SHOWN = 5
"""Faults of a kind that are named; `markets list --faults` names all."""


@click.command(
    "load",
    cls=Command,
    short_help="Put a series of prices into the desk.",
    examples=(
        "detente markets load --instrument 'the Dow' djia.csv --source FRED --vintage 2026-01-09",
        "detente markets load --instrument '10-year' dgs10.parquet",
        "detente markets load --instrument 'Boeing shares' ba.csv --calendar XNYS --unit USD --column 'Adj Close'",
        "detente markets load --instrument yuan",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--instrument", required=True, metavar="NAME", help="What it is a series of: 'the Dow', yuan, ^GSPC.")
@click.option("--source", metavar="NAME", help="Who publishes it  [default: the name of the file]")
@click.option("--licence", default="", metavar="TEXT", help="Under which licence it came.")
@click.option("--vintage", type=options.Day(), metavar="DATE", help="When it was taken from there  [default: today]")
@click.option("--column", default="", metavar="NAME", help="The column of closes, where that is not plain.")
@click.option("--calendar", default="", metavar="CODE", help="Its exchange, e.g. XNYS, where Detente does not know it.")
@click.option("--unit", default="", metavar="NAME", help="The unit of its closes, where Detente does not know it.")
@click.option("--zone", default="", metavar="NAME", help="The time zone of times of day that have none.")
@options.desk
def load_series(
    *,
    file: Path | None,
    instrument: str,
    source: str | None,
    licence: str,
    vintage: dt.date | None,
    column: str,
    calendar: str,
    unit: str,
    zone: str,
    desk: str | None,
) -> None:
    """Put the daily closes of FILE, CSV (also .gz) or Parquet, into the desk, beside what it has of the instrument.

    Without FILE the series that comes with Detente. Gaps, duplicates, prices that are none, closes on days when the
    exchange was shut and changes that look like splits are named and kept in mind; nothing is filled in. A later
    vintage stands beside the earlier one.
    """
    if file is None:
        series = shipped(instrument)
    else:
        about = About(
            instrument=instrument,
            source=source or file.name,
            vintage=(vintage or today()).isoformat(),
            licence=licence,
            calendar=calendar,
            unit=unit,
            column=column,
            zone=zone,
        )
        series = load(file, about)
    if file is None and any((source, licence, vintage, column, calendar, unit, zone)):
        raise UsageError("the series that comes with Detente says itself what it is; give these options with a FILE")
    with Desk.open(desk_path(desk)) as opened:
        added = opened.store.series.add(series, now())
    told(series, added)


def told(series: Series, added: bool) -> None:
    """Say what was loaded, and what is wrong with it."""
    there = "" if added else ", there already"
    span = f"{len(series):,} closes, {series.first} to {series.last}, in {series.unit}{there}"
    say(f"{series.instrument}: {span} ({series.source}, {series.vintage})")
    for kind, count in Counter(fault.fault for fault in series.faults).items():
        of_kind = [fault for fault in series.faults if fault.fault == kind]
        say(f"  {kind}: {count} ({days(of_kind)}); {of_kind[0].note}")


def days(faults: Sequence[Fault]) -> str:
    """The first days of the faults."""
    more = ", ..." if len(faults) > SHOWN else ""
    return ", ".join(fault.day for fault in faults[:SHOWN]) + more


COMMANDS: dict[str, click.Command] = {"load": load_series}
