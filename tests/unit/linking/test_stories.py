"""Stories: documents of one matter together, copies with their origin."""

from __future__ import annotations

import numpy as np
import pytest

from detente.linking.stories import FIRST, LEAD, clusters, cosines, group, stem, terms
from detente.model import Document

FIRE = "The warehouse fire in the old harbour burned all night and firemen saved the grain silo next to the quay"
TALKS = "Envoys met in the lakeside hotel to bargain over customs duties and minerals until the small hours of Sunday"
FIRE2 = "Firemen fought the harbour warehouse fire through the night; the grain silo was saved, the quay was closed"
TALKS2 = "The envoys will bargain again over customs duties, they said after Sunday in the lakeside hotel"
OTHERS = [
    "A choir from one valley won some singing prize, performing ballads about goats",
    "Comets become visible above southern horizons shortly before dawn",
    "Bakers raised prices: rye loaves cost more after poor harvests",
    "Chess club members elected another chairwoman",
]


def docs(*texts: str) -> list[Document]:
    return [Document(id=f"d{at}", text=text, published=f"2025-06-{at + 1:02}") for at, text in enumerate(texts)]


def test_documents_of_one_matter_are_one_story() -> None:
    rows = group(docs(FIRE, TALKS, FIRE2, TALKS2, *OTHERS))
    assert [row.story for row in rows[:4]] == ["d0", "d1", "d0", "d1"]
    assert len({row.story for row in rows}) == 2 + len(OTHERS)


def test_a_story_is_named_after_its_first_document_in_whatever_order() -> None:
    rows = group(docs(FIRE, TALKS, FIRE2, TALKS2, *OTHERS)[::-1])
    assert {row.id: row.story for row in rows}["d2"] == "d0"


def test_a_copy_stands_with_its_origin() -> None:
    long = " ".join(f"{word}{at}" for at in range(30) for word in FIRE.split())
    rows = group([*docs(long), Document(id="copy", text=long[:900], published="2025-06-02"), *docs(*OTHERS)[1:]])
    assert (rows[1].origin, rows[1].copied, rows[1].story) == ("d0", True, "d0")
    assert rows[0].origin is None


def test_nothing_makes_no_story() -> None:
    assert group([]) == []


def test_empty_texts_are_stories_of_their_own() -> None:
    assert len({row.story for row in group(docs("", ""))}) == 2


def test_average_link_joins_down_to_the_threshold() -> None:
    table = np.array([[1, 0.9, 0.1], [0.9, 1, 0.3], [0.1, 0.3, 1]], dtype=np.float32)
    assert clusters(table, 0.25) == [0, 0, 2]
    assert clusters(table, 0.15) == [0, 0, 0]


def test_cosines_are_those_of_unit_vectors() -> None:
    table = cosines([FIRE, FIRE, *OTHERS])
    assert np.allclose(table[0, 1], 1, atol=1e-5)
    assert np.allclose(table, table.T)


STEMS = [
    ("talks", "talk"),
    ("talked", "talk"),
    ("talking", "talk"),
    ("duties", "duty"),
    ("boxes", "box"),
    ("press", "press"),
    ("gas", "gas"),
    ("red", "red"),
]


@pytest.mark.parametrize(("word", "stemmed"), STEMS)
def test_forms_of_one_word_are_one(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_the_beginning_counts_once_more_and_what_is_far_down_not_at_all() -> None:
    text = " ".join(["quay"] + ["filler"] * (LEAD - 1) + ["silo"] + ["filler"] * (FIRST - LEAD - 1) + ["goat"])
    assert (terms(text)["quay"], terms(text)["silo"], terms(text)["goat"]) == (2, 1, 0)
