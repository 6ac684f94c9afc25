"""`detente markets`: its group, and which module holds which of its commands."""

from __future__ import annotations

import importlib

import click

from detente.cli.command import Group

MODULES = {
    "load": "markets_load",
    "fetch": "markets_fetch",
    "list": "markets_list",
    "withdraw": "markets_withdraw",
    "check": "markets_check",
    "study": "markets_study",
    "clock": "markets_clock",
}
"""Command -> module of this package that has it in `COMMANDS`; loaded when first needed."""

EXAMPLES = (
    "detente markets load --instrument 'the Dow' djia.csv --source FRED",
    "detente markets load --instrument yuan",
    "detente markets check",
    "detente markets clock 2025-06-05T21:00+08:00 'the Dow' 'Shanghai Composite'",
)


class Markets(Group):
    """The group. Commands keep the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in MODULES:
            return None
        commands: dict[str, click.Command] = importlib.import_module(f"detente.cli.{MODULES[cmd_name]}").COMMANDS
        return commands[cmd_name]


@click.group(
    "markets", cls=Markets, examples=EXAMPLES, short_help="Series of prices, and what was said of the markets."
)
def markets() -> None:
    """Hold what was said of the markets against series of prices.

    Series come from files, from the package or from live sources; each says who publishes it and when it was taken.
    """


COMMANDS: dict[str, click.Command] = {"markets": markets}
