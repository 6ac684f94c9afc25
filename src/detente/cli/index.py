"""`detente index`: news indices over time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.errors import NOT_FOUND
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import DateInvalid
from detente.indexing import Index, Wanted, definitions, index_desk
from detente.markets.indices import SCALES
from detente.markets.indices_periods import PERIODS
from detente.markets.indices_points import Base, Point
from detente.model import first_day, last_day, partial

COLUMNS = Point.__struct_fields__
SHOWN = COLUMNS[1:9]
"""Columns of a table: without the name of the index, and without ids."""


class BaseParam(click.ParamType[Base]):
    """The periods of which the mean is 100: '2018:2019', '2025-01:', ':2025-06'."""

    name = "base"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Base:
        if isinstance(value, Base):
            return value
        first, colon, last = value.partition(":")
        if not colon:
            self.fail(f"{value!r} is no base; write FROM:TO, e.g. 2018:2019 or 2025-01:", param, ctx)
        try:
            return Base(
                first_day(partial(first)).isoformat() if first else None,
                last_day(partial(last)).isoformat() if last else None,
            )
        except DateInvalid as error:
            self.fail(str(error), param, ctx)


@click.command(
    "index",
    cls=Command,
    short_help="News indices: conflict, pressure, uncertainty, risk.",
    examples=(
        "detente index",
        "detente index cooperation-conflict --by week --csv",
        "detente index pressure --party USA --toward CHN",
        "detente index tpu --by month --base 2018:2019 --plot tpu.svg",
        "detente index epu --terms my-terms.toml --scale pooled",
    ),
)
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--by", type=click.Choice(PERIODS), default="month", show_default=True, help="The periods.")
@click.option("--base", type=BaseParam(), metavar="FROM:TO", help="Whose mean is 100  [default: the whole time]")
@click.option("--scale", type=click.Choice(SCALES), help="How outlets become one figure  [default: the index's own]")
@click.option("--terms", type=click.Path(path_type=Path), metavar="FILE", help="A specification of your own, TOML.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Count this outlet alone; repeatable.")
@click.option(
    "--least", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Leave out outlets with fewer."
)
@click.option("--since", type=options.Day(last=False), metavar="DATE", help="From this day on.")
@click.option("--until", type=options.Day(), metavar="DATE", help="Until this day.")
@click.option("--party", metavar="CODE", help="Whose acts, e.g. USA.")
@click.option("--toward", metavar="CODE", help="Acts toward whom, e.g. CHN.")
@click.option(
    "--plot", type=click.Path(path_type=Path), metavar="FILE", help="Draw it into an SVG, PNG, PDF or JSON file."
)
@options.clocks
@options.desk
@options.forms
def index(*, name: str | None, plot: Path | None, desk: str | None, form: str | None, **asked: Any) -> int:
    """Draw the index NAME over time, or say which there are.

    Each point has its coverage, the documents and outlets that the desk has of the period, and opens to the documents
    and lines it rests on. A period of which nothing is known has no value.
    """
    if name is None:
        return listed(output.form_of(form))
    with Desk.open(desk_path(desk), read_only=True) as opened:
        found = index_desk(opened, wanted(name, asked))
    write(found.points, output.form_of(form))
    if plot is not None:
        from detente.markets.plots import draw_index  # noqa: PLC0415 - matplotlib is an extra, and slow to load

        draw_index(found.points, found.definition.label, plot)
    told(found)
    return 0 if found.points else NOT_FOUND


def wanted(name: str, asked: dict[str, Any]) -> Wanted:
    """What the options ask for."""
    asked |= {field: asked[field].upper() for field in ("party", "toward") if asked[field]}
    return Wanted(name=name, base=asked.pop("base") or Base(), **asked)


def listed(form: str) -> int:
    """The indices there are."""
    rows = [{"name": name, "label": one.label, "note": one.note} for name, one in definitions().items()]
    if form == "table":
        tables.show(("name", "label", "note"), [[cell(value) for value in row.values()] for row in rows], "none")
    else:
        output.write_rows(rows, ("name", "label", "note"), form, sys.stdout.buffer)
    return 0


def write(points: Sequence[Point], form: str) -> None:
    """The points in the form asked for; in CSV several ids in one cell are joined by '; '."""
    if form == "table":
        tables.show(SHOWN, [[cell(words(getattr(row, name))) for name in SHOWN] for row in points], "index: no points")
        return
    rows: list[dict[str, Any]] = [msgspec.to_builtins(point) for point in points]
    if form == "csv":
        rows = [{**row, "ids": "; ".join(row["ids"]), "lines": "; ".join(row["lines"])} for row in rows]
    output.write_rows(rows, COLUMNS, form, sys.stdout.buffer)


def words(value: object) -> str:
    """A value as a table shows it."""
    if value is None:
        return "-"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def told(found: Index) -> None:
    """What the index counts and what it leaves out, on standard error."""
    documents, count = (sum(getattr(point, name) for point in found.points) for name in ("documents", "count"))
    what = f"{count} acts in" if found.definition.acts else f"{count} of"
    say(f"{found.definition.label} ({found.scale}): {what} {documents} documents")
    if found.undated:
        say(f"{found.undated} left out, not dated closely enough")
    if found.outlets_left_out:
        say(f"outlets left out: {', '.join(found.outlets_left_out)}")


COMMANDS: dict[str, click.Command] = {"index": index}
"""`detente index`."""
