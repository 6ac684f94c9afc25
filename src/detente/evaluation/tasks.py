"""The tasks that can be scored, and how to tell from a gold row which one it belongs to."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from detente.errors import UsageError
from detente.evaluation import events, quotes, sheets, times
from detente.evaluation.figures import Counts, Summary
from detente.evaluation.matching import Json


class Task(msgspec.Struct, frozen=True):
    """A task scored document by document: `count(text, gold, reading)` and `summary(counts)`."""

    name: str
    title: str
    headline: tuple[str, ...]
    count: Callable[[str, Json, Json], Counts]
    summary: Callable[[Counts], Summary]
    broad: bool = False


TASKS: tuple[Task, ...] = (
    Task(
        "sheets",
        "Dispute sheets: quotes and records",
        ("quote_with_speaker_f1", "quote_with_chain_f1", "record_f1", "record_core_f1"),
        sheets.count,
        sheets.summary,
    ),
    Task(
        "quotes",
        "Attributions in running text",
        ("content_and_speaker_f1", "recall_with_speaker_direct"),
        quotes.count,
        quotes.summary,
        broad=True,
    ),
    Task("times", "Time expressions", ("value_f1",), times.count, times.summary),
    Task(
        "events",
        "PLOVER root of a sentence",
        ("root_macro_f1", "quad_accuracy"),
        events.count_pair,
        events.summary_pair,
    ),
    Task(
        "gsr",
        "PLOVER type and countries, end to end",
        ("type_and_all_countries",),
        events.count_parties,
        events.summary_parties,
    ),
)
MARKS = {
    "sheets": {"quotes", "records"},
    "quotes": {"attributions"},
    "times": {"times"},
    "events": {"root", "source"},
    "gsr": {"type", "actors"},
}


def task_of(gold: Json) -> Task:
    """The task that a gold row belongs to, by its fields. Raises UsageError where it fits none."""
    for task in TASKS:
        if MARKS[task.name] <= set(gold):
            return task
    raise UsageError(
        f"gold row {gold.get('id')!r} has the fields {sorted(gold)}; none of the tasks "
        f"{', '.join(MARKS)} has such rows; see ../shared/gold/README.md"
    )
