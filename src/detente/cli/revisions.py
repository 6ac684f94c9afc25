"""`detente revisions`: what outlets altered in documents after they had published them."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.words import cell
from detente.desk import Desk
from detente.revising import Step, history

EXAMPLES = (
    "detente revisions",
    "detente revisions page-3f9a20c47b1e --desk us-china.db",
    "detente revisions --desk us-china.db --csv",
)
COLUMNS = ("document", "from", "to", "since", "change", "before", "after", "notice")
STYLES = {"removed": "red", "added": "green", "altered": "", "quote": "bold yellow", "figure": "bold yellow"}


@click.command(cls=Command, examples=EXAMPLES, short_help="What outlets altered in their documents.")
@click.argument("document", metavar="DOC", required=False)
@options.desk
@options.forms
def revisions(*, document: str | None, desk: str | None, form: str | None) -> None:
    """Say what differs between the editions of the document DOC, or of all documents that have several: sentences
    removed, added and altered, and the quotes and figures among them. DOC is the id of any of its editions. Of a
    document that was never revised nothing is said.
    """
    with Desk.open(desk_path(desk), read_only=True) as opened:
        names = [document] if document else opened.store.editions.revised()
        steps = itertools.chain.from_iterable(history(opened.store, name) for name in names)
        write(steps, output.form_of(form))


def write(steps: Iterable[Step], form: str) -> None:
    """The steps in the form asked for."""
    if form == "table":
        print_steps(list(steps))
    elif form == "csv":
        output.write_csv((row for step in steps for row in rows(step)), COLUMNS, sys.stdout.buffer)
    else:
        output.write_rows(map(msgspec.to_builtins, steps), (), form, sys.stdout.buffer)


def rows(step: Step) -> Iterator[dict[str, Any]]:
    """A row for each sentence, and for each quote and figure."""
    told = [(one.change, one.before, one.after) for one in step.changes]
    altered = [(one.kind, one.before, one.after) for one in step.altered]
    for change, before, after in (*told, *altered):
        yield {
            "document": step.of,
            "from": step.before,
            "to": step.after,
            "since": step.since,
            "change": change,
            "before": before.text if before else "",
            "after": after.text if after else "",
            "notice": "yes" if step.announced else "no",
        }


def print_steps(steps: Sequence[Step]) -> None:
    """The steps for people."""
    console = tables.console()
    for step in steps:
        notice = "with a notice of correction" if step.announced else "without a notice of correction"
        console.print(cell(f"{step.before} became {step.after}, {step.since}, {notice}", "bold"))
        cells = [
            [cell(row[name], STYLES[row["change"]]) for name in ("change", "before", "after")] for row in rows(step)
        ]
        console.print(tables.filled(tables.bare("change", "before", "after"), cells, console.width))
    if not steps:
        console.print(cell("revisions: none", "dim"))


COMMANDS = {"revisions": revisions}
