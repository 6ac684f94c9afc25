"""Which documents tell the same story: TF-IDF vectors, average-link clusters cut at one threshold, copies folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
import numpy as np
import numpy.typing as npt

from detente.linking.copies import family
from detente.model import Document, precedence

ALIKE = 0.18
"""Average cosine of two stories' documents from which on they are one, whatever the set; tuned on ECB+ topics 1-35 and
on political news of one week."""
FIRST = 400
"""Words of a text that count: news tells what it is about first, and background makes all of one dispute alike."""
LEAD = 100
"""Words at the beginning that count once more."""
ENDINGS = (("ies", "y", 5), ("ing", "", 6), ("ed", "", 5), ("es", "", 5), ("s", "", 4))
"""Endings that forms of one word differ by, what stands in their place, and the letters a word has at the least."""

WHOLE = 3000
"""Documents that are compared all with all; more are taken a stretch of time at a time."""
STRETCH, OVERLAP = 1500, 500
"""Documents of a stretch, and how many of them are those of the one before."""

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
    """One row a document, in order. A story is named after its first document by publication.

    Time and memory grow as the number of documents where there are more than WHOLE: stories of documents that were
    published far apart, with STRETCH others between them, are then told apart.
    """
    origin = family(documents)
    labels = _labels(documents) if len(documents) <= WHOLE else _labels_by_stretch(documents)
    parent = _merged(documents, labels, origin)
    return [Story(d.id, parent[d.id], origin.get(d.id), d.id in origin) for d in documents]


def _labels(documents: Sequence[Document]) -> list[int]:
    """The cluster of each document."""
    return clusters(cosines([f"{d.title or ''} {d.text}" for d in documents]), ALIKE)


def _labels_by_stretch(documents: Sequence[Document]) -> list[int]:
    """The cluster of each document, from stretches of time that overlap: new documents of a cluster join the story that
    most of its older ones are in.
    """
    order = sorted(range(len(documents)), key=lambda at: precedence(documents[at].id, documents[at].published))
    labels: dict[int, int] = {}
    for start in range(0, max(1, len(order) - OVERLAP), STRETCH - OVERLAP):
        stretch = order[start : start + STRETCH]
        found = _labels([documents[at] for at in stretch])
        held: dict[int, Counter[int]] = {}
        for at, label in zip(stretch, found, strict=True):
            if at in labels:
                held.setdefault(label, Counter())[labels[at]] += 1
        for at, label in zip(stretch, found, strict=True):
            older = held.get(label)
            labels.setdefault(at, older.most_common(1)[0][0] if older else stretch[label])
    return [labels[at] for at in range(len(documents))]


def _merged(documents: Sequence[Document], labels: list[int], origin: dict[str, str]) -> dict[str, str]:
    """The story's name of each document: copies stand with their origin, whatever their own words."""
    label = {d.id: at for d, at in zip(documents, labels, strict=True)}
    own = {d.id: label[origin.get(d.id, d.id)] for d in documents}
    names: dict[int, str] = {}
    for document in sorted(documents, key=lambda d: precedence(d.id, d.published)):
        names.setdefault(own[document.id], document.id)
    return {d.id: names[own[d.id]] for d in documents}


def cosines(texts: Sequence[str]) -> Matrix:
    """Cosines (n x n) of TF-IDF vectors: 1 + log tf, log(n / df), unit length; words of one text alone are left out."""
    counts = [terms(text) for text in texts]
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


def terms(text: str) -> Counter[str]:
    """How often each word, by its stem, stands among the FIRST of the text; those of its LEAD once more."""
    found = [stem(word) for word in islice(_words(text), FIRST)]
    return Counter(found) + Counter(set(found[:LEAD]))


def _words(text: str) -> Iterator[str]:
    return (found.group() for found in _WORD.finditer(text.lower()))


def stem(word: str) -> str:
    """The word without the ending that its forms differ by: 'talks' and 'talked' are 'talk'."""
    for ending, instead, least in ENDINGS:
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word


def clusters(likeness: Matrix, threshold: float) -> list[int]:
    """Average-link clusters (UPGMA): the two most alike are joined while their average is `threshold` or more.

    Returns a label for each row, the place of one of its cluster. Quadratic in time and memory: the best of each row is
    kept, and looked for anew only where it was with one of the two joined.
    """
    count = len(likeness)
    table = likeness.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    sizes, label = np.ones(count), np.arange(count)
    best = table.max(axis=1, initial=-np.inf)
    while count > 1:
        one = int(best.argmax())
        if best[one] < threshold:
            break
        other = int(table[one].argmax())
        lost = np.flatnonzero((best >= threshold) & ((table[:, one] == best) | (table[:, other] == best)))
        joined = (sizes[one] * table[one] + sizes[other] * table[other]) / (sizes[one] + sizes[other])
        joined[[one, other]] = -np.inf
        table[one], table[:, one] = joined, joined
        table[other], table[:, other] = -np.inf, -np.inf
        np.maximum(best, joined, out=best)
        best[lost] = table[lost].max(axis=1)
        best[[one, other]] = joined.max(), -np.inf
        sizes[one] += sizes[other]
        label[label == other] = one
    return [int(at) for at in label]
