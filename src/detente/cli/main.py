"""The command `detente`: its group, its global options, and which module holds which command."""

from __future__ import annotations

import importlib
import sys
from typing import Any, NoReturn

import click

from detente import __version__
from detente.cli.command import write_examples
from detente.cli.context import Settings
from detente.cli.errors import exit_code, piped_away

VIEWS = (
    "state",
    "timeline",
    "unplaced",
    "quotes",
    "measures",
    "totals",
    "rates",
    "due",
    "meetings",
    "contested",
    "silences",
    "gaps",
    "sources",
    "positions",
    "tone",
)

DECISIONS = ("withdraw", "accept", "correct", "note", "merge", "split", "grade", "undo")

MODULES = {
    "read": "read",
    "stories": "stories",
    "init": "init",
    "add": "add",
    "feeds": "feeds",
    "fetch": "fetch",
    "watch": "watch",
    **dict.fromkeys(VIEWS, "views"),
    "due": "due",
    "tone": "tone",
    "diff": "diff",
    "why": "why",
    "brief": "brief",
    "export": "export",
    "alerts": "alerts",
    "search": "search",
    "serve": "serve",
    "users": "users",
    "actors": "actors",
    **dict.fromkeys(DECISIONS, "decide"),
    "decisions": "decisions",
    "flags": "flags",
    "revisions": "revisions",
    "original": "original",
    "vacuum": "vacuum",
    "markets": "markets",
    "index": "index",
    "evaluate": "evaluate",
    "schema": "schema",
    "replay": "replay",
    "doctor": "doctor",
    "completion": "completion",
}
"""Command -> module of this package that has it in `COMMANDS`; loaded when first needed, so that a command is quick."""

EXAMPLES = (
    "detente read article.txt",
    "detente init --desk us-china.db",
    "detente add news.jsonl --desk us-china.db",
    "detente measures --as-of 2025-06-10 --desk us-china.db",
    "detente why ID --desk us-china.db",
)


class Detente(click.Group):
    """The group. Commands keep the order of the work; errors become messages and exit codes."""

    examples = EXAMPLES

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in MODULES:
            return None
        commands: dict[str, click.Command] = importlib.import_module(f"detente.cli.{MODULES[cmd_name]}").COMMANDS
        return commands[cmd_name]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, after the commands."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click's own answer to a broken pipe would be exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return piped_away()

    def main(self, args: Any = None, prog_name: str | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run a command line and exit. `args` is the command line without the program's name."""
        words = list(sys.argv[1:] if args is None else args)
        extra.pop("standalone_mode", None)

        def run() -> Any:
            return super(Detente, self).main(words, prog_name or "detente", standalone_mode=False, **extra)

        sys.exit(exit_code(run, debug="--debug" in words))


@click.group(cls=Detente, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="detente")
@click.option("--desk", metavar="FILE", envvar="DETENTE_DESK", help="The desk to work on  [default: detente.db here]")
@click.option(
    "--quiet", "-q", is_flag=True, help="No progress and no summary on standard error; errors are still said."
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
@click.pass_context
def cli(context: click.Context, desk: str | None, quiet: bool) -> None:
    """Keep the record of a dispute between states straight.

    Who said or did what, what is in force, promised, due and contested, as of any date, each line locked to the exact
    words it rests on.
    """
    context.obj = Settings(desk=desk, quiet=quiet)


def main() -> NoReturn:
    """Entry point of the console script."""
    cli.main()
