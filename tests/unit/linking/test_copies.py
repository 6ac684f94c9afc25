"""Near copies: containment, direction by publication, any order of arrival."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking.copies import family, shingles
from detente.model import Document, Likeness, origins

WORDS = ["harbour", "ledger", "orchard", "signal", "copper", "meadow", "lantern", "parcel", "thunder", "velvet"]


def prose(seed: int, sentences: int = 40) -> str:
    """Sentences of made-up words, different for each seed."""
    draw = random.Random(seed)
    return " ".join(" ".join(draw.choice(WORDS) for _ in range(12)) + f" {draw.random()}." for _ in range(sentences))


def doc(name: str, text: str, published: str | None = "2025-06-05T08:00:00Z") -> Document:
    return Document(id=name, text=text, published=published)


ORIGINAL = prose(1)
CASES = [
    ("the whole text", ORIGINAL, "2025-06-05T12:00:00Z", True),
    ("the first half", ORIGINAL[: len(ORIGINAL) // 2], "2025-06-05T12:00:00Z", True),
    ("the first quarter", ORIGINAL[: len(ORIGINAL) // 4], "2025-06-05T12:00:00Z", True),
    ("half of it spliced into another text", prose(2, 20) + ORIGINAL[: len(ORIGINAL) // 2], "2025-06-06", True),
    ("every twelfth word changed", " ".join("new" if i % 12 == 5 else w for i, w in enumerate(ORIGINAL.split())),
     "2025-06-06", True),
    ("another text", prose(3), "2025-06-06", False),
    ("the same words a month later are background", ORIGINAL, "2025-07-20", False),
    ("the same long quotation", prose(4, 10) + '"' + ORIGINAL[:550] + '"', "2025-06-06", False),
    ("a date that is no date does not matter", ORIGINAL, "some day in June", True),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "text", "published", "copied"), CASES, ids=[row[0] for row in CASES])
def test_what_is_a_copy(behaviour: str, text: str, published: str, copied: bool) -> None:
    found = family([doc("copy", text, published), doc("original", ORIGINAL)])
    assert found == ({"copy": "original"} if copied else {})


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    rows = [doc("c", ORIGINAL[:2000], "2025-06-07"), doc("b", ORIGINAL[:4000], "2025-06-06"), doc("a", ORIGINAL)]
    assert family(rows) == {"b": "a", "c": "a"}


def test_a_text_spliced_from_two_does_not_make_them_one_family() -> None:
    one, two = prose(5), prose(6)
    rows = [doc("one", one), doc("two", two), doc("both", one[:2400] + two[:1500], "2025-06-06")]
    assert family(rows) == {"both": "one"}


def test_an_undated_document_copies_the_dated_one() -> None:
    assert family([doc("a", ORIGINAL, None), doc("b", ORIGINAL)]) == {"a": "b"}


def test_shingles_fit_a_signed_64_bit_integer() -> None:
    values = shingles(ORIGINAL)
    assert values
    assert all(-(2**63) <= value < 2**63 for value in values)


def test_shingles_do_not_see_case_and_line_breaks() -> None:
    assert shingles(ORIGINAL.upper().replace(" ", "\n")) == shingles(ORIGINAL)


@pytest.mark.parametrize("text", ["", "four words are few", "\ud800 lone " * 9])
def test_shingles_of_odd_texts(text: str) -> None:
    assert isinstance(shingles(text), frozenset)


def test_containment_is_of_the_shorter_text() -> None:
    assert Likeness(document="x", shared=5, own=10, theirs=100).containment == 0.5


PAIRS = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.floats(0, 1)), max_size=8)


@settings(max_examples=25, deadline=None)
@given(PAIRS, st.randoms(use_true_random=False))
def test_origins_have_no_order_and_are_roots(pairs: list[tuple[str, str, float]], draw: random.Random) -> None:
    rows = {name: doc(name, "", f"2025-06-0{at + 1}") for at, name in enumerate("abcde")}
    shuffled = [
        (b, a, share) if draw.random() < 0.5 else (a, b, share) for a, b, share in draw.sample(pairs, len(pairs))
    ]
    found = origins(rows, pairs)
    assert found == origins(rows, shuffled)
    assert not set(found.values()) & set(found)
