"""`detente stories`: which documents tell one story, and who copied whom; of files, or of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

import click
import msgspec

from detente.cli import options, output, tables, views
from detente.cli.command import Command
from detente.cli.context import say
from detente.cli.failures import Failures
from detente.cli.filters import filters
from detente.cli.words import cell
from detente.ingest import Settings, documents, once
from detente.linking import Story, group
from detente.state import VIEWS

EXAMPLES = (
    "detente stories news.jsonl -o stories.jsonl",
    "detente stories --desk us-china.db",
    "detente stories --as-of 2025-06-10 --csv",
)
COLUMNS = ("id", "story", "origin", "copied")


@click.command(cls=Command, examples=EXAMPLES, short_help="Which documents tell one story, and who copied whom.")
@click.argument("inputs", nargs=-1, metavar="[DOCS]...")
@click.option(
    "-o", "--output", "out", metavar="FILE", help="Write to FILE, as JSON Lines unless another form is given."
)
@options.desk
@options.clocks
@filters
@options.forms
def stories(*, inputs: tuple[str, ...], out: str | None, form: str | None, **asked: Any) -> int:
    """Group the documents of files into stories, or show the stories of the desk where no files are given.

    Of files, each document gets the name of its story, the document it copies if it copies one, and whether it does.
    Their dates only tell which came first, so a date that is no date counts as unknown here.
    The options of views (dates and filters) are for the desk.
    """
    if not inputs:
        if out is not None:
            raise click.UsageError("-o is for stories of files; name the files, or redirect the output")
        return views.show_lines(VIEWS["stories"], form=form, **asked)
    failures = Failures()
    with output.opened(out, inputs) as stream:
        found = group(list(failures.kept(once(documents(inputs, Settings(forgive_dates=True))))))
        write(found, form or ("jsonl" if out else output.form_of(None, "jsonl")), stream)
    if failures.count:
        say(failures.summary())
    return failures.exit_code


def write(found: Sequence[Story], form: str, stream: BinaryIO) -> None:
    """A row a document in the form asked for."""
    if form == "table":
        table = tables.bare(*COLUMNS)
        for row in found:
            table.add_row(cell(row.id), cell(row.story), cell(row.origin or ""), cell("yes" if row.copied else ""))
        tables.console().print(table)
    else:
        output.write_rows([msgspec.to_builtins(row) for row in found], COLUMNS, form, stream)


COMMANDS = {"stories": stories}
