"""The small heads that read the encoder's hidden states; their weights come from one file."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.reading.local.labels import PARTS, TAGS
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

    def tags(self, states: Floats, convention: int) -> Floats:
        """Probabilities (n, parts, tags) of a convention for n wordpieces."""
        size = len(PARTS) * len(TAGS)
        rows = slice(size * convention, size * (convention + 1))
        found = states @ self.arrays["tags.weight"][rows].T + self.arrays["tags.bias"][rows]
        return softmax(found.reshape(len(states), len(PARTS), len(TAGS)))

    def pointer(self, name: str, convention: int) -> tuple[Floats, Floats]:
        """A pointer's weights (2, POINTER, width) and bias (2, POINTER) of a convention, for source and cue."""
        rows = slice(2 * POINTER * convention, 2 * POINTER * (convention + 1))
        weight, bias = self.arrays[f"{name}.weight"][rows], self.arrays[f"{name}.bias"][rows]
        return weight.reshape(2, POINTER, -1), bias.reshape(2, POINTER)

    def asked(self, told: Floats, convention: int) -> Floats:
        """What source and cue of c contents are sought by, (c, 2, width); `told`: first, last, mean state of each.

        The product of query and keys is taken as (query @ key weights) @ states: contents are fewer than wordpieces.
        """
        weight, bias = self.pointer("pointer_query", convention)
        query = (told @ weight.reshape(-1, told.shape[1]).T + bias.reshape(-1)).reshape(-1, 2, POINTER)
        weight, _ = self.pointer("pointer_key", convention)  # its bias adds the same to every wordpiece
        return np.asarray((query.transpose(1, 0, 2) @ weight).transpose(1, 0, 2), np.float32)

    def point(self, states: Floats, asked: Floats) -> Floats:
        """Probability (c, 2, n) of each wordpiece of a window to be in the source, and the cue, of c contents."""
        logits = asked.reshape(-1, states.shape[1]) @ states.T
        return softmax(logits.reshape(len(asked), 2, -1) / math.sqrt(POINTER))

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
