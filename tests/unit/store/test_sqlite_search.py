"""How a query of anybody's words becomes an FTS5 expression."""

from __future__ import annotations

import pytest

from detente.store.sqlite.search import match_expression

CASES = [
    ("cheese", '"cheese"', "a word"),
    ("cheese duty", '"cheese" "duty"', "two words, both wanted"),
    ('"duty on cheese" now', '"duty on cheese" "now"', "a phrase and a word"),
    ('now"duty on cheese"', '"now" "duty on cheese"', "a phrase needs no space before it"),
    ('"duty on', '"duty on"', "a phrase left open runs to the end"),
    ("«duty on» cheese", '"duty on" "cheese"', "guillemets hold a phrase"),
    ("a AND b", '"a" "AND" "b"', "an operator is a word"),
    ("title:cheese*", '"title:cheese*"', "so are a column and a star"),
    ("- ** cheese", '"cheese"', "what has no letter or digit is left out"),
    ("稀土 роза", '"稀土" "роза"', "words of any script"),
    ("a\0b", '"a" "b"', "a NUL parts words"),
    ('""', None, "an empty phrase"),
    ("  ", None, "nothing"),
    ("\ud800", None, "half a character"),
]


@pytest.mark.parametrize(("words", "expression", "why"), CASES)
def test_words_become_an_expression(words: str, expression: str | None, why: str) -> None:
    assert match_expression(words) == expression, why


def test_a_query_has_an_end() -> None:
    assert match_expression("word " * 5000) == " ".join(['"word"'] * 64)
