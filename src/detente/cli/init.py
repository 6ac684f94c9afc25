"""`detente init`: makes a desk."""

from __future__ import annotations

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk

EXAMPLES = (
    "detente init",
    'detente init --desk us-china.db --dispute "US-China trade"',
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Make a desk.")
@options.desk
@click.option("--dispute", metavar="NAME", help="What the dispute is called  [default: the file's name]")
def init(*, desk: str | None, dispute: str | None) -> None:
    """Make a desk: one file that keeps one dispute's documents and the log of what they say."""
    path = desk_path(desk)
    Desk.create(path, dispute=dispute).close()
    say(f"{path}: made. Add documents with `detente add INPUT... --desk {path}`.")


COMMANDS = {"init": init}
