"""`detente flags`: what is odd about the desk's documents and dates."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.words import cell
from detente.desk import Desk, today
from detente.state.flags import Flag
from detente.state.flags import flags as flags_of

EXAMPLES = (
    "detente flags",
    "detente flags --desk us-china.db --csv",
)
COLUMNS = Flag.__struct_fields__


@click.command(cls=Command, examples=EXAMPLES, short_help="What is odd about documents and dates.")
@options.desk
@options.forms
def flags(*, desk: str | None, form: str | None) -> None:
    """List what is odd, for people to look at: documents set aside because their id was taken or the reader failed on
    them, or that their outlet corrected or retracted; publication or entry in the future; publication and records
    dated before 1900; what is said to have happened after it was told.
    """
    with Desk.open(desk_path(desk), read_only=True) as opened:
        write(flags_of(opened.state(), opened.asides(), today()), output.form_of(form))


def write(found: Sequence[Flag], form: str) -> None:
    """The flags in the form asked for."""
    if form != "table":
        output.write_rows([msgspec.to_builtins(one) for one in found], COLUMNS, form, sys.stdout.buffer)
        return
    cells = [[cell(value or "") for value in msgspec.structs.astuple(one)] for one in found]
    console = tables.console()
    table = tables.filled(tables.bare(*COLUMNS), cells, console.width)
    console.print(table if cells else cell("flags: nothing odd", "dim"))


COMMANDS = {"flags": flags}
