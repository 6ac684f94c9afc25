"""`detente due`: commitments and deadlines, as lines or as a calendar."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from detente.cli import options, views
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.filters import filters, selection
from detente.desk import Desk
from detente.model import first_day, last_day
from detente.state import VIEWS
from detente.state.views import DueLine, cells

VIEW = VIEWS["due"]
EXAMPLES = (*views.examples(VIEW), "detente due --as-of 2025-06-10 --ics > us-china.ics")


@click.command("due", cls=Command, examples=EXAMPLES, short_help="Commitments and deadlines: said, shown, scheduled.")
@options.desk
@options.clocks
@filters
@options.forms
@options.form("ics", "An iCalendar file (RFC 5545): one all-day entry for each line with a date.")
def due(**asked: Any) -> int:
    """Commitments and deadlines: said, shown and scheduled.

    Undertakings, changes announced for a day, ends of truces and of measures, and meetings planned, each once with all
    its accounts.
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

    path = desk_path(desk)
    with Desk.open(path, read_only=True) as opened:
        lines = list(opened.lines("due", selection(asked), as_of=as_of, known_at=known_at))
    dated = [line for line in lines if isinstance(line, DueLine) and line.due is not None]
    sys.stdout.buffer.write(calendar(map(appointment, dated), f"Due: {Path(path).stem}"))
    if len(dated) < len(lines):
        say(f"{len(lines) - len(dated)} without a date left out")
    return 0


def appointment(line: DueLine) -> Any:
    """The day or days of a line; what is due within a stretch of time stands on its last day."""
    from detente.export.calendar import Appointment  # noqa: PLC0415

    start, end = days(line)
    return Appointment(
        uid=line.id,
        title=title(line),
        start=start,
        end=end,
        note="\n".join(note(line)),
        kind=line.sort,
        stamp=line.clocks.recorded_at,
    )


def days(line: DueLine) -> tuple[dt.date, dt.date]:
    """A meeting stands on all its days where they are known to the day, anything else on the last."""
    due = line.due
    end = last_day((due.end or due.start or "9999") if due else "9999")
    whole = line.sort == "meeting" and due and due.start and len(due.start) == len("2025-06-05")
    return (first_day(due.start) if whole and due and due.start else end), end


def title(line: DueLine) -> str:
    """'truce ends: United States, China (due in 61 days)'."""
    who = next(column for column in VIEW.columns if column.heading == "who").value(line)
    what = next(column for column in VIEW.columns if column.heading == "what").value(line)
    return f"{what}: {who} ({line.schedule})"


def note(line: DueLine) -> Iterable[str]:
    """What was said, what is shown, and the words with where they stand."""
    yield f"said: {line.said}"
    yield f"shown: {line.shown}"
    for piece in line.evidence:
        yield f"“{cells.cut(piece.text)}” ({piece.outlet or piece.document}, {piece.published or 'undated'})"
    yield f"detente why {line.id}"


COMMANDS: dict[str, click.Command] = {"due": due}
