"""`detente actors`: who is who on the desk; `detente actors add` extends the desk's own table."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.decide import analyst, by, perhaps_why
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import DocumentInvalid, NotFound, UsageError
from detente.ingest.actors import KINDS, actor, actors_of
from detente.model import KnownActor
from detente.state import identities
from detente.state.identities import ActorOfDesk

EXAMPLES = (
    "detente actors",
    "detente actors --proposed --limit 20",
    "detente actors add actors.csv",
    'detente actors add "Ana Ferreira" "Luis Prado" --country PRT',
)
COLUMNS = ActorOfDesk.__struct_fields__


@click.command(cls=Command, examples=EXAMPLES, short_help="Who is who on the desk; add to the desk's own table.")
@click.argument("words", nargs=-1, metavar="[add FILE.csv|NAME...]")
@click.option("--proposed", is_flag=True, help="Only those whom no table knows.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option("--country", metavar="CODE", default="", help="With add NAME: their country, ISO 3166 alpha-3.")
@click.option("--kind", type=click.Choice(KINDS), default="person", help="With add NAME: what they are.")
@perhaps_why
@by
@options.clocks
@options.desk
@options.forms
def actors(
    *,
    words: tuple[str, ...],
    proposed: bool,
    limit: int | None,
    country: str,
    kind: str,
    reason: str,
    by: str | None,
    as_of: dt.date | None,
    known_at: dt.date | None,
    desk: str | None,
    form: str | None,
) -> None:
    """List who takes part in records, speaks or is cited, how often, from when to when, and which table knows the name:
    the package's, the desk's own, or none (proposed). `resembles` is a known name like it; only `detente merge` merges.

    With add, put the actors of a CSV file (name, kind, country, aliases, gender, role, office, start, end), or those
    named, into the desk's own table, which the reader uses in `add` from then on.
    """
    if words and words[0] != "add":
        raise UsageError(f"{words[0]!r} is no part of this command; write `detente actors` or `detente actors add ...`")
    if words:
        add(words[1:], {"country": country, "kind": kind}, reason, desk, by)
        return
    with Desk.open(desk_path(desk), read_only=True) as opened:
        found = identities.actors(opened.state(as_of, known_at))
    wanted = [one for one in found if one.known == "proposed" or not proposed][:limit]
    write(wanted, output.form_of(form))


def add(named: Sequence[str], given: dict[str, str], reason: str, desk: str | None, by: str | None) -> None:
    """Put actors into the desk's own table."""
    if not named:
        raise UsageError("nobody to add; give a CSV file or names")
    rows = [one for name in named for one in rows_of(name, given)]
    with analyst(desk, by) as someone:
        entries = someone.know(rows, reason)
    say(f"{len(entries)} added to the desk's table, {len(rows) - len(entries)} there already")


def rows_of(name: str, given: dict[str, str]) -> Iterator[KnownActor]:
    """The actors of a CSV file, or the one of that name. Raises NotFound where a file is meant and not there."""
    path = Path(name)
    if path.is_file():
        yield from actors_of(path)
    elif path.suffix.lower() == ".csv":
        raise NotFound(f"{name}: no such file; give a CSV file, or a name")
    else:
        try:
            yield actor({"name": name, **given}, f"{name!r}")
        except DocumentInvalid as error:
            raise UsageError(str(error)) from error


def write(found: Sequence[ActorOfDesk], form: str) -> None:
    """The actors in the form asked for."""
    if form != "table":
        output.write_rows([msgspec.to_builtins(one) for one in found], COLUMNS, form, sys.stdout.buffer)
        return
    cells = [[cell("" if value is None else str(value)) for value in msgspec.structs.astuple(one)] for one in found]
    console = tables.console()
    table = tables.filled(tables.bare(*COLUMNS), cells, console.width)
    console.print(table if cells else cell("actors: nobody", "dim"))


COMMANDS = {"actors": actors}
