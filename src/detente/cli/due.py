"""`detente due`: commitments and deadlines, as lines or as a calendar."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from detente.cli import options, views
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.filters import filters, selection
from detente.desk import Desk
from detente.state import VIEWS
from detente.state.views import DueLine

VIEW = VIEWS["due"]
EXAMPLES = (
    *views.examples(VIEW),
    "detente due --as-of 2025-06-10 --since 2025-07-01 --until 2025-08-31",
    "detente due --as-of 2025-06-10 --ics > us-china.ics",
)


@click.command("due", cls=Command, examples=EXAMPLES, short_help="Commitments and deadlines: said, shown, scheduled.")
@options.desk
@options.clocks
@filters
@options.forms
@options.form("ics", "An iCalendar file (RFC 5545): one all-day entry for each line with a date.")
def due(**asked: Any) -> int:
    """Commitments and deadlines: said, shown and scheduled.

    Undertakings, changes announced for a day, ends of truces and of measures, and meetings planned, each once with all
    its accounts. --since and --until ask for deadlines between two days.
    """
    if asked["form"] != "ics":
        return views.show_lines(VIEW, **asked)
    asked.pop("form")
    return write_calendar(**asked)


def write_calendar(
    *,
    desk: str | None,
    as_of: dt.date | None,
    known_at: dt.date | None,
    **asked: Any,
) -> int:
    """The dated lines as a calendar on standard output; how many have no date is said on standard error."""
    from detente.export.calendar import calendar  # noqa: PLC0415 - a third of a second that no other form needs
    from detente.exporting.appointments import appointments  # noqa: PLC0415

    path, wanted = desk_path(desk), selection(asked)
    with Desk.open(path, read_only=True) as opened:
        lines = list(opened.lines("due", wanted, as_of=as_of, known_at=known_at))
        dated = appointments(opened, wanted, as_of, known_at)
    sys.stdout.buffer.write(calendar(dated, f"Due: {Path(path).stem}"))
    undated = sum(isinstance(line, DueLine) and line.due is None for line in lines)
    if undated:
        say(f"{undated} without a date left out")
    return 0


COMMANDS: dict[str, click.Command] = {"due": due}
