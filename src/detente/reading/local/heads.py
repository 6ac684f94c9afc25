"""The small heads that read the encoder's hidden states; their weights come from one file."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.reading.local.labels import CONVENTIONS, PARTS, TAGS
from detente.reading.local.tokens import Floats

POINTER = 64


def softmax(logits: Floats, axis: int = -1) -> Floats:
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    found: Floats = powers / powers.sum(axis=axis, keepdims=True)
    return found


def logistic(logits: Floats) -> Floats:
    found: Floats = (1 / (1 + np.exp(np.minimum(-logits, 80)))).astype(np.float32)
    return found


def calibrated(chance: float, slope: float, offset: float) -> float:
    """A probability stretched and shifted on the scale of log-odds."""
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-slope * math.log(bounded / (1 - bounded)) - offset))


@dataclass(frozen=True, slots=True)
class Heads:
    """Arrays by name as training wrote them: `x.weight` is (out, in), `x.bias` (out)."""

    arrays: dict[str, Floats]

    @classmethod
    def load(cls, path: Path) -> Heads:
        with np.load(path) as file:
            return cls({name: file[name].astype(np.float32) for name in file.files})

    def linear(self, name: str, states: Floats) -> Floats:
        found: Floats = states @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]
        return found

    def tags(self, states: Floats) -> Floats:
        """Probabilities (n, conventions, parts, tags) for n wordpieces."""
        shape = (len(states), len(CONVENTIONS), len(PARTS), len(TAGS))
        return softmax(self.linear("tags", states).reshape(shape))

    def part(self, name: str, states: Floats, convention: int) -> Floats:
        """The rows of a pointer's product that belong to a convention: (..., 2, POINTER) for source and cue."""
        rows = slice(2 * POINTER * convention, 2 * POINTER * (convention + 1))
        found = states @ self.arrays[f"{name}.weight"][rows].T + self.arrays[f"{name}.bias"][rows]
        return found.reshape(*states.shape[:-1], 2, POINTER)

    def keys(self, states: Floats, convention: int) -> Floats:
        """What contents are compared to: (n, 2, POINTER)."""
        return self.part("pointer_key", states, convention)

    def point(self, states: Floats, keys: Floats, start: int, end: int, convention: int) -> Floats:
        """Probability (2, n) of each wordpiece of a window to be in the source, and the cue, of content start:end."""
        content = np.concatenate([states[start], states[end - 1], states[start:end].mean(0)])
        query = self.part("pointer_query", content, convention)
        return softmax(np.einsum("kd,nkd->kn", query, keys) / math.sqrt(POINTER))

    def labels(self, states: Floats, starts: list[int]) -> tuple[Floats, Floats]:
        """Probability (S, L) of each label in each sentence, and each wordpiece's share of it (n, L).

        Sentences are runs of wordpieces that begin at `starts` (sorted, the first 0).
        """
        scores = self.linear("label_query", states)
        lengths = np.diff([*starts, len(states)])
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths, axis=0))
        shares: Floats = powers / np.repeat(np.add.reduceat(powers, starts), lengths, axis=0)
        values = states @ self.arrays["label_value.weight"].T
        logits = np.add.reduceat(shares * values, starts) + self.arrays["label_value.bias"]
        return logistic(logits), shares

    def status(self, pooled: Floats, labels: list[int]) -> Floats:
        """Probability (r, statuses) for what r labels attend to (r, W)."""
        return softmax(self.linear("status", pooled) + self.arrays["status_bias"][labels])

    def action(self, pooled: Floats) -> Floats:
        """Probability (r, actions) of what is done, were each a measure."""
        return softmax(self.linear("action", pooled))
