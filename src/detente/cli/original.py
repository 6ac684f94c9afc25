"""`detente original`: the bytes that a document was made from, even where the page has vanished."""

from __future__ import annotations

import click

from detente.cli import options, output
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.desk import Desk
from detente.model import Original

EXAMPLES = (
    "detente original page-3f9a20c47b1e -o page.html",
    "detente original page-3f9a20c47b1e --clean -o page.html",
    "detente original page-3f9a20c47b1e --desk us-china.db > evidence.html",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="The page, PDF or mail that a document came from.")
@click.argument("document", metavar="DOC")
@click.option("--output", "-o", "path", metavar="FILE", help="Where to write it  [default: standard output]")
@click.option("--clean", is_flag=True, help="The page made safe to show: no scripts, styles, forms, frames, pictures.")
@options.desk
def original(*, document: str, path: str | None, clean: bool, desk: str | None) -> None:
    """Write the original of the document DOC as it came: the page, the PDF, the mail. What came as text has none, and
    `detente vacuum` may have let go of it.

    A page as it came is evidence, and may do harm where it is opened; with --clean it is what may be shown.
    """
    at = desk_path(desk)
    with Desk.open(at, read_only=True) as opened:
        found = opened.store.originals.of(document)
    data = cleaned(found) if clean else found.data
    with output.opened(path, [str(at)]) as stream:
        stream.write(data)
    say(f"{found.name}: {found.media}, {len(found.data)} bytes, sha256 {found.sha256}")


def cleaned(found: Original) -> bytes:
    """The page as it may be shown."""
    from detente.ingest.sanitising import page_of  # noqa: PLC0415 - takes long to load

    return page_of(found).encode()


COMMANDS = {"original": original}
