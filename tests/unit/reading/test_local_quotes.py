"""Quotations out of tag probabilities: where contents begin and end, and what is left of them in characters."""

from __future__ import annotations

import numpy as np
import pytest

from detente.reading.local.quotes import Piece, characters, likeliest_runs, merged, segments
from detente.reading.local.tokens import Tokens

SURE = {"O": (0.98, 0.01, 0.01), "B": (0.01, 0.98, 0.01), "I": (0.01, 0.01, 0.98), "?": (0.6, 0.0001, 0.3999)}


def tags(letters: str) -> np.ndarray:
    return np.asarray([SURE[x] for x in letters], np.float32)


def words(text: str) -> Tokens:
    """One token a word, sentence 0."""
    starts, at = [], 0
    for word in text.split(" "):
        starts.append(at)
        at += len(word) + 1
    ends = [s + len(w) for s, w in zip(starts, text.split(" "), strict=True)]
    zeros = np.zeros(len(starts), np.int64)
    return Tokens(zeros, np.asarray(starts), np.asarray(ends), zeros, zeros)


@pytest.mark.parametrize(
    ("letters", "runs"),
    [
        pytest.param("OBIIO", [[1, 4]], id="a run begins and goes on"),
        pytest.param("OBIBI", [[1, 3], [3, 5]], id="a second beginning is a second run"),
        pytest.param("BI?II", [[0, 5]], id="a doubtful word does not break a run"),
        pytest.param("O??OO", [], id="without a beginning there is no run"),
        pytest.param("OOB", [[2, 3]], id="a run may be the last word"),
        pytest.param("", [], id="no words"),
    ],
)
def test_contents_are_the_likeliest_runs_as_a_whole(letters: str, runs: list[list[int]]) -> None:
    assert likeliest_runs(tags(letters).reshape(-1, 3), 0.0).tolist() == runs


def test_an_unlikely_beginning_costs_precision_only_where_it_is_let_in() -> None:
    doubtful = np.asarray([[0.6, 0.4, 0.0], [0.4, 0.001, 0.599]], np.float32)
    assert likeliest_runs(doubtful, -2.0).tolist() == []
    assert likeliest_runs(doubtful, 2.0).tolist() == [[0, 2]]


def test_sources_are_runs_over_a_floor() -> None:
    assert segments(tags("OIIOBI"), 0.5).tolist() == [[1, 3], [4, 6]]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("“Tea is good,”", "Tea is good", id="outer marks and comma go"),
        pytest.param("tea is “very good”", "tea is “very good”", id="a mark that opened within stays"),
        pytest.param("“Good” tea is here", "“Good” tea is here", id="a mark that closes within stays"),
        pytest.param("” ,", None, id="nothing but marks is no content"),
    ],
)
def test_content_in_characters_has_no_marks_at_its_edges(text: str, left: str | None) -> None:
    tokens = words(text)
    span = characters(text, tokens, (0, len(tokens)))
    assert (text[slice(*span)] if span else None) == left


def test_pieces_with_one_cue_are_one_quotation() -> None:
    tokens = words("tea said Lee is good and Wu agreed")
    first, second = Piece((0, 1), (2, 3), (1, 2), 0.9), Piece((3, 5), (2, 3), (1, 2), 0.9)
    other = Piece((5, 6), (6, 7), (7, 8), 0.9)
    assert merged([first, second, other], tokens) == [[first, second], [other]]
