"""`detente markets fetch`: a series of prices from a live source into the desk."""

from __future__ import annotations

import datetime as dt

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.cli.markets_load import told
from detente.desk import Desk, now, today
from detente.errors import UsageError
from detente.markets.live import SOURCES, Wanted
from detente.markets.names import listing
from detente.markets.sessions import clock


@click.command(
    "fetch",
    cls=Command,
    short_help="Fetch a series of prices from a live source.",
    examples=(
        "detente markets fetch --instrument 'the Dow' --since 2024",
        "detente markets fetch --instrument 'Shanghai Composite' --from yahoo --since 2025-01",
    ),
)
@click.option("--instrument", required=True, metavar="NAME", help="What it is a series of: 'the Dow', yuan, ^GSPC.")
@click.option(
    "--from", "source", type=click.Choice(tuple(SOURCES)), default="fred", show_default=True, help="Whom to ask."
)
@click.option("--since", type=options.Day(last=False), required=True, metavar="DATE", help="From this day on.")
@click.option("--until", type=options.Day(), metavar="DATE", help="To this day  [default: yesterday]")
@options.desk
def fetch_series(*, instrument: str, source: str, since: dt.date, until: dt.date | None, desk: str | None) -> None:
    """Fetch the daily closes of an instrument from FRED or Yahoo Finance into the desk.

    A series is asked for once a day at most, and what was fetched stays on this machine: most index values may not be
    passed on. Yahoo needs the extra `live`.
    """
    last = until or today() - dt.timedelta(days=1)
    if last < since:
        raise UsageError(f"--until {last} comes before --since {since}; give the earlier day to --since")
    wanted = Wanted(listing=listing(instrument), since=since, until=last, today=today())
    clock(wanted.listing.calendar)  # which the series is held against: nobody is asked in vain
    with Desk.open(desk_path(desk)) as opened:
        series = SOURCES[source]().fetch(wanted)
        added = opened.store.series.add(series, now())
    told(series, added)


COMMANDS: dict[str, click.Command] = {"fetch": fetch_series}
