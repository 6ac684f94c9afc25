"""`detente decisions`: what analysts entered on the desk, the latest first."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.words import cell
from detente.desk import Desk
from detente.model import Decided, Ruling
from detente.state.rulings import holding, undoes

EXAMPLES = (
    "detente decisions",
    "detente decisions --desk us-china.db --jsonl",
)
EMPTY: tuple[Any, ...] = (None, "", [], ())
COLUMNS = ("id", "recorded_at", "analyst", "does", "what", "reason", "holds")


@click.command(cls=Command, examples=EXAMPLES, short_help="What analysts entered, and what of it holds.")
@options.desk
@options.forms
def decisions(*, desk: str | None, form: str | None) -> None:
    """List what analysts entered: who, when, what and why, and whether it holds or was taken back; latest first."""
    with Desk.open(desk_path(desk), read_only=True) as opened:
        rulings = opened.state().rulings
    rows = [row(ruling, holds=ruling in holding(rulings) or undoes(ruling)) for ruling in reversed(rulings)]
    write(rows, output.form_of(form))


def row(ruling: Ruling, *, holds: bool) -> dict[str, Any]:
    """One entry, its decision as a word and as fields."""
    fields: dict[str, Any] = {"does": "withdraw-document", "document": ruling.document}
    if isinstance(ruling, Decided):
        fields = msgspec.to_builtins(ruling.decision)
    does = fields.pop("does")
    found = {"id": ruling.id, "recorded_at": ruling.clocks.recorded_at, "analyst": ruling.analyst, "does": does}
    return found | {"what": described(fields), "reason": ruling.reason, "holds": holds, "decision": fields}


def described(fields: dict[str, Any]) -> str:
    """The fields in a line; the accounts of a line are left to its id."""
    shown = {name: value for name, value in fields.items() if name != "entries" and value not in EMPTY}
    return "; ".join(f"{name} {words(value)}" for name, value in shown.items())


def words(value: Any) -> str:
    """A field's value in a few words."""
    if isinstance(value, dict):
        return ", ".join(f"{name}={words(one)}" for name, one in value.items() if one not in EMPTY)
    return ", ".join(map(words, value)) if isinstance(value, list | tuple) else str(value)


def shown(value: str | bool) -> str:
    """A cell; whether an entry holds is a word."""
    if isinstance(value, bool):
        return "" if value else "undone"
    return value


def write(rows: Iterable[dict[str, Any]], form: str) -> None:
    """The entries in the form asked for."""
    if form != "table":
        output.write_rows(rows, COLUMNS, form, sys.stdout.buffer)
        return
    cells = [[cell(shown(one[name])) for name in COLUMNS] for one in rows]
    console = tables.console()
    table = tables.filled(tables.bare(*COLUMNS), cells, console.width)
    console.print(table if cells else cell("decisions: none yet", "dim"))


COMMANDS = {"decisions": decisions}
