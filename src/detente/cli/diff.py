"""`detente diff`: what changed between two days."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
from collections.abc import Sequence
from typing import Any

import click

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.revisions import write as write_steps
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import UsageError
from detente.revising import history
from detente.state import Change, line_json
from detente.vocabulary import table

EXAMPLES = (
    "detente diff 2025-05-12 2025-06-10",
    "detente diff 2025-05 2025-06 --desk us-china.db --jsonl",
    "detente diff 2025-05-12 2025-06-10 --known-at 2025-12-31",
    "detente diff page-3f9a20c47b1e",
)
DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
COLUMNS = ("view", "change", "text", "id")
STYLES = {"new": "", "changed": "", "gone": "dim"}


@click.command(cls=Command, examples=EXAMPLES, short_help="What changed between two days.")
@click.argument("before", metavar="FROM|DOC")
@click.argument("after", type=options.Day(), metavar="[TO]", required=False)
@options.desk
@click.option(
    "--known-at",
    type=options.Day(),
    metavar="DATE",
    help="See both days by what was published by DATE  [default: each by what was published by then]",
)
@options.forms
@click.pass_context
def diff(
    context: click.Context,
    *,
    before: str,
    after: dt.date | None,
    desk: str | None,
    known_at: dt.date | None,
    form: str | None,
) -> None:
    """Say what changed from the end of FROM to the end of TO: measures, commitments, meetings, acts, contradictions,
    gaps. With the id of a document alone, say what its outlet altered in it, as `detente revisions` does.
    """
    if after is None:
        editions(before, desk, known_at, form)
        return
    first = options.Day().convert(before, None, context)
    with Desk.open(desk_path(desk), read_only=True) as opened:
        changes = opened.diff(first, after, known_at)
    write(changes, output.form_of(form))


def editions(document: str, desk: str | None, known_at: dt.date | None, form: str | None) -> None:
    """What differs between the editions of a document. Raises UsageError where a day was meant."""
    if known_at is not None or DAY.fullmatch(document):
        raise UsageError(f"from {document} until when? write detente diff {document} TO, or the id of a document alone")
    with Desk.open(desk_path(desk), read_only=True) as opened:
        write_steps(history(opened.store, document), output.form_of(form))


def write(changes: Sequence[Change], form: str) -> None:
    """The changes in the form asked for."""
    if form == "table":
        print_groups(changes)
    elif form == "csv":
        rows = ({"view": c.view, "change": c.change, "text": c.text, "id": id_of(c)} for c in changes)
        output.write_csv(rows, COLUMNS, sys.stdout.buffer)
    else:
        output.write_rows(map(change_json, changes), (), form, sys.stdout.buffer)


def print_groups(changes: Sequence[Change]) -> None:
    """The sentences under a heading for each kind of line, each with the line's id."""
    console = tables.console()
    for view, group in itertools.groupby(changes, lambda change: change.view):
        console.print(cell(table("changes")["headings"][view], "bold"))
        rows = ([cell(change.text, STYLES[change.change]), cell(id_of(change))] for change in group)
        console.print(tables.filled(tables.bare("", "id"), rows, console.width))
    if not changes:
        console.print(cell("nothing changed", "dim"))


def id_of(change: Change) -> str:
    """The line as it is now, else as it was."""
    return change.lines[-1].id


def change_json(change: Change) -> dict[str, Any]:
    """The change with the lines it rests on."""
    lines = {"before": change.before, "after": change.after}
    shown = {name: line_json(line) if line else None for name, line in lines.items()}
    return {"view": change.view, "change": change.change, "text": change.text, **shown}


COMMANDS = {"diff": diff}
