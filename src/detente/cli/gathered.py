"""What `fetch` and `watch` share: their options, and a line for each feed."""

from __future__ import annotations

import importlib.util
import json
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from detente.cli import options
from detente.cli.context import desk_path, say
from detente.cli.gates import gate_of
from detente.desk import Desk
from detente.errors import ExtraMissing

NEEDS = ("httpcore", "feedparser", "defusedxml", "protego")

if TYPE_CHECKING:
    from detente.gathering import Gatherer, Report

polite = options.combined(
    options.desk,
    click.option("--reader", metavar="NAME", help=f"{options.READER_NAMES}  [default: the best that is installed]"),
    click.option("--profile", metavar="NAME|FILE", help="What is about the dispute  [default: the desk's, see init]"),
    click.option("--contact", metavar="MAIL|URL", help="Told to the sites visited, so that they can reach you."),
    click.option(
        "--rate", type=click.FloatRange(0.05, 60), default=1.0, show_default=True, metavar="SECONDS",
        help="Least time between two requests to one host.",
    ),
)  # fmt: skip


def needed(names: tuple[str, ...] = NEEDS) -> None:
    """Raises ExtraMissing where one of the packages is not installed."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise ExtraMissing(f"feeds and pages need {', '.join(missing)}; install with `pip install 'detente[ingest]'`")


@contextmanager
def gatherer(
    *, desk: str | None, reader: str | None, profile: str | None, contact: str | None, rate: float, every: float
) -> Iterator[Gatherer]:
    """A gatherer for the desk. Raises ExtraMissing."""
    needed()
    from detente.gathering import Gatherer  # noqa: PLC0415 - takes long to load
    from detente.ingest.fetching import FetchSettings  # noqa: PLC0415
    from detente.ingest.politeness import Pace  # noqa: PLC0415
    from detente.ingest.visiting import Visitor  # noqa: PLC0415

    proxy_told()
    usual = FetchSettings()
    agent = f"{usual.agent} {contact}" if contact else usual.agent
    with Desk.open(desk_path(desk)) as opened:
        gate = gate_of(opened, profile)
        visitor = Visitor(FetchSettings(agent=agent), Pace(rate))
        yield Gatherer(opened, visitor, gate=gate, reader=reader, every=every)


def proxy_told() -> None:
    """Say that a proxy of the environment is not used, where there is one."""
    named = [name for name in ("https", "http", "all") if name in urllib.request.getproxies_environment()]
    if named:
        say(f"{named[0].upper()}_PROXY is set and not used: each address is checked and called directly")


def line(report: Report) -> str:
    """'BBC News: 12 received, 9 added, 3 kept out', or what is wrong and when it is tried again."""
    counts = ", ".join(f"{count} {name}" for name, count in report.counts.items())
    if report.outcome == "failed":
        again = f" (again at {report.due[11:16]} UTC)" if report.due else ""
        return f"{report.feed}: failed: {report.error}{again}{'; ' + counts if counts else ''}"
    well = "answers again; " if report.well_again else ""
    moved = f"moved to {report.moved} for good, polled there from now on; " if report.moved else ""
    return f"{report.feed}: {well}{moved}{counts or 'nothing new'}"


def told(report: Report, as_json: bool) -> None:
    """A line on standard error for people, one of JSON on standard output for programs."""
    if as_json:
        click.echo(json.dumps({name: getattr(report, name) for name in report.__struct_fields__}))
        sys.stdout.flush()
    else:
        say(line(report))


def summed(reports: list[Report]) -> Counter[str]:
    """What became of the items of all feeds, and how many feeds failed."""
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report.counts)
        total["failed"] += report.outcome == "failed"
    return total
