"""`detente search`: documents of the desk that hold some words."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import NotFound, UsageError
from detente.model import Hit

EXAMPLES = (
    "detente search rare earths",
    "detente search '\"rare earths\" magnets' --limit 5 --jsonl",
)
COLUMNS = ("id", "outlet", "published", "title", "url", "snippet")


@click.command(cls=Command, examples=EXAMPLES, short_help="Documents that hold some words.")
@click.argument("words", nargs=-1, required=True)
@options.desk
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many documents.")
@options.forms
def search(*, words: tuple[str, ...], desk: str | None, limit: int, form: str | None) -> None:
    """Find the documents that hold all the WORDS, best first. Words in double quotes stand as a phrase."""
    asked = " ".join(words)
    if not any(character.isalnum() for character in asked):
        raise UsageError(f"{asked!r} has no word to search for; give one or more words")
    with Desk.open(desk_path(desk), read_only=True) as opened:
        hits = opened.search(asked, limit)
    if not hits:
        raise NotFound(f"no document holds {asked!r}; try fewer words")
    write(hits, output.form_of(form))


def write(hits: Sequence[Hit], form: str) -> None:
    """The documents in the form asked for."""
    if form == "table":
        table = tables.bare("document", "published", "outlet", "words")
        for hit in hits:
            ref = hit.document
            table.add_row(cell(ref.id), cell(ref.published or ""), cell(ref.outlet or ""), cell(hit.snippet))
        tables.console().print(table)
    else:
        rows = [msgspec.to_builtins(hit.document) | {"snippet": hit.snippet} for hit in hits]
        output.write_rows(rows, COLUMNS, form, sys.stdout.buffer)


COMMANDS = {"search": search}
