"""`detente markets list`: the series of the desk, and what is wrong with them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.words import cell
from detente.desk import Desk
from detente.model import Series

COLUMNS = ("id", "instrument", "unit", "exchange", "closes", "first", "last", "source", "vintage", "licence", "faults")
FAULT_COLUMNS = ("instrument", "source", "vintage", "day", "fault", "note")


@click.command(
    "list",
    cls=Command,
    short_help="The series of the desk.",
    examples=("detente markets list", "detente markets list --faults --csv"),
)
@click.option("--faults", is_flag=True, help="What is wrong with them, a row a day.")
@options.desk
@options.forms
def list_series(*, faults: bool, desk: str | None, form: str | None) -> None:
    """List the series of prices that the desk has: the latest vintage of an instrument first, which counts first."""
    with Desk.open(desk_path(desk), read_only=True) as opened:
        kept = opened.store.series
        found = [series for instrument in kept.instruments() for series in kept.of(instrument)]
    rows = list(fault_rows(found)) if faults else [series_row(series) for series in found]
    columns, nothing = (FAULT_COLUMNS, "no faults") if faults else (COLUMNS, "no series; load one with markets load")
    write(rows, columns, output.form_of(form), nothing)


def series_row(series: Series) -> dict[str, Any]:
    """What is to be said of a series."""
    counts = Counter(fault.fault for fault in series.faults)
    return {
        "id": series.id,
        "instrument": series.instrument,
        "unit": series.unit,
        "exchange": series.calendar,
        "closes": len(series),
        "first": series.first.isoformat(),
        "last": series.last.isoformat(),
        "source": series.source,
        "vintage": series.vintage,
        "licence": series.licence,
        "faults": ", ".join(f"{fault}: {count}" for fault, count in counts.items()),
    }


def fault_rows(found: Sequence[Series]) -> Iterator[dict[str, Any]]:
    """A row a fault."""
    for series in found:
        about = {"instrument": series.instrument, "source": series.source, "vintage": series.vintage}
        for fault in series.faults:
            yield about | {"day": fault.day, "fault": fault.fault, "note": fault.note}


def write(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str, nothing: str) -> None:
    """Flat rows in the form asked for."""
    if form != "table":
        output.write_rows(rows, columns, form, sys.stdout.buffer)
        return
    tables.show(columns, [[cell(str(row[name])) for name in columns] for row in rows], nothing)


COMMANDS: dict[str, click.Command] = {"list": list_series}
