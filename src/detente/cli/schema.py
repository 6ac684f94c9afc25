"""`detente schema`: the JSON Schema of what goes in and comes out."""

from __future__ import annotations

import sys

import click

from detente import schema as schemas
from detente.cli import output
from detente.cli.command import Command

EXAMPLES = (
    "detente schema",
    "detente schema line > line.schema.json",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="The JSON Schema of a reading, a document or a line.")
@click.argument("name", type=click.Choice(schemas.NAMES), default="reading", metavar="[reading|document|line]")
def schema(*, name: str) -> None:
    """Write the JSON Schema of a reading (as `read` writes it), a document (as `read` and `add` take it) or a line of a
    view.
    """
    output.write_object(schemas.schema(name), sys.stdout.buffer)


COMMANDS = {"schema": schema}
