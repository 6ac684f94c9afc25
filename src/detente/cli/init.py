"""`detente init`: makes a desk."""

from __future__ import annotations

import click
import msgspec

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.gates import profile_of
from detente.desk import Desk, now

EXAMPLES = (
    "detente init",
    'detente init --desk us-china.db --dispute "US-China trade" --profile us-china-trade',
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Make a desk.")
@options.desk
@click.option("--dispute", metavar="NAME", help="What the dispute is called  [default: the file's name]")
@click.option(
    "--profile",
    metavar="NAME|FILE",
    help="What is about the dispute: us-china-trade, blank, or a TOML file  [default: everything is]",
)
def init(*, desk: str | None, dispute: str | None, profile: str | None) -> None:
    """Make a desk: one file that keeps one dispute's documents and the log of what they say.

    With a profile, `add`, `fetch` and `watch` keep out what is not about the dispute: its parties, issues, terms and
    people are described once, in a file of the shape that docs/reference/triage.md shows.
    """
    path, found = desk_path(desk), profile_of(False, profile)
    with Desk.create(path, dispute=dispute) as made:
        if profile and found:
            made.store.profiles.set(profile, msgspec.json.encode(found).decode(), now())
    say(f"{path}: made. Add documents with `detente add INPUT... --desk {path}`.")


COMMANDS = {"init": init}
