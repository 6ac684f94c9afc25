"""`detente read`: documents -> readings, without a desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import click
from msgspec.structs import replace

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import say
from detente.cli.failures import Failures
from detente.cli.gates import Tally, profile_of
from detente.cli.progress import Advance, progress
from detente.export.tabular import READING_COLUMNS, Row, subject_row
from detente.ingest import Settings, documents, expected, once
from detente.ingest.actors import actors_of
from detente.model import Reading
from detente.reading.processes import read_all

EXAMPLES = (
    "detente read article.txt --published 2025-06-05",
    "detente read news.jsonl -o readings.jsonl --jobs 2",
    "detente read 'archive/**/*.html' --csv",
    "detente read stream.jsonl --triage -o readings.jsonl",
    "curl -s https://example.org/page.html | detente read -",
)


@click.command(cls=Command, examples=EXAMPLES)
@options.inputs
@click.option(
    "-o", "--output", "out", metavar="FILE", help="Write to FILE, as JSON Lines unless another form is given."
)
@options.reading
@click.option("--actors", metavar="FILE.csv", help="Actors to look for besides those that the reader knows.")
@options.triage
@options.min_confidence
@options.forms
def read(
    *,
    inputs: tuple[str, ...],
    encoding: str | None,
    published: str | None,
    out: str | None,
    attribution: str,
    reader: str | None,
    jobs: int,
    actors: str | None,
    triage: bool,
    profile: str | None,
    min_confidence: float,
    form: str | None,
) -> int:
    """Read documents without a desk: what they quote and report, one reading a document.

    INPUT is a file (.jsonl, .txt, .md, .html), a folder, a glob in quotes, or - for standard input. When piped, a
    reading is a line of JSON. With --triage a document that is not about the dispute has an empty reading, which says
    why in its field passed_over.
    """
    failures, tally = Failures(), Tally()
    found = failures.kept(once(documents(inputs, Settings(encoding=encoding, published=published))))
    rows = actors_of(Path(actors)) if actors else ()
    gate = profile_of(triage, profile)
    pairs = read_all(
        found,
        reader=reader,
        broad=attribution == "broad",
        jobs=jobs,
        actors=rows,
        failed=lambda _, error: failures.add(error),
        triage=gate,
    )
    with output.opened(out, inputs) as stream, progress("reading", lambda: expected(inputs)) as advance:
        readings = tally.readings(confident(reading, min_confidence) for _, reading in pairs)
        write(counted(readings, advance), form or ("jsonl" if out else output.form_of(None, "jsonl")), stream)
    if gate:
        say(tally.summary())
    if failures.count:
        say(failures.summary())
    return failures.exit_code


def counted(readings: Iterable[Reading], advance: Advance) -> Iterator[Reading]:
    """The readings, the bar moved on after each."""
    for reading in readings:
        yield reading
        advance()


def confident(reading: Reading, floor: float) -> Reading:
    """The reading without the quotes and records less sure than `floor`."""
    if floor <= 0:
        return reading
    quotes = tuple(quote for quote in reading.quotes if quote.confidence >= floor)
    return replace(reading, quotes=quotes, records=tuple(r for r in reading.records if r.confidence >= floor))


def write(readings: Iterable[Reading], form: str, stream: BinaryIO) -> None:
    """The readings in the form asked for, each as it comes."""
    if form == "jsonl":
        output.write_jsonl(readings, stream)
    elif form == "json":
        output.write_json(readings, stream)
    elif form == "csv":
        output.write_csv((row for reading in readings for row in csv_rows(reading)), READING_COLUMNS, stream)
    else:
        for reading in readings:
            tables.print_reading(reading, tables.console())


def csv_rows(reading: Reading) -> Iterator[Row]:
    """A row for each quote and record of a reading."""
    ref = reading.document
    for subject in (*reading.quotes, *reading.records):
        place: Row = {"document": ref.id, "outlet": ref.outlet, "published": ref.published}
        yield place | subject_row(subject)


COMMANDS = {"read": read}
