"""Scores one gold set with one reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from detente.evaluation.figures import Counts, Figure, with_intervals
from detente.evaluation.gold import GoldSet
from detente.evaluation.matching import Json
from detente.evaluation.page import WorstDocument, rows
from detente.evaluation.reliability import Outcome
from detente.evaluation.tasks import GroupTask, ReadingTask, Task
from detente.model import Document, Reading

EMPTY: dict[str, Any] = {"quotes": [], "records": [], "times": []}


class Evaluation(msgspec.Struct, frozen=True):
    """Figures of a task on a gold set, and the documents that came out worst."""

    task: Task
    figures: dict[str, Figure]
    documents: int
    worst: tuple[WorstDocument, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def evaluate(
    gold: GoldSet, task: ReadingTask, readings: Iterable[Reading], samples: int = 1000, worst: int = 10
) -> Evaluation:
    """Scores readings of the gold set's documents; a document without a reading scores as empty."""
    read = {reading.document.id: msgspec.to_builtins(reading) for reading in readings}
    counts = {d.id: task.count(d.text, gold.gold[d.id], read.get(d.id, EMPTY)) for d in gold.documents}
    ranked = sorted(gold.documents, key=lambda document: _headline(task, counts[document.id]))[:worst]
    return Evaluation(
        task,
        with_intervals(list(counts.values()), task.summary, samples),
        len(counts),
        tuple(_shown(task, document, counts[document.id], gold, read.get(document.id, EMPTY)) for document in ranked),
        tuple(outcome for document in gold.documents for outcome in _outcomes(task, document, gold, read)),
    )


def evaluate_groups(gold: GoldSet, task: GroupTask, predicted: Mapping[str, Json]) -> Evaluation:
    """Scores stories or copies, `predicted` by document; without intervals, since documents are not independent."""
    figures = task.score(list(gold.gold.values()), predicted)
    return Evaluation(task, {name: Figure(value, None, None) for name, value in figures.items()}, len(gold.documents))


def _outcomes(task: ReadingTask, document: Document, gold: GoldSet, read: Mapping[str, Json]) -> Iterable[Outcome]:
    if task.outcomes is None:
        return ()
    return task.outcomes(document.text, gold.gold[document.id], read.get(document.id, EMPTY))


def _shown(task: ReadingTask, document: Document, counts: Counts, gold: GoldSet, reading: Json) -> WorstDocument:
    compared = rows(task, document.text, gold.gold[document.id], reading)
    return WorstDocument(document.id, _headline(task, counts), compared)


def _headline(task: ReadingTask, counts: Counts) -> float:
    figures = task.summary(counts)
    known = [value for value in map(figures.get, task.headline) if value is not None]
    return round(sum(known) / len(known), 1) if known else 0.0
