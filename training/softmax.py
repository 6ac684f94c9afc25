"""Multinomial logistic regression over named features, with numpy alone: full batch, Adam, L2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


def vocabulary(rows: Sequence[Sequence[str]], least: int) -> dict[str, int]:
    """The features that occur in at least `least` rows, numbered by name."""
    counts = Counter(feature for row in rows for feature in set(row))
    return {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}


def indices(
    rows: Sequence[Sequence[str]], names: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Row and column of each known feature of each row."""
    pairs = sorted({(at, names[f]) for at, row in enumerate(rows) for f in row if f in names})
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def train(  # noqa: PLR0913
    rows: Sequence[Sequence[str]],
    labels: Sequence[int],
    classes: int,
    *,
    least: int = 4,
    l2: float = 1e-3,
    steps: int = 150,
    rate: float = 0.1,
) -> tuple[dict[str, int], Matrix]:
    """The numbered features and their weights (features x classes); the penalty is `l2` times the mean square."""
    names = vocabulary(rows, least)
    at, column = indices(rows, names)
    target = np.eye(classes, dtype=np.float32)[np.array(labels)]
    weights = np.zeros((len(names), classes), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        error = (probabilities(at, column, weights, len(rows)) - target) / len(rows)
        gradient = np.zeros_like(weights)
        for k in range(classes):
            gradient[:, k] = np.bincount(column, weights=error[at, k], minlength=len(names))
        gradient += l2 * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return names, weights


def probabilities(at: npt.NDArray[np.int64], column: npt.NDArray[np.int64], weights: Matrix, rows: int) -> Matrix:
    """The softmax of each row's summed weights."""
    scores = np.stack([np.bincount(at, weights=weights[column, k], minlength=rows) for k in range(weights.shape[1])], 1)
    powers = np.exp(scores - scores.max(1, keepdims=True))
    result: Matrix = (powers / powers.sum(1, keepdims=True)).astype(np.float32)
    return result
