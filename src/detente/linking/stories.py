"""Which documents tell the same story: TF-IDF vectors, average-link clusters cut at one threshold, copies folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from detente.linking.copies import family
from detente.model import Document

ALIKE = 0.2
"""Average cosine of two stories' documents from which on they are one; tuned on ECB+ topics 1-35."""

Matrix = npt.NDArray[np.float32]
_WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*")


class Story(msgspec.Struct, frozen=True):
    """One document's place: its story, the document it copies (None where it copies none) and how much of it.

    `copied` is whether the document is a copy.
    """

    id: str
    story: str
    origin: str | None
    copied: bool


def group(documents: Sequence[Document]) -> list[Story]:
    """One row a document, in order. A story is named after its first document by publication."""
    origin = family(documents)
    labels = clusters(cosines([f"{d.title or ''} {d.text}" for d in documents]), ALIKE)
    parent = _merged(documents, labels, origin)
    return [Story(d.id, parent[d.id], origin.get(d.id), d.id in origin) for d in documents]


def _merged(documents: Sequence[Document], labels: list[int], origin: dict[str, str]) -> dict[str, str]:
    """The story's name of each document: copies stand with their origin, whatever their own words."""
    label = {d.id: at for d, at in zip(documents, labels, strict=True)}
    own = {d.id: label[origin.get(d.id, d.id)] for d in documents}
    names: dict[int, str] = {}
    for document in sorted(documents, key=lambda d: (d.published is None, d.published or "", d.id)):
        names.setdefault(own[document.id], document.id)
    return {d.id: names[own[d.id]] for d in documents}


def cosines(texts: Sequence[str]) -> Matrix:
    """Cosines (n x n) of TF-IDF vectors: 1 + log tf, log(n / df), unit length; words of one text alone are left out."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    held = Counter(word for count in counts for word in count)
    places = {word: at for at, word in enumerate(sorted(w for w, n in held.items() if n > 1))}
    weights = np.zeros((len(texts), len(places)), dtype=np.float32)
    for row, count in enumerate(counts):
        for word, n in count.items():
            if word in places:
                weights[row, places[word]] = (1 + np.log(n)) * np.log(len(texts) / held[word])
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(lengths == 0, 1, lengths)
    return np.asarray(weights @ weights.T, dtype=np.float32)


def clusters(likeness: Matrix, threshold: float) -> list[int]:
    """Average-link clusters (UPGMA): the two most alike are joined while their average is `threshold` or more.

    Returns a label for each row. Quadratic in memory, so meant for some thousands of documents.
    """
    count = len(likeness)
    table = likeness.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    sizes, label = np.ones(count), list(range(count))
    while count > 1:
        one, other = divmod(int(table.argmax()), count)
        if table[one, other] < threshold:
            break
        joined = (sizes[one] * table[one] + sizes[other] * table[other]) / (sizes[one] + sizes[other])
        table[one], table[:, one] = joined, joined
        table[one, one] = -np.inf
        table[other], table[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        label = [one if at == other else at for at in label]
    return label
