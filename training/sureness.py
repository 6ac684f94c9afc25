"""Slopes and offsets of `confidence.csv`: `python -m training.sureness --shared ../shared` prints its rows.

Fits P(right) = logistic(slope x logit(confidence) + offset) on the development sets as the whole reader reads them,
and says the calibration error before, after, and cross-validated (each document scaled by a fit on the others).
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from detente.evaluation.gold import load, split
from detente.evaluation.reliability import Outcome, reliability
from detente.evaluation.tasks import ReadingTask, task_of
from detente.reading import sureness
from detente.reading.readers import reader

SETS = (("sheets", "said"), ("quotes-dev", "broad"))
ROUNDS, STRENGTH = 200, 1e-3


def outcomes(folder: Path, name: str) -> list[list[Outcome]]:
    """By document, every line as read with unscaled confidence, and whether it is right."""
    gold = load(folder, split(folder, "dev"))
    task = task_of(next(iter(gold.gold.values())))
    assert isinstance(task, ReadingTask)
    assert task.outcomes is not None
    chosen = reader(name)
    readings: Iterator[tuple[Any, Any]] = (
        (d, msgspec.to_builtins(chosen.read(d, broad=task.broad))) for d in gold.documents
    )
    return [list(task.outcomes(d.text, gold.gold[d.id], reading)) for d, reading in readings]


def fitted(lines: list[Outcome]) -> tuple[float, float]:
    """Slope and offset of the likeliest logistic line through the outcomes, by Newton's method, drawn to (1, 0)."""
    slope, offset = sureness.UNTOUCHED
    points = [(math.log(c / (1 - c)), float(o.right)) for o in lines for c in [min(max(o.confidence, 1e-4), 1 - 1e-4)]]
    for _ in range(ROUNDS):
        gradient = [STRENGTH * (slope - 1), STRENGTH * offset]
        a, b, c = STRENGTH, 0.0, STRENGTH
        for x, right in points:
            p = 1 / (1 + math.exp(-(slope * x + offset)))
            weight = p * (1 - p)
            gradient[0] += (p - right) * x
            gradient[1] += p - right
            a, b, c = a + weight * x * x, b + weight * x, c + weight
        determinant = a * c - b * b
        slope -= (c * gradient[0] - b * gradient[1]) / determinant
        offset -= (a * gradient[1] - b * gradient[0]) / determinant
    return round(slope, 3), round(offset, 3)


def scaled(lines: list[Outcome], scale: tuple[float, float]) -> list[Outcome]:
    return [msgspec.structs.replace(one, confidence=sureness.settled(one.confidence, *scale)) for one in lines]


def error(lines: list[Outcome]) -> float:
    return sum(one.error for one in reliability(lines))


def told(name: str, what: str, convention: str, documents: list[list[Outcome]]) -> Iterator[str]:
    kept = [[one for one in lines if one.what == what] for lines in documents]
    every = [one for lines in kept for one in lines]
    if not every:
        return
    scale = fitted(every)
    held: list[Outcome] = []
    for i, lines in enumerate(kept):
        others = [one for j, other in enumerate(kept) if j != i for one in other]
        held += scaled(lines, fitted(others))
    errors = f"{error(every):.3f} before; {error(scaled(every, scale)):.3f} after; {error(held):.3f} cross-validated"
    yield f"{name},{what},{convention},{scale[0]},{scale[1]},calibration error {errors} ({len(every)} lines)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    sureness.scales = dict  # type: ignore[assignment]
    sys.stdout.write("reader,line,convention,slope,offset,note\n")
    for name in ("local", "rules"):
        for folder, convention in SETS:
            documents = outcomes(options.shared / "gold" / folder, name)
            for what in ("quote", "record"):
                for line in told(name, what, convention, documents):
                    sys.stdout.write(line + "\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    main()
