"""`detente export`: the desk in the formats of others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.filters import filters, selection
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import UsageError
from detente.export.formats import FORMATS

EXAMPLES = (
    "detente export --list",
    "detente export ics -o us-china.ics --as-of 2025-06-10",
    "detente export stix --view measures --country CHN -o measures.json",
    "detente export atom --since 2025-05-12 --as-of 2025-06-10 > changes.atom",
)


def show_formats() -> None:
    """The formats, and what each is."""
    rows = [[cell(one.name), cell(one.needs), cell(one.help)] for one in FORMATS.values()]
    tables.show(("format", "of", "what"), rows, "no formats")


@click.command("export", cls=Command, examples=EXAMPLES, short_help="The desk in the formats of others.")
@click.argument("name", metavar="[FORMAT]", required=False, type=click.Choice(list(FORMATS)))
@click.option("--list", "listing", is_flag=True, help="Show the formats.")
@click.option("--view", metavar="VIEW", help="Lines of this view  [default: the format's own]")
@options.desk
@options.clocks
@filters
@click.option("-o", "--output", "path", metavar="FILE", help="Where to write  [default: standard output]")
def export_desk(
    *,
    name: str | None,
    listing: bool,
    view: str | None,
    desk: str | None,
    as_of: dt.date | None,
    known_at: dt.date | None,
    path: str | None,
    **asked: Any,
) -> None:
    """Write lines of a view, what changed, or what is due, in FORMAT.

    Of changes (atom, jsonfeed) --since is the day from the end of which they are told, 30 days back unless given.
    """
    from detente.exporting import Request, export  # noqa: PLC0415 - no other command wants it

    if listing:
        show_formats()
        return
    if name is None:
        raise UsageError("no format given; `detente export --list` shows them")
    if view and FORMATS[name].needs != "lines":
        raise UsageError(f"--view does not go with {name}, which is made of {FORMATS[name].needs}; leave it out")
    wanted = Request(view=view, as_of=as_of, known_at=known_at, selection=selection(asked))
    with Desk.open(desk_path(desk), read_only=True) as opened:
        pieces = list(export(opened, name, wanted))
    with output.opened(path) as stream:
        stream.writelines(pieces)
        stream.flush()


COMMANDS: dict[str, click.Command] = {"export": export_desk}
