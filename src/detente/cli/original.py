"""`detente original`: the bytes that a document was made from, even where the page has vanished."""

from __future__ import annotations

import click

from detente.cli import options, output
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk

EXAMPLES = (
    "detente original page-3f9a20c47b1e -o page.html",
    "detente original page-3f9a20c47b1e --desk us-china.db > page.html",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="The page, PDF or mail that a document came from.")
@click.argument("document", metavar="DOC")
@click.option("--output", "-o", "path", metavar="FILE", help="Where to write it  [default: standard output]")
@options.desk
def original(*, document: str, path: str | None, desk: str | None) -> None:
    """Write the original of the document DOC as it came: the page, the PDF, the mail. What came as text has none, and
    `detente vacuum` may have let go of it.
    """
    at = desk_path(desk)
    with Desk.open(at, read_only=True) as opened:
        found = opened.store.originals.of(document)
    with output.opened(path, [str(at)]) as stream:
        stream.write(found.data)
    say(f"{found.name}: {found.media}, {len(found.data)} bytes, sha256 {found.sha256}")


COMMANDS = {"original": original}
