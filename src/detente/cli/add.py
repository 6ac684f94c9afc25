"""`detente add`: reads documents into a desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.failures import Failures
from detente.cli.gates import Tally, gate_of
from detente.cli.progress import Advance, progress
from detente.desk import Added, Desk
from detente.ingest import Settings, documents, expected

EXAMPLES = (
    "detente add news.jsonl --desk us-china.db",
    "detente add 'june/*.html' notes.txt --published 2025-06-05",
    "detente add archive/ --jobs 2",
    "detente add stream.jsonl --triage --explain",
    "detente add -",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Read documents into a desk.")
@options.inputs
@options.desk
@options.reading
@options.triage
@click.option("--explain", is_flag=True, help="Say of each document that is passed over why it is.")
def add(
    *,
    inputs: tuple[str, ...],
    encoding: str | None,
    published: str | None,
    desk: str | None,
    attribution: str,
    reader: str | None,
    jobs: int,
    triage: bool,
    profile: str | None,
    explain: bool,
) -> int:
    """Read documents into a desk, each committed before the next.

    INPUT is a file, a folder, a glob in quotes, or - for standard input; a file may be text, Markdown, HTML, JSON
    Lines, CSV, posts as JSON, PDF, Word (.docx), mail (.eml, .mbox) or a web archive (WARC, WACZ). A document that
    the desk has already is passed over, so a run that was broken off is simply run again. With --triage, or on a
    desk that has a profile (`detente init --profile`), a document that is not about the dispute stays out of the desk.
    """
    failures, tallied = Failures(), Tally(explain=explain)
    with Desk.open(desk_path(desk)) as opened, progress("adding", lambda: expected(inputs)) as advance:
        gate = gate_of(opened, profile, triage=triage)
        settings = Settings(encoding=encoding, published=published)
        found = documents(inputs, tallied.early(settings, gate) if gate else settings)
        if gate:
            found = tallied.relevant(found, gate)
        counts = tally(opened.add(found, reader, broad=attribution == "broad", jobs=jobs), failures, advance)
    report(counts, failures)
    if gate:
        say(tallied.summary())
    return failures.exit_code


def tally(outcomes: Iterable[Added], failures: Failures, advance: Advance) -> Counter[str]:
    """How many documents came to what, with their quotes and records."""
    counts: Counter[str] = Counter(added=0, present=0)
    for added in outcomes:
        counts[added.outcome] += 1
        if added.error is not None:
            failures.add(added.error)
        if added.outcome == "added":
            counts.update(quotes=added.quotes, records=added.records, editions=added.edition_of is not None)
        advance()
    return counts


def report(counts: Counter[str], failures: Failures) -> None:
    """'12 added (80 quotes, 91 records), 3 already there, 1 failed'."""
    parts = [f"{counts['added']} added ({counts['quotes']} quotes, {counts['records']} records)"]
    parts += [f"{counts['editions']} of them new editions"] if counts["editions"] else []
    parts += [f"{counts['present']} already there"] if counts["present"] else []
    parts += [failures.summary()] if failures.count else []
    say(", ".join(parts))


COMMANDS = {"add": add}
