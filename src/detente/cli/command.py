"""Commands that teach by example: examples are data, shown in help and reference, and tested to parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

HELP = {"help_option_names": ["-h", "--help"]}
"""Stated for each command: click keeps the names with which a command was first asked for help."""


class Command(click.Command):
    """A click command with `examples`: whole command lines."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(*args, **({"context_settings": HELP} | extra))
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, after the options."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


class Group(click.Group):
    """A click group with `examples`."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(*args, **({"context_settings": HELP} | extra))
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, after the commands."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """A section of examples, each on a line of its own, never wrapped."""
    if examples:
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
