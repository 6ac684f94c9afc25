"""A command for each view of `detente.state.VIEWS`: a new view is a command without a line written here."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.errors import NOT_FOUND
from detente.cli.filters import filters, selection
from detente.cli.words import cell
from detente.desk import Desk
from detente.export.tabular import columns_of, line_row
from detente.model import Line
from detente.state import VIEWS, View, line_json

EXAMPLES = (
    "detente {name}",
    "detente {name} --as-of 2025-06-10 --known-at 2025-06-10 --desk us-china.db",
    "detente {name} --country CHN --since 2025-05 --limit 20 --csv",
)


def command(view: View) -> click.Command:
    """The command that shows a view."""
    summary = view.summary[0].upper() + view.summary[1:] + "."

    @click.command(view.name, cls=Command, help=summary, short_help=summary, examples=examples(view))
    @options.desk
    @options.clocks
    @filters
    @options.forms
    def show_view(**asked: Any) -> int:
        return show_lines(view, **asked)

    found: click.Command = show_view
    return found


def examples(view: View) -> tuple[str, ...]:
    """Command lines that show the view."""
    return tuple(example.format(name=view.name) for example in EXAMPLES)


def show_lines(
    view: View, *, desk: str | None, as_of: dt.date | None, known_at: dt.date | None, form: str | None, **asked: Any
) -> int:
    """Fold the desk's log and write the lines asked for; NOT_FOUND where they were asked for by name and none is."""
    wanted = selection(asked)
    with Desk.open(desk_path(desk), read_only=True) as opened:
        lines = tuple(opened.lines(view.name, wanted, as_of=as_of, known_at=known_at))
    write(view, lines, output.form_of(form))
    by_name = wanted.actor or wanted.issue or wanted.countries
    return NOT_FOUND if by_name and not lines else 0


def write(view: View, lines: Sequence[Line], form: str) -> None:
    """The lines in the form asked for."""
    if form == "table":
        print_view(view, lines)
    elif form == "csv":
        output.write_csv(map(line_row, lines), columns_of(lines), sys.stdout.buffer)
    else:
        output.write_rows(map(line_json, lines), (), form, sys.stdout.buffer)


def print_view(view: View, lines: Iterable[Line]) -> None:
    """The view's own columns, as lists where the terminal is too narrow for them, or that there is nothing to show."""
    rows = [[cell(column.value(line)) for column in view.columns] for line in lines]
    headings, console = [column.heading for column in view.columns], tables.console()
    if not rows:
        console.print(cell(f"{view.name}: nothing as of this day", "dim"))
    elif tables.crowded(headings, rows, console.width):
        for row in rows:
            console.print(tables.listed(headings, row))
            console.print()
    else:
        console.print(tables.filled(tables.bare(*headings), rows, console.width))


COMMANDS = {view.name: command(view) for view in VIEWS.values()}
