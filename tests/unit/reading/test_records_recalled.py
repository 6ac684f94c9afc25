"""Contacts that a text recalls as the last ones."""

from __future__ import annotations

import pytest

from detente.model import Document
from detente.reading.page import RecordProposal
from detente.reading.page_reader import page_of
from detente.reading.records.recalled import with_recalled

RECALLED = "It is the first talk of Donald Trump and Xi Jinping since their last formal meeting in late 2024."
CASES = [
    ("a last meeting with its time", RECALLED, 1),
    ("one without a time", "Donald Trump and Xi Jinping spoke of their last formal meeting.", 0),
    ("a meeting that is not called the last", "Donald Trump and Xi Jinping held a meeting in late 2024.", 0),
]


@pytest.mark.parametrize(("why", "text", "count"), CASES, ids=[case[0] for case in CASES])
def test_recalled(why: str, text: str, count: int) -> None:
    assert len(with_recalled(page_of(Document(id="d", text=text, published="2025-06-06")), ())) == count, why


def test_what_the_model_found_stays_alone() -> None:
    page = page_of(Document(id="d", text=RECALLED, published="2025-06-06"))
    held = RecordProposal(start=0, end=len(RECALLED), kind="event", type="CONSULT", rule="model")
    assert with_recalled(page, (held,)) == (held,)
