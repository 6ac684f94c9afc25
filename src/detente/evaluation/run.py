"""Scores one gold set with one reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from detente.evaluation.figures import Counts, Figure, with_intervals
from detente.evaluation.gold import GoldSet
from detente.evaluation.page import WorstDocument, rows
from detente.evaluation.tasks import Task, task_of
from detente.model import Reading


class Evaluation(msgspec.Struct, frozen=True):
    """Figures of a task on a gold set, and the documents that came out worst."""

    task: Task
    figures: dict[str, Figure]
    documents: int
    worst: tuple[WorstDocument, ...]


def evaluate(gold: GoldSet, readings: Iterable[Reading], samples: int = 1000, worst: int = 10) -> Evaluation:
    """Scores readings of the gold set's documents; a document without a reading scores as empty."""
    task = task_of(next(iter(gold.gold.values())))
    by_id: dict[str, dict[str, Any]] = {r.document.id: msgspec.to_builtins(r) for r in readings}
    counted = {d.id: task.count(d.text, gold.gold[d.id], by_id.get(d.id, EMPTY)) for d in gold.documents}
    figures = with_intervals(list(counted.values()), task.summary, samples)
    ranked = sorted(gold.documents, key=lambda d: _headline(task, counted[d.id]))[:worst]
    shown = tuple(
        WorstDocument(d.id, _headline(task, counted[d.id]), rows(task, d.text, gold.gold[d.id], by_id.get(d.id, EMPTY)))
        for d in ranked
    )
    return Evaluation(task, figures, len(counted), shown)


EMPTY: dict[str, Any] = {"quotes": [], "records": [], "times": []}


def _headline(task: Task, counts: Counts) -> float:
    values = [task.summary(counts).get(name) for name in task.headline]
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else 0.0
