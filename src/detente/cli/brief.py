"""`detente brief`: the state of play as a report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from detente.cli import options, output
from detente.cli.command import Command
from detente.cli.context import desk_path
from detente.desk import Desk, today
from detente.errors import UsageError

FORMATS = {".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}
DAYS = 30
"""Days before the day that a brief looks back, unless told since when."""
EXAMPLES = (
    "detente brief --as-of 2025-06-10 --since 2025-05-12 -o brief.html",
    "detente brief --as-of 2025-06-10 --since 2025-05 --for 'the trade desk' --length short -o brief.pdf",
    "detente brief --desk us-china.db --format md",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="The state of play as a report: Markdown, HTML or PDF.")
@options.desk
@click.option(
    "--as-of", type=options.Day(), metavar="DATE", help="The state in the world on this day  [default: today]"
)
@click.option(
    "--since",
    type=options.Day(last=False),
    metavar="DATE",
    help="What changed since the end of this day  [default: 30 days before]",
)
@click.option(
    "--known-at",
    type=options.Day(),
    metavar="DATE",
    help="Only what was published by this day  [default: the day of --as-of]",
)
@click.option("--for", "reader", default="", metavar="WHO", help="For whom it is; stands in its head.")
@click.option("--length", type=click.Choice(["short", "full"]), default="full", show_default=True, help="How long.")
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "pdf"]), help="[default: by the name of the file, else md]"
)
@click.option("-o", "--output", "path", metavar="FILE", help="Where to write  [default: standard output]")
def brief(
    *,
    desk: str | None,
    as_of: dt.date | None,
    since: dt.date | None,
    known_at: dt.date | None,
    reader: str,
    length: str,
    form: str | None,
    path: str | None,
) -> None:
    """Write the state of play as a report of which every sentence leads to the words it rests on.

    Bottom line, what changed, in force, due, contested, tone, markets, what is not known, and the sources. A sentence
    whose words do not stand in its document is not written: the whole brief is refused.
    """
    from detente.briefing import Request, compose, render  # noqa: PLC0415 - no other command wants it

    day = as_of or today()
    start = since or day - dt.timedelta(days=DAYS)
    if start > day:
        raise UsageError(f"--since {start} is after --as-of {day}; give an earlier day")
    asked = Request(
        as_of=day, since=start, reader=reader, length="short" if length == "short" else "full", known_at=known_at
    )
    with Desk.open(desk_path(desk), read_only=True) as opened:
        page = render(compose(opened, asked), form or form_of(path), lambda one: opened.document(one).text)
    with output.opened(path) as stream:
        stream.write(page)


def form_of(path: str | None) -> str:
    """The format that the name of a file tells, else Markdown."""
    return FORMATS.get(Path(path).suffix.lower(), "md") if path else "md"


COMMANDS: dict[str, click.Command] = {"brief": brief}
