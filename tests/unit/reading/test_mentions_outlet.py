"""The document's own outlet is known by its name, whatever the lists say. All sentences are written for these tests."""

from __future__ import annotations

import pytest

from detente.model import Document
from detente.reading.page_reader import page_of

CASES = [
    ("an outlet no list knows", "Talks go on, the Caspian Bulletin reports.", "Caspian Bulletin", ["Caspian Bulletin"]),
    ("each place", "Caspian Bulletin: no. Caspian Bulletin: yes.", "Caspian Bulletin", ["Caspian Bulletin"] * 2),
    ("a part of a word is no name", "The Caspian Bulletins are old.", "Caspian Bulletin", []),
    ("a short name is too common", "The sun rose.", "Sun", []),
    ("signs in a name are no pattern", "What? (Extra) said so.", "(Extra)", ["(Extra)"]),
    ("no outlet", "Talks go on.", None, []),
]


@pytest.mark.parametrize(("behaviour", "text", "outlet", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_own_outlet_is_a_mention(behaviour: str, text: str, outlet: str | None, expected: list[str]) -> None:
    page = page_of(Document(id="a", text=text, outlet=outlet))
    found = [mention for mention in page.mentions if mention.kind == "outlet"]
    assert [mention.text for mention in found] == expected, behaviour
    assert all(text[m.start : m.end] == m.text for m in page.mentions)
