"""`detente markets check`: reported moves held against the desk's series."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.errors import NOT_FOUND
from detente.cli.words import cell
from detente.desk import Desk
from detente.errors import UsageError
from detente.markets.names import canonical
from detente.markets.sessions import aware
from detente.markets.verdicts import VERDICTS, figure
from detente.state.views import cells
from detente.verifying import Verified, verify

HEADINGS = ("verdict", "instrument", "day", "told", "ground", "outlet", "id")
COLUMNS = (
    "id", "verdict", "also", "instrument", "direction", "told", "unit", "basis", "start", "end", "measured", "close",
    "day", "ground", "source", "vintage", "follows", "sessions", "document", "outlet", "published", "text",
)  # fmt: skip


@click.command(
    "check",
    cls=Command,
    short_help="Reported moves held against the series.",
    examples=(
        "detente markets check",
        "detente markets check --verdict contradicts --verdict 'impossible in sequence' --csv",
        "detente markets check --instrument 'Shanghai Composite' --event-at l-3f9a20c47b1e=2025-06-05T21:00+08:00",
    ),
)
@click.option("--instrument", metavar="NAME", help="Moves of this one alone, by any of its names.")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="Repeatable.")
@click.option(
    "--event-at",
    "times",
    multiple=True,
    metavar="ID=TIME",
    help="When the event of a line, entry or record was, with its zone: ID=2025-06-05T21:00+08:00; repeatable.",
)
@options.clocks
@options.desk
@options.forms
def check_moves(
    *,
    instrument: str | None,
    verdicts: tuple[str, ...],
    times: tuple[str, ...],
    as_of: dt.date | None,
    known_at: dt.date | None,
    desk: str | None,
    form: str | None,
) -> int:
    """Hold every reported move of a market against the desk's series, and say what was found, with its ground.

    A move agrees, is rounded or truncated, contradicts the close, tells of a moment within the session (which closes do
    not show), is impossible in sequence (the session had closed before the event that it is said to follow), or cannot
    be checked, with the reason.
    """
    when = dict(map(event_time, times))
    with Desk.open(desk_path(desk), read_only=True) as opened:
        found = list(verify(opened, as_of, known_at, when))
    named = [one for one in found if instrument is None or one.instrument == canonical(instrument)]
    wanted = [one for one in named if not verdicts or {one.verdict, *one.also} & set(verdicts)]
    write(wanted, output.form_of(form))
    say(", ".join(f"{count} {verdict}" for verdict, count in Counter(one.verdict for one in wanted).most_common()))
    return NOT_FOUND if instrument and not named else 0


def event_time(text: str) -> tuple[str, dt.datetime]:
    """'ID=2025-06-05T21:00+08:00'. Raises UsageError where it is not of that form, or has no zone."""
    name, _, time = text.partition("=")
    try:
        return name, aware(dt.datetime.fromisoformat(time))
    except ValueError as error:
        raise UsageError(f"{text!r}: no ID=TIME; write it as l-3f9a20c47b1e=2025-06-05T21:00+08:00") from error


def write(found: Sequence[Verified], form: str) -> None:
    """The moves in the form asked for."""
    if form == "csv":
        output.write_csv(map(row, found), COLUMNS, sys.stdout.buffer)
    elif form != "table":
        output.write_rows([msgspec.to_builtins(one) for one in found], (), form, sys.stdout.buffer)
    else:
        rows = [[cell(text) for text in shown(one)] for one in found]
        tables.show(HEADINGS, rows, "no reported moves as of this day")


def shown(one: Verified) -> tuple[str, ...]:
    """The cells of a move."""
    told = figure(one.told, one.unit) if one.told is not None and one.unit else one.direction
    verdict = ", ".join((one.verdict, *one.also))
    day = str(one.day or (cells.interval(one.when) if one.when else "undated"))
    first = one.evidence[0]
    return (verdict, one.instrument, day, told, one.ground, first.outlet or first.document, one.id)


def row(one: Verified) -> dict[str, Any]:
    """A move as a row of a CSV file."""
    fields: dict[str, Any] = msgspec.to_builtins(one)
    first = one.evidence[0]
    fields |= {"start": one.when.start if one.when else None, "end": one.when.end if one.when else None}
    fields |= {"also": "; ".join(one.also), "sessions": "; ".join(str(day) for day in one.sessions)}
    return fields | {
        "document": first.document,
        "outlet": first.outlet,
        "published": first.published,
        "text": first.text,
    }


COMMANDS: dict[str, click.Command] = {"check": check_moves}
