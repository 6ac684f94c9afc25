"""`detente replay`: a desk made anew from the log of another, and held against it."""

from __future__ import annotations

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk
from detente.replaying import replay
from detente.state import canonical

EXAMPLES = (
    "detente replay again.db",
    "detente replay again.db --desk us-china.db",
)


@click.command(name="replay", cls=Command, examples=EXAMPLES, short_help="Make a desk anew from its log.")
@click.argument("path", metavar="NEW_DESK")
@options.desk
def replay_command(*, path: str, desk: str | None) -> int:
    """Make the desk NEW_DESK from the log of the desk, entry by entry, and compare the states of both, byte by byte.

    Nothing but the log and the series of prices is taken over: copies, facts and the index for searching are worked
    out anew. Exit 0 where the states are equal, 1 where they are not.
    """
    with Desk.open(desk_path(desk), read_only=True) as source, replay(source, path) as made:
        states = canonical(source.state()), canonical(made.state())
    equal = states[0] == states[1]
    say(f"{path}: made anew; its state {'equals' if equal else 'DIFFERS from'} that of {desk_path(desk)}")
    return 0 if equal else 1


COMMANDS = {"replay": replay_command}
