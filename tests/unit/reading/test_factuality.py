"""Status: what a text claims, whatever is so."""

from __future__ import annotations

import pytest

from detente.reading import factuality, sentences, times
from detente.reading.page import Page, RecordProposal
from detente.reading.records.frames import frame

CASES = [
    ("a past tense happened", "The ministry imposed tariffs on pumps last week.", "measure", "tariff", "happened"),
    ("'will' with a date is planned", "The duties will take effect on July 1.", "measure", "tariff", "planned"),
    ("a threat threatens", "He threatened to impose tariffs on all pumps.", "measure", "tariff", "threatened"),
    ("what is considered is proposed", "Officials are considering tariffs on pumps.", "measure", "tariff", "proposed"),
    ("a negated verb is negated", "The envoys did not meet in Oslo.", "event", "CONSULT", "negated"),
    ("a meeting told of happened", "The envoys met in Oslo on Monday.", "event", "CONSULT", "happened"),
    ("a meeting ahead is planned", "The envoys will meet in Oslo next week.", "event", "CONSULT", "planned"),
    ("a pledge is planned", "The island pledged to buy more pumps.", "commitment", "commitment", "planned"),
    ("a threat was uttered", "He threatened to leave the pact.", "event", "THREATEN", "happened"),
]


@pytest.mark.parametrize(("behaviour", "text", "kind", "type_", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_status_is_claimed(behaviour: str, text: str, kind: str, type_: str, expected: str) -> None:
    split = sentences.split(text)
    page = Page(text=text, published="2025-06-06", sentences=split, times=times.find(text, split, "2025-06-06"))
    given = RecordProposal(start=0, end=len(text), kind=kind, type=type_, rule="test")  # type: ignore[arg-type]
    framed = frame(page, given)
    assert framed is not None
    assert factuality.status(framed) == expected
