"""One sentence with two measures, and which proposals stand when the rules are heard too."""

from __future__ import annotations

import pytest

from detente.model import STATUSES
from detente.reading.local import agreement
from detente.reading.local.instances import parted
from detente.reading.page import Page, RecordProposal, Sentence

TARIFF = "measure:tariff"


@pytest.mark.parametrize(
    ("text", "second"),
    [
        pytest.param("a 10 percent duty on steel, and 25 percent on cars", "25 percent on cars", id="two figures"),
        pytest.param("it raised tariffs on beef and cut duties on wine", "cut duties on wine", id="two nouns"),
        pytest.param("tariffs rose to 25 percent from 10 percent", None, id="a range is one figure"),
        pytest.param("a 25 percent tariff on $50 billion of goods, it said", None, id="a rate and a volume are one"),
        pytest.param("a tariff on steel, and more to come", None, id="one noun"),
        pytest.param("tariffs tariffs", None, id="no joint between them"),
    ],
)
def test_a_sentence_is_parted_before_its_second_tariff(text: str, second: str | None) -> None:
    cut = parted(text, 0, len(text), TARIFF)
    assert (None if cut is None else text[cut:]) == second


def test_other_records_are_not_parted() -> None:
    text = "a 10 percent duty on steel, and 25 percent on cars"
    assert parted(text, 0, len(text), "event:ACCUSE") is None


def proposal(page: Page, confidence: float) -> RecordProposal:
    sentence = page.sentences[0]
    return RecordProposal(
        start=sentence.start,
        end=sentence.end,
        kind="event",
        type="CONSULT",
        statuses=(0.9, *([0.1 / (len(STATUSES) - 1)] * (len(STATUSES) - 1))),
        confidence=confidence,
        rule="local model",
    )


@pytest.fixture
def page() -> Page:
    text = "It was so. It was so. It was so."
    return Page(text=text, sentences=(Sentence(0, 10, 0), Sentence(11, 21, 0), Sentence(22, 32, 0)))


def test_a_proposal_that_the_rules_do_not_second_stands_only_where_the_model_is_surer(page: Page) -> None:
    weak, strong = proposal(page, agreement.STANDS + 0.01), proposal(page, 0.9)
    found = list(agreement.agreed(page, [weak, strong]))
    assert [p.start for p in found] == [strong.start]
    assert found[0].confidence < strong.confidence


def test_a_headline_needs_less(page: Page) -> None:
    short = Page(text=page.text[:10], sentences=page.sentences[:1])
    doubtful = proposal(page, agreement.STANDS + 0.01)
    assert list(agreement.agreed(page, [doubtful])) == []
    assert len(list(agreement.agreed(short, [doubtful]))) == 1


def test_a_status_is_always_one_of_the_nine(page: Page) -> None:
    found = list(agreement.agreed(page, [proposal(page, 0.95)]))
    assert found[0].status in STATUSES
