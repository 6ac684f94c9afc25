"""Stories of many documents: the clusters are those of the plain algorithm, and stretches of time join."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking import stories
from detente.linking.stories import Matrix, clusters, group
from detente.model import Document

TOPICS = (
    "harbour fire silo quay firemen",
    "envoys duties minerals lakeside bargain",
    "choir ballads goats valley prize",
)


def plainly(likeness: Matrix, threshold: float) -> set[frozenset[int]]:
    """Average link by its definition: the two clusters with the best mean are joined, over and over."""
    found = [frozenset({at}) for at in range(len(likeness))]
    while len(found) > 1:
        means = {
            (one, other): float(np.mean([[likeness[i, j] for j in other] for i in one]))
            for at, one in enumerate(found)
            for other in found[at + 1 :]
        }
        one, other = max(means, key=lambda pair: means[pair])
        if means[one, other] < threshold:
            break
        found = [each for each in found if each not in (one, other)] + [one | other]
    return set(found)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.integers(0, 10_000), st.sampled_from([0.3, 0.5, 0.7]))
def test_clusters_are_those_of_the_plain_algorithm(size: int, seed: int, threshold: float) -> None:
    table = np.random.default_rng(seed).random((size, size))
    table = ((table + table.T) / 2).astype(np.float32)
    labels = clusters(table, threshold)
    assert {frozenset(np.flatnonzero(np.array(labels) == label)) for label in labels} == plainly(table, threshold)


def news() -> list[Document]:
    """Thirty documents of three matters, one matter after the other, with words of their own."""
    draw = random.Random(5)
    return [
        Document(
            id=f"d{at:02}",
            text=f"{' '.join(draw.sample(TOPICS[at // 10].split(), 4))} own{at} word{at}",
            published=f"2025-06-{at + 1:02}",
        )
        for at in range(30)
    ]


def told(documents: list[Document]) -> dict[str, str]:
    return {row.id: row.story for row in group(documents)}


def test_stretches_of_time_join_to_the_stories_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(news())
    assert set(whole.values()) == {"d00", "d10", "d20"}
    for name, value in {"WHOLE": 10, "STRETCH": 12, "OVERLAP": 4}.items():
        monkeypatch.setattr(stories, name, value)
    assert told(news()) == whole
    assert told(news()[::-1]) == whole
