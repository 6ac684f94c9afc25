"""`detente markets study`: what prices did around the desk's events."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.errors import NOT_FOUND
from detente.cli.filters import filters, selection
from detente.cli.markets_check import event_time
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import UsageError
from detente.markets import study_rows
from detente.markets.models import MODELS, Model
from detente.markets.returns import KINDS
from detente.markets.returns_factors import load_factors
from detente.markets.study import ESTIMATION, SHOWN, TESTED, Plan, Study
from detente.markets.variance import CONVENTIONS
from detente.markets.windows_event import Estimation, Offsets
from detente.studying import ACTS, DONE, Request, dates_from, study_desk

Rows = Literal["tests", "averages", "days", "spread", "design"]
ROWS: dict[Rows, Callable[[Study], Iterable[msgspec.Struct]]] = {
    "tests": study_rows.window_rows,
    "averages": study_rows.average_rows,
    "days": study_rows.day_rows,
    "spread": study_rows.spread_rows,
    "design": study_rows.note_rows,
}
STRUCTS: dict[Rows, type[msgspec.Struct]] = {
    "tests": study_rows.WindowRow,
    "averages": study_rows.AverageRow,
    "days": study_rows.DayRow,
    "spread": study_rows.SpreadRow,
    "design": study_rows.NoteRow,
}
SHARES = (
    "mean", "detectable", "average", "cumulative", "low", "high", "actual", "expected", "abnormal", "error",
    "cumulative_error", "median", "minimum", "maximum", "lower_quartile", "upper_quartile",
)  # fmt: skip
"""Columns that hold returns, which a table shows in percent."""


class Window(click.ParamType[Offsets]):
    """Sessions before and after an event, '-1:1'."""

    name = "window"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Offsets:
        if isinstance(value, Offsets):
            return value
        try:
            return Offsets.parse(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)


what = options.combined(
    click.option(
        "--instrument",
        "instruments",
        multiple=True,
        metavar="NAME",
        help="Of the desk's series; repeatable  [default: all]",
    ),
    click.option(
        "--events",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A CSV with a column date (and label), instead of the desk's events.",
    ),
    click.option(
        "--event-at",
        "times",
        multiple=True,
        metavar="ID=TIME",
        help="When the event of a line or entry was, with its zone: ID=2025-06-05T21:00+08:00; repeatable.",
    ),
)
model = options.combined(
    click.option(
        "--model",
        type=click.Choice(MODELS),
        default="constant-mean",
        show_default=True,
        help="What a return would have been.",
    ),
    click.option(
        "--benchmark", metavar="NAME", help="A series of the desk that the events do not move, or the market."
    ),
    click.option(
        "--factors",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Factor returns in percent, as in Kenneth French's library.",
    ),
    click.option("--returns", "kind", type=click.Choice(KINDS), help="[default: change for yields, else log]"),
    click.option(
        "--convention",
        type=click.Choice(list(CONVENTIONS)),
        default="textbook",
        show_default=True,
        help="How variances are estimated.",
    ),
)
design = options.combined(
    click.option(
        "--window",
        "windows",
        type=Window(),
        multiple=True,
        metavar="A:B",
        help="Sessions tested, repeatable  [default: 0:0, -1:1, 0:5]",
    ),
    click.option(
        "--shown", type=Window(), default=str(SHOWN), show_default=True, metavar="A:B", help="Sessions shown."
    ),
    click.option(
        "--estimation",
        type=click.IntRange(10),
        default=ESTIMATION.length,
        show_default=True,
        metavar="N",
        help="Sessions the model is fitted to.",
    ),
    click.option(
        "--gap",
        type=click.IntRange(0),
        default=ESTIMATION.gap,
        show_default=True,
        metavar="N",
        help="Sessions between these and the window.",
    ),
    click.option(
        "--least",
        type=click.IntRange(5),
        default=ESTIMATION.least,
        show_default=True,
        metavar="N",
        help="Returns below which an event is dropped.",
    ),
    click.option("--merge/--no-merge", default=True, show_default=True, help="Windows that overlap count as one."),
    click.option("--clean", is_flag=True, help="Leave the sessions of other events out of the estimation."),
    click.option(
        "--draws",
        type=click.IntRange(0),
        default=999,
        show_default=True,
        metavar="N",
        help="Shifts of the placebo, series of the bootstrap; 0 for neither.",
    ),
    click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="Of the random draws."),
)


@click.command(
    "study",
    cls=Command,
    short_help="What prices did around events.",
    examples=(
        "detente markets study --instrument 'S&P 500' --type THREATEN --country USA",
        "detente markets study --events dates.csv --instrument 'S&P 500' --window -1:1 --window 0:10",
        "detente markets study --instrument 'the Dow' --rows averages --plot dow.svg --csv",
        "detente markets study --instrument yuan --rows design",
    ),
)
@what
@filters
@model
@design
@click.option("--rows", type=click.Choice(list(ROWS)), default="tests", show_default=True, help="What is written out.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the cumulated average into an SVG, PNG, PDF or JSON file.",
)
@options.clocks
@options.desk
@options.forms
def study_events(*, rows: Rows, plot: Path | None, desk: str | None, form: str | None, **asked: Any) -> int:
    """Study what prices did around events beyond what a model foretells, and how sure one can be of it.

    Windows that overlap are merged, and the test that counts is the placebo: the same pattern of windows moved to other
    times of the series. The textbook tests stand beside it. What could not be studied is named in the design report
    (--rows design), and each result says which true effect it would have found in four of five such samples.
    """
    plan = plan_of(asked)
    with Desk.open(desk_path(desk), read_only=True) as opened:
        found = study_desk(opened, request_of(asked), plan)
    changes = any(part.subject.kind == "change" for part in found.parts)
    write(list(ROWS[rows](found)), rows, output.form_of(form), () if changes else SHARES)
    if plot is not None:
        from detente.markets.plots import draw_study  # noqa: PLC0415 - matplotlib is an extra, and slow to load

        draw_study(found, plot)
    told(found, rows)
    return 0 if any(part.placed.events for part in found.parts) else NOT_FOUND


def plan_of(asked: dict[str, Any]) -> Plan:
    """The plan that the options ask for; they are taken out of `asked`."""
    estimation = Estimation(*(asked.pop(name) for name in ("estimation", "gap", "least")))
    chosen: Model = asked.pop("model")
    if asked["factors"] is not None and chosen == "constant-mean":
        raise UsageError("--factors goes with --model factors")
    return Plan(
        model=chosen,
        event=asked.pop("shown"),
        windows=asked.pop("windows") or TESTED,
        estimation=estimation,
        convention=CONVENTIONS[asked.pop("convention")],
        **{name: asked.pop(name) for name in ("merge", "clean", "draws", "seed")},
    )


def request_of(asked: dict[str, Any]) -> Request:
    """What is studied, by the options."""
    events, factors = asked.pop("events"), asked.pop("factors")
    wanted = selection(asked)
    return Request(
        selection=msgspec.structs.replace(wanted, kinds=wanted.kinds or ACTS, statuses=wanted.statuses or DONE),
        dates=None if events is None else dates_from(events),
        factors=None if factors is None else load_factors(factors),
        until=wanted.until,
        times=dict(map(event_time, asked.pop("times"))),
        **asked,
    )


def write(found: list[msgspec.Struct], rows: Rows, form: str, percents: Sequence[str]) -> None:
    """The rows in the form asked for; a table shows the columns `percents` in percent."""
    columns = [name for name in STRUCTS[rows].__struct_fields__ if not (form == "table" and name == "entries")]
    if form == "table":
        tables.show(
            columns,
            [[cell(words(getattr(row, name), percent=name in percents)) for name in columns] for row in found],
            f"{rows}: none",
        )
        return
    flat = (msgspec.to_builtins(row) for row in found)
    if form == "csv":
        flat = (row | {"entries": "; ".join(row["entries"])} if "entries" in row else row for row in flat)
    output.write_rows(flat, columns, form, sys.stdout.buffer)


def words(value: object, *, percent: bool) -> str:
    """A value as a table shows it, figures with four digits that count."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{100 * value:.3f} %" if percent else f"{value:.4g}"
    return str(value)


def told(found: Study, rows: Rows) -> None:
    """What became of the events, on standard error."""
    for part in found.parts:
        say(f"{part.subject.instrument}: {len(part.placed.events)} events studied")
    counts = Counter(note.kind for note in found.notes)
    if counts and rows != "design":
        say("design: " + ", ".join(f"{count} {kind}" for kind, count in counts.most_common()) + " (--rows design)")


COMMANDS: dict[str, click.Command] = {"study": study_events}
