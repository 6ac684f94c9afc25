"""`detente markets withdraw`: a series out of use."""

from __future__ import annotations

import click

from detente.cli import decide, options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk, now


@click.command(
    "withdraw",
    cls=Command,
    short_help="Take a series of prices out of use.",
    examples=('detente markets withdraw s-3f9a20c47b1e --why "of the S&P 500, loaded as the Dow"',),
)
@click.argument("series", metavar="ID")
@decide.why
@decide.by
@options.desk
def withdraw_series(*, series: str, reason: str, by: str | None, desk: str | None) -> None:
    """Take the series ID, of `detente markets list`, out of use: nothing is held against it from then on. It stays in
    the desk, with who took it out, when and why.
    """
    with Desk.open(desk_path(desk)) as opened:
        done = opened.store.series.withdraw(series, by or decide.login(), reason, now())
    say(f"{series}: {'withdrawn' if done else 'was withdrawn already'}")


COMMANDS: dict[str, click.Command] = {"withdraw": withdraw_series}
