"""`detente feeds`: the feeds that a desk follows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from detente.cli import options, output, tables
from detente.cli.command import Command, Group
from detente.cli.context import desk_path, say
from detente.cli.gathered import needed
from detente.cli.words import cell
from detente.desk import Desk, now
from detente.errors import NotFound, UsageError
from detente.ingest.addresses import split
from detente.ingest.opml import LISTS, feeds_of, listed, opml
from detente.model import Feed, FeedState

COLUMNS = ("name", "url", "kind", "country", "state", "polled", "due", "items", "error")
SHOWN = ("name", "state", "polled", "due", "items", "url")
EXAMPLES = (
    "detente feeds add --list us-china",
    "detente feeds add https://example.org/rss.xml --name 'Example'",
    "detente feeds add subscriptions.opml",
    "detente feeds export -o feeds.opml",
)


@click.group("feeds", cls=Group, examples=EXAMPLES, short_help="The feeds that the desk follows.")
def feeds() -> None:
    """Choose the feeds that `detente fetch` and `detente watch` poll: RSS, Atom, JSON Feed, or OPML lists."""


@feeds.command("add", cls=Command, examples=EXAMPLES[:3], short_help="Follow feeds.")
@click.argument("sources", nargs=-1, metavar="[URL|FILE.opml]...")
@click.option("--list", "lists", multiple=True, type=click.Choice(LISTS), help="Feeds that come with Detente.")
@click.option("--name", metavar="NAME", help="What to call the one feed given.")
@options.desk
def add(*, sources: tuple[str, ...], lists: tuple[str, ...], name: str | None, desk: str | None) -> None:
    """Follow the feeds at the addresses, those of OPML files, and those of lists; what is followed stays as it is."""
    found = [feed for source in sources for feed in feeds_from(source, name or "")]
    found += [feed for one in lists for feed in listed(one)]
    if not found:
        raise UsageError("no feed given; write an address, an OPML file or --list us-china")
    if name and len(found) > 1:
        raise UsageError(f"--name {name!r} for {len(found)} feeds; add the one that is to be called so by itself")
    with Desk.open(desk_path(desk)) as opened:
        new = sum(opened.store.feeds.add(feed, now()) for feed in found)
    there = f", {len(found) - new} followed already" if new < len(found) else ""
    say(f"{new} feeds added{there}; `detente fetch` polls them")


def feeds_from(source: str, name: str) -> tuple[Feed, ...]:
    """The feed at an address, or those of an OPML file. Raises UsageError, FeedInvalid, ExtraMissing."""
    if "://" in source:
        split(source)
        return (Feed(url=source, name=name),)
    needed(("defusedxml",))
    try:
        return feeds_of(Path(source).read_bytes(), source)
    except OSError as error:
        raise UsageError(f"{source}: {error.strerror}; give an address (https://...) or an OPML file") from error


@feeds.command(
    "list",
    cls=Command,
    examples=("detente feeds list", "detente feeds list --csv"),
    short_help="How each answers.",
)
@options.desk
@options.forms
def list_feeds(*, desk: str | None, form: str | None) -> None:
    """List the feeds with how each last answered, when it is polled next, and what became of its items."""
    with Desk.open(desk_path(desk), read_only=True) as opened:
        kept = opened.store.feeds
        rows = [row(feed, state, dict(kept.outcomes(feed.url))) for feed, state in kept.all()]
    if output.form_of(form) != "table":
        output.write_rows(rows, COLUMNS, output.form_of(form), sys.stdout.buffer)
        return
    nothing = "no feeds; follow some with `detente feeds add --list us-china`"
    tables.show(SHOWN, [[cell(str(one[name] or "")) for name in SHOWN] for one in rows], nothing)


def row(feed: Feed, state: FeedState, outcomes: dict[str, int]) -> dict[str, Any]:
    """What is to be said of a feed."""
    failing = f"failing since {state.failing} ({state.failures} times)" if state.failures else ""
    return {
        "name": feed.label,
        "url": feed.url,
        "kind": feed.kind,
        "country": feed.country,
        "state": failing or ("ok" if state.polled else "not polled yet"),
        "polled": state.polled,
        "due": state.due,
        "items": ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()),
        "error": state.error,
    }


@feeds.command("remove", cls=Command, examples=("detente feeds remove https://example.org/rss.xml",))
@click.argument("urls", nargs=-1, required=True, metavar="URL|NAME...")
@options.desk
def remove(*, urls: tuple[str, ...], desk: str | None) -> None:
    """Follow feeds no more, named by address or name; the documents that came from them stay."""
    with Desk.open(desk_path(desk)) as opened:
        kept = opened.store.feeds
        for feed in [named(one, [feed for feed, _ in kept.all()]) for one in urls]:
            kept.remove(feed.url)
            say(f"{feed.label}: not followed any more")


def named(name: str, followed: list[Feed]) -> Feed:
    """The feed of that address or name. Raises NotFound."""
    for feed in followed:
        if name in (feed.url, feed.name):
            return feed
    raise NotFound(f"no feed {name!r} is followed; `detente feeds list` shows which are")


@feeds.command("export", cls=Command, examples=EXAMPLES[3:], short_help="Write them as OPML.")
@click.option("--output", "-o", "path", metavar="FILE", help="Where to write it  [default: standard output]")
@options.desk
def export(*, path: str | None, desk: str | None) -> None:
    """Write the feeds as an OPML list, for any feed reader or another desk."""
    at = desk_path(desk)
    with Desk.open(at, read_only=True) as opened:
        followed, title = [feed for feed, _ in opened.store.feeds.all()], opened.store.dispute
    with output.opened(path, [str(at)]) as stream:
        stream.write(opml(followed, title))


COMMANDS: dict[str, click.Command] = {"feeds": feeds}
