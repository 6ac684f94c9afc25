"""Counts to figures: precision, recall, F1, shares, and how sure they are."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

Counts = Counter[str]
Summary = dict[str, float | None]


def f1_figures(name: str, hits: int, predicted: int, gold: int) -> Summary:
    """`name_p`, `name_r` and `name_f1` in percent; 0 where nothing was predicted or there is no gold."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_p": percent(precision), f"{name}_r": percent(recall), f"{name}_f1": percent(f1)}


def share(part: int, whole: int) -> float | None:
    """Percent of `whole`, None where there is none."""
    return percent(part / whole) if whole else None


def percent(value: float) -> float:
    return round(100 * value, 1)


class Figure(msgspec.Struct, frozen=True):
    """A figure in percent with its 95 % bootstrap interval over documents."""

    value: float | None
    low: float | None
    high: float | None


def with_intervals(
    per_document: Sequence[Counts], summary: Callable[[Counts], Summary], samples: int = 1000, seed: int = 1
) -> dict[str, Figure]:
    """Percentile bootstrap (Efron 1979): documents drawn with replacement, the summary taken anew each time."""
    total = summary(added(per_document))
    draw = random.Random(seed)
    drawn: dict[str, list[float]] = {name: [] for name in total}
    for _ in range(samples if len(per_document) > 1 else 0):
        again = summary(added(draw.choices(per_document, k=len(per_document))))
        for name, value in again.items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return {name: Figure(value, *_interval(drawn[name])) for name, value in total.items()}


def _interval(values: list[float]) -> tuple[float | None, float | None]:
    if not values:
        return None, None
    values.sort()
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]


def added(counts: Sequence[Counts]) -> Counts:
    """The sum of the counts."""
    total: Counts = Counter()
    for count in counts:
        total.update(count)
    return total
