"""`detente evaluate`: how well a reader does on gold data, with intervals and an error page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from detente.cli import options, output, tables
from detente.cli.command import Command
from detente.cli.context import say
from detente.cli.progress import Advance, progress
from detente.cli.words import cell
from detente.errors import UsageError
from detente.evaluation import page, reliability
from detente.evaluation.gold import GoldSet, load, sets_in, split
from detente.evaluation.run import Evaluation, evaluate, evaluate_groups
from detente.evaluation.tasks import GroupTask, task_of
from detente.linking import group
from detente.model import Reading
from detente.reading.processes import read_all
from detente.reading.readers import chosen

EXAMPLES = (
    "detente evaluate ../shared/gold/sheets --part dev",
    "detente evaluate ../shared/gold/quotes-dev --reader rules --page errors.html",
    "detente evaluate ../shared/gold/sheets ../shared/gold/times-timebank --json",
    "detente evaluate ../shared/gold --part dev --reader local --reader rules",
    "detente evaluate ../shared/gold/sheets --part dev --reliability reliability.svg",
)
COLUMNS = ("set", "reader", "documents", "figure", "value", "low", "high")


@click.command(name="evaluate", cls=Command, examples=EXAMPLES, short_help="How well the reader does on gold data.")
@click.argument("folders", nargs=-1, required=True, metavar="GOLD_DIR...", type=click.Path(path_type=Path))
@click.option("--part", metavar="NAME", help="Only the part NAME of the folder's split.json, e.g. dev.")
@click.option(
    "--reader",
    "readers",
    metavar="NAME",
    multiple=True,
    help=f"{options.READER_NAMES}; give it twice to compare  [default: the best that is installed]",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", default=1, show_default=True, help="Processes that read.")
@click.option(
    "--samples", type=click.IntRange(0), default=1000, show_default=True, help="Bootstrap samples for the intervals."
)
@click.option("--all", "everything", is_flag=True, help="All figures, not the telling ones alone.")
@click.option("--page", "error_page", metavar="FILE", help="Write the worst documents to FILE (HTML).")
@click.option(
    "--reliability", "diagram", metavar="FILE", help="Write the reliability diagram of the confidences to FILE (SVG)."
)
@options.forms
def evaluate_command(
    *,
    folders: tuple[Path, ...],
    part: str | None,
    readers: tuple[str, ...],
    jobs: int,
    samples: int,
    everything: bool,
    error_page: str | None,
    diagram: str | None,
    form: str | None,
) -> int:
    """Read gold documents and score what was read, in percent with 95 % bootstrap intervals over documents.

    GOLD_DIR holds docs.jsonl beside gold.jsonl or sheets/, or is a folder of such folders; its rows tell which task it
    is. The definitions are those of the project's scorer, so the figures agree with it. Figures on what a reader was
    trained on (the model card says on what) tell nothing.
    """
    named = [chosen(name).name for name in readers or (None,)]
    sets = [inner for folder in folders for inner in sets_in(folder)]
    found = [one for folder in sets for one in scored(folder, part, named, jobs, samples)]
    rows = [row for one in found for row in figure_rows(one, everything or form is not None)]
    with output.opened(None) as stream:
        write(rows, output.form_of(form), stream)
    if error_page is not None:
        Path(error_page).write_text("".join(rendered(one) for one in found), encoding="utf-8")
        say(f"{error_page}: the worst documents, gold beside prediction")
    if diagram is not None:
        write_diagram(found, Path(diagram))
    return 0


@dataclass(frozen=True, slots=True)
class Scored:
    """One gold set, scored; `reader` is None where the task asks for no reader."""

    name: str
    reader: str | None
    evaluation: Evaluation


def write_diagram(found: list[Scored], path: Path) -> None:
    """The reliability of all scored lines as SVG. Raises UsageError where no line carries a confidence."""
    diagrams = reliability.reliability(outcome for one in found for outcome in one.evaluation.outcomes)
    if not diagrams:
        raise UsageError("--reliability: these gold sets have no quotes or records to draw; name sheets or quotes")
    path.write_text(reliability.drawn(diagrams), encoding="utf-8")
    for one in diagrams:
        bins = ", ".join(f"{b.confidence:.2f} -> {b.right:.2f} of {b.lines}" for b in one.bins)
        say(f"{path}: {one.what}, calibration error {one.error:.3f}: {bins}")


def scored(folder: Path, part: str | None, readers: list[str], jobs: int, samples: int) -> Iterator[Scored]:
    """The evaluations of one gold folder, one a reader; stories and copies need none."""
    only = split(folder, part) if part else None
    gold = load(folder, only)
    name = f"{gold.name} ({part})" if only is not None else gold.name
    task = task_of(next(iter(gold.gold.values())))
    if isinstance(task, GroupTask):
        stories = {story.id: msgspec.to_builtins(story) for story in group(list(gold.documents))}
        yield Scored(name, None, evaluate_groups(gold, task, stories))
        return
    for reader in readers:
        with progress(f"reading {name} ({reader})", lambda: len(gold.documents)) as advance:
            readings = list(read(gold, task.broad, reader, jobs, advance))
        yield Scored(name, reader, evaluate(gold, task, readings, samples))


def read(gold: GoldSet, broad: bool, reader: str | None, jobs: int, advance: Advance) -> Iterator[Reading]:
    """The readings of the gold documents, the bar moved on after each."""
    for _, reading in read_all(iter(gold.documents), reader=reader, broad=broad, jobs=jobs):
        yield reading
        advance()


def figure_rows(one: Scored, everything: bool) -> Iterator[dict[str, object]]:
    """A row a figure."""
    evaluation = one.evaluation
    for figure, value in evaluation.figures.items():
        if everything or figure in evaluation.task.headline:
            cells = (one.name, one.reader, evaluation.documents, figure, value.value, value.low, value.high)
            yield dict(zip(COLUMNS, cells, strict=True))


def write(rows: list[dict[str, object]], form: str, stream: BinaryIO) -> None:
    """The rows in the form asked for."""
    if form != "table":
        output.write_rows(rows, COLUMNS, form, stream)
        return
    table = tables.bare("set", "reader", "documents", "figure", "value", "95 %")
    for row in rows:
        interval = f"{row['low']} – {row['high']}" if row["low"] is not None else ""
        table.add_row(*(cell(str(row[name] or "")) for name in COLUMNS[:5]), cell(interval))
    tables.console().print(table)


def rendered(one: Scored) -> str:
    """One gold set's error page."""
    title = f"{one.evaluation.task.title}: {one.name}" + (f", reader {one.reader}" if one.reader else "")
    return page.render(title, one.evaluation.figures, one.evaluation.worst)


COMMANDS = {"evaluate": evaluate_command}
