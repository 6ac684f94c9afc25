"""The tasks that can be scored, and how to tell from a gold row which one it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from detente.errors import UsageError
from detente.evaluation import events, groups, quotes, sheets, times
from detente.evaluation.figures import Counts, Summary
from detente.evaluation.matching import Json
from detente.evaluation.reliability import Outcome


class ReadingTask(msgspec.Struct, frozen=True, kw_only=True):
    """Scored document by document. A gold row of this task has the fields `marks`; `broad` asks for that convention.

    `outcomes` tells of each predicted line whether it is right, where the task's lines carry a confidence.
    """

    name: str
    title: str
    marks: frozenset[str]
    headline: tuple[str, ...]
    count: Callable[[str, Json, Json], Counts]
    summary: Callable[[Counts], Summary]
    broad: bool = False
    outcomes: Callable[[str, Json, Json], Iterable[Outcome]] | None = None


class GroupTask(msgspec.Struct, frozen=True, kw_only=True):
    """Scored on all documents together: `score(gold rows, predicted rows by document)`."""

    name: str
    title: str
    marks: frozenset[str]
    headline: tuple[str, ...]
    score: Callable[[Sequence[Json], Mapping[str, Json]], Summary]


Task = ReadingTask | GroupTask

TASKS: tuple[Task, ...] = (
    ReadingTask(
        name="sheets",
        title="Dispute sheets: quotes and records",
        marks=frozenset({"quotes", "records"}),
        headline=("quote_with_speaker_f1", "quote_with_chain_f1", "record_f1", "record_core_f1"),
        count=sheets.count,
        summary=sheets.summary,
        outcomes=sheets.outcomes,
    ),
    ReadingTask(
        name="quotes",
        title="Attributions in running text",
        marks=frozenset({"attributions"}),
        headline=("content_and_speaker_f1", "recall_with_speaker_direct"),
        count=quotes.count,
        summary=quotes.summary,
        broad=True,
        outcomes=quotes.outcomes,
    ),
    ReadingTask(
        name="times",
        title="Time expressions",
        marks=frozenset({"times"}),
        headline=("value_f1",),
        count=times.count,
        summary=times.summary,
    ),
    ReadingTask(
        name="events",
        title="PLOVER root of a sentence",
        marks=frozenset({"root", "source"}),
        headline=("root_macro_f1", "quad_accuracy"),
        count=events.count_pair,
        summary=events.summary_pair,
    ),
    ReadingTask(
        name="gsr",
        title="PLOVER type and countries, end to end",
        marks=frozenset({"type", "actors"}),
        headline=("type_and_all_countries",),
        count=events.count_parties,
        summary=events.summary_parties,
    ),
    GroupTask(
        name="stories",
        title="Stories",
        marks=frozenset({"story"}),
        headline=("b3_f1",),
        score=groups.score_stories,
    ),
    GroupTask(
        name="syndication",
        title="Who copied whom",
        marks=frozenset({"origin", "edit"}),
        headline=("copies_r", "originals_called_copies"),
        score=groups.score_copies,
    ),
)


def task_of(gold: Json) -> Task:
    """The task that a gold row belongs to, by its fields. Raises UsageError where it fits none."""
    for task in TASKS:
        if task.marks <= set(gold):
            return task
    raise UsageError(
        f"gold row {gold.get('id')!r} has the fields {', '.join(sorted(gold))}, which fit none of the tasks "
        f"{', '.join(task.name for task in TASKS)}; see ../shared/gold/README.md"
    )
