"""Conditional logit over named features, with numpy alone: a choice is among rows of its own; full batch, Adam, L2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.softmax import indices, vocabulary

Vector = npt.NDArray[np.float64]
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """All rows of all choices: row and column of each known feature, the choice of each row, which rows are right."""

    at: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    choice: npt.NDArray[np.int64]
    right: Vector

    @classmethod
    def of(cls, choices: Sequence[Rows], right: Sequence[Sequence[bool]], names: dict[str, int]) -> Choices:
        at, column = indices([row for rows in choices for row in rows], names)
        number = np.repeat(np.arange(len(choices)), [len(rows) for rows in choices])
        return cls(at, column, number, np.array([float(r) for flags in right for r in flags]))

    def shares(self, weights: Vector) -> Vector:
        """The softmax of the summed weights within each choice."""
        scores = np.bincount(self.at, weights[self.column], minlength=len(self.choice))
        highest = np.full(self.choice[-1] + 1, -np.inf)
        np.maximum.at(highest, self.choice, scores)
        return self.divided(np.exp(scores - highest[self.choice]))

    def divided(self, values: Vector) -> Vector:
        """The values divided by their sum within each choice."""
        return values / np.bincount(self.choice, values)[self.choice]


def learned(  # noqa: PLR0913
    choices: Sequence[Rows],
    right: Sequence[Sequence[bool]],
    *,
    least: int,
    penalty: float,
    steps: int = 150,
    rate: float = 0.1,
) -> tuple[dict[str, int], Vector]:
    """The features of at least `least` rows and their weights: the likeliest under a normal prior of that precision."""
    names = vocabulary([row for rows in choices for row in rows], least)
    held = Choices.of(choices, right, names)
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        shares = held.shares(weights)
        error = shares - held.divided(shares * held.right + 1e-12 * held.right)
        gradient = np.bincount(held.column, error[held.at], minlength=len(names)) + penalty * weights
        gradient /= len(choices)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return names, weights
