"""`detente markets clock`: the session of an exchange to which an event belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import click

from detente.cli import options, output
from detente.cli.command import Command
from detente.cli.markets_list import write
from detente.errors import UsageError
from detente.markets.names import find
from detente.markets.sessions import Session, SessionClock, clock

COLUMNS = ("exchange", "day", "opens", "closes", "half")
DEFAULT = ("XNYS", "XSHG", "XHKG", "XLON")


@click.command(
    "clock",
    cls=Command,
    short_help="The session to which an event belongs.",
    examples=(
        "detente markets clock 2025-06-05T21:00+08:00",
        "detente markets clock 2025-06-05 'Shanghai Composite' --zone Asia/Shanghai --zone America/New_York",
    ),
)
@click.argument("time", metavar="TIME")
@click.argument("markets", nargs=-1, metavar="[INSTRUMENT|EXCHANGE]...")
@click.option("--zone", "zones", multiple=True, metavar="NAME", help="Whose day it is, of a day alone; repeatable.")
@options.forms
def show_clock(*, time: str, markets: tuple[str, ...], zones: tuple[str, ...], form: str | None) -> None:
    """The first session of each exchange whose close comes after TIME, 2025-06-05T21:00+08:00: the one in which an
    event of that moment can first have moved prices.

    Of a day alone every session that it may be. Times are given in the zone of the exchange.
    """
    clocks = [clock(exchange(name)) for name in markets or DEFAULT]
    rows = [row(one, session) for one in clocks for session in sessions(one, time, zones)]
    write(rows, COLUMNS, output.form_of(form), "no session")


def exchange(name: str) -> str:
    """The exchange of an instrument, or the code itself."""
    listed = find(name)
    return listed.calendar if listed else name


def sessions(one: SessionClock, time: str, zones: Sequence[str]) -> Sequence[Session]:
    """The sessions of a moment or a day. Raises UsageError where it is neither."""
    try:
        if len(time) <= len("2025-06-05"):
            return one.on(dt.date.fromisoformat(time), *zones)
        return (one.at(dt.datetime.fromisoformat(time)),)
    except ValueError as error:
        raise UsageError(f"{time!r}: no moment and no day; write 2025-06-05T21:00+08:00 or 2025-06-05") from error


def row(one: SessionClock, session: Session) -> dict[str, Any]:
    """A session in its own zone."""
    return {
        "exchange": one.exchange,
        "day": session.day.isoformat(),
        "opens": session.opens.astimezone(one.zone).isoformat(timespec="minutes"),
        "closes": session.closes.astimezone(one.zone).isoformat(timespec="minutes"),
        "half": session.half,
    }


COMMANDS: dict[str, click.Command] = {"clock": show_clock}
