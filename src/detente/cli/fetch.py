"""`detente fetch`: polls feeds or takes in pages, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.command import Command
from detente.cli.context import say
from detente.cli.errors import DONE, SOME_FAILED
from detente.cli.gathered import gatherer, polite, summed, told
from detente.errors import InputError, UsageError

if TYPE_CHECKING:
    from detente.gathering import Gatherer, Report

EXAMPLES = (
    "detente fetch",
    "detente fetch 'BBC News' https://example.org/rss.xml",
    "detente fetch https://example.org/2025/06/talks.html --desk us-china.db",
)
EVERY = 900.0


@click.command(cls=Command, examples=EXAMPLES, short_help="Poll the feeds once, or take in a page.")
@click.argument("names", nargs=-1, metavar="[URL|FEED]...")
@polite
@click.option("--jsonl", is_flag=True, help="A line of JSON for each feed, on standard output.")
def fetch(
    *,
    names: tuple[str, ...],
    desk: str | None,
    reader: str | None,
    profile: str | None,
    contact: str | None,
    rate: float,
    jsonl: bool,
) -> int:
    """Poll the feeds of the desk once, or those named, and read what is new and about the dispute into the desk.

    A URL that is no feed of the desk is taken in as a page, or as a feed that is not followed. Sites are asked
    politely: by their robots.txt, one request a second, only for what changed. Addresses of the
    own network are refused.
    """
    reports: list[Report] = []
    with gatherer(desk=desk, reader=reader, profile=profile, contact=contact, rate=rate, every=EVERY) as gathers:
        followed = [feed for feed, _ in gathers.desk.store.feeds.all()]
        feeds = [feed.url for feed in followed if not names or feed.url in names or feed.name in names]
        pages = [name for name in names if name not in {part for feed in followed for part in (feed.url, feed.name)}]
        check(names, feeds, pages)
        for report in gathers.cycle(feeds) if feeds else ():
            reports.append(report)
            told(report, jsonl)
        failures = sum(not taken(gathers, page, reports, as_json=jsonl) for page in pages)
    total = summed(reports)
    say(f"{len(reports) + failures} asked, {total['added']} added, {total['kept out']} kept out")
    return SOME_FAILED if failures or total["failed"] else DONE


def check(names: tuple[str, ...], feeds: list[str], pages: list[str]) -> None:
    """Raises UsageError where there is nothing to fetch, or a name is neither a feed's nor an address."""
    if not names and not feeds:
        raise UsageError("the desk follows no feed; `detente feeds add URL`, or give the address of a page")
    for page in pages:
        if "://" not in page:
            raise UsageError(f"{page!r}: no feed of that name, and no address; `detente feeds list` shows the feeds")


def taken(gathers: Gatherer, page: str, reports: list[Report], *, as_json: bool) -> bool:
    """Whether the page could be had; it is told."""
    try:
        reports.append(gathers.once(page))
    except InputError as error:
        click.echo(f"Error: {error}", err=True)
        return False
    told(reports[-1], as_json)
    return True


COMMANDS = {"fetch": fetch}
