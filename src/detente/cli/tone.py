"""`detente tone`: pressure and engagement, as lines or as two series for a chart."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from detente.cli import options, output, tables, views
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.filters import filters, selection
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import UsageError
from detente.state import VIEWS
from detente.state.tone import By
from detente.state.views import ToneLine, TonePoint, tone_lines, tone_points

VIEW = VIEWS["tone"]
EXAMPLES = (
    *views.examples(VIEW),
    "detente tone --series --by week --csv > tone.csv",
    "detente tone --series --country CHN --as-of 2025-06-10 --jsonl",
)
COLUMNS = TonePoint.__struct_fields__


@click.command("tone", cls=Command, examples=EXAMPLES, short_help="Pressure and engagement of each party toward each.")
@options.desk
@options.clocks
@filters
@click.option("--series", is_flag=True, help="Both series side by side: one point for each pair of parties and period.")
@click.option(
    "--by", type=click.Choice(["week", "month"]), default="month", show_default=True, help="Periods of --series."
)
@options.forms
def tone(*, series: bool, by: By, **asked: Any) -> int:
    """Pressure and engagement of each party toward each other by month.

    Two series, never one average. Scores are those of PLOVER; each point names the lines and the entries it rests on.
    """
    if series:
        return write_series(by, **asked)
    if by == "week":
        raise UsageError("--by week goes with --series; the lines are by month")
    return views.show_lines(VIEW, **asked)


def write_series(
    by: By, *, desk: str | None, as_of: dt.date | None, known_at: dt.date | None, form: str | None, **asked: Any
) -> int:
    """The points of the lines asked for."""
    with Desk.open(desk_path(desk), read_only=True) as opened:
        lines = tone_lines(opened.state(as_of, known_at), by)
    kept = [line for line in selection(asked).of(lines) if isinstance(line, ToneLine)]
    write([msgspec.to_builtins(point) for point in tone_points(kept)], output.form_of(form))
    return 0


def write(points: Sequence[dict[str, Any]], form: str) -> None:
    """The points in the form asked for; in CSV several ids in one cell are joined by '; '."""
    if form == "table":
        rows = ([cell(str(point[name])) for name in COLUMNS[:9]] for point in points)
        console = tables.console()
        console.print(tables.filled(tables.bare(*COLUMNS[:9]), rows, console.width))
    elif form == "csv":
        flat = ({**point, "lines": "; ".join(point["lines"]), "acts": "; ".join(point["acts"])} for point in points)
        output.write_csv(flat, COLUMNS, sys.stdout.buffer)
    else:
        output.write_rows(points, (), form, sys.stdout.buffer)


COMMANDS: dict[str, click.Command] = {"tone": tone}
