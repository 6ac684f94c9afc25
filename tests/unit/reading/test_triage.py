"""Triage: which texts a profile lets pass, why, and what becomes of the others."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.model import Document, DocumentRef, ReaderInfo, Reading
from detente.reading.triage import Gate, Profile, TriagingReader, parsed, profile

FRUIT = Profile(
    words={"fruit": ("apple", "plum jam"), "shop": ("grocer", "u.k")},
    ways=({"fruit": 100, "shop": 0}, {"fruit": 400}),
)


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        pytest.param("The grocer sold an apple.", True, id="both groups are named"),
        pytest.param("The GROCER’s Apple", True, id="case and possessives do not matter"),
        pytest.param("A jar of plum jam from the U.K. came", True, id="phrases and words with stops count"),
        pytest.param(
            "An apple fell from the tree today", False, id="a group is missing, and the other not often enough"
        ),
        pytest.param("Apple, apple, apple", True, id="one group alone where it is named so often"),
        pytest.param("The grocer sold pineapples.", False, id="parts of words do not count"),
        pytest.param(
            "The grocer sold an apple " + "and then more of the same " * 5, False, id="too seldom for a long text"
        ),
        pytest.param("", False, id="an empty text"),
    ],
)
def test_a_text_passes_where_one_way_holds(text: str, relevant: bool) -> None:
    assert Gate(FRUIT).verdict(text).relevant is relevant


def test_a_verdict_says_what_it_rests_on() -> None:
    assert Gate(FRUIT).verdict("An apple, an apple!").reason == "fruit 2, shop 0 in 4 words"


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        pytest.param(
            "Beijing will answer Washington's new tariffs on Chinese steel.", True, id="a tariff between the two"
        ),
        pytest.param("Washington will put tariffs on Canadian lumber, Ottawa was told.", False, id="of other parties"),
        pytest.param("The Chinese team beat the American team in the final on Sunday night.", True, id="dense in both"),
    ],
)
def test_the_default_profile_knows_its_dispute(text: str, relevant: bool) -> None:
    assert Gate(profile()).verdict(text).relevant is relevant


class Everything:
    def read(self, document: Document, *, broad: bool = False) -> Reading:
        return Reading(document=DocumentRef.of(document), reader=ReaderInfo(name="all", version="1"))


def test_what_is_passed_over_has_an_empty_reading_that_says_why() -> None:
    reader = TriagingReader(Gate(FRUIT), Everything())
    assert reader.read(Document(id="a", text="the grocer, an apple")).reader.name == "all"
    passed = json.loads(msgspec.json.encode(reader.read(Document(id="b", text="a stone"))))
    assert (passed["reader"]["name"], passed["quotes"], passed["records"]) == ("triage", [], [])
    assert passed["passed_over"] == "fruit 0, shop 0 in 2 words"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("words = 3", "is no profile", id="of another shape"),
        pytest.param('ways = []\n[words]\na = ["b"]', "it has no ways", id="without ways"),
        pytest.param('[words]\na = ["b"]\n[[ways]]\nc = 1', "its ways name c", id="with a way of unknown words"),
        pytest.param("[words", "is no profile", id="no TOML"),
    ],
)
def test_a_profile_that_is_none_is_named(text: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong) as raised:
        parsed(text, "mine.toml")
    assert str(raised.value).startswith("mine.toml")


def test_an_unknown_profile_is_named_beside_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'mars'.*us-china-trade"):
        profile("mars")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_has_a_verdict_and_naming_more_never_counts_less(text: str, more: str) -> None:
    gate = Gate(FRUIT)
    assert gate.verdict(f"{text} {more} apple").named["fruit"] > gate.verdict(text).named["fruit"]


def test_the_profile_of_the_docs_can_be_copied() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "triage.md").read_text(encoding="utf-8")
    example = re.search(r"^    label.*?(?=^\S)", page, re.MULTILINE | re.DOTALL)
    assert example is not None
    gate = Gate(parsed(textwrap.dedent(example.group()), "triage.md"))
    assert gate.verdict("The mainland has cut the cod quota; islanders protest.").relevant
