"""What the encoder is told about each wordpiece, and how texts are cut into windows."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from detente.reading.local.tokens import Tokens, tokenize, wordpieces
from detente.reading.local.windows import CONTEXT, windows
from detente.reading.sentences import split

CAPITAL, CAPITALS, MARKED, SENTENCE, PARAGRAPH, TEXT = 1, 2, 3, 6, 12, 18


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def types(text: str, tokenizer: Tokenizer) -> list[int]:
    return tokenize(text, split(text), tokenizer).types.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("tea is good", [TEXT, 0, 0], id="the first word of the text"),
        pytest.param("Tea WTO", [TEXT + CAPITAL, CAPITALS], id="one capital and several"),
        pytest.param("a. B", [TEXT, 0, SENTENCE + CAPITAL], id="the first word of a sentence"),
        pytest.param("a.\n\nb", [TEXT, 0, PARAGRAPH], id="the first word of a paragraph"),
        pytest.param("“a” b", [TEXT + MARKED, MARKED, 0, 0], id="an opening mark is within, a closing one without"),
        pytest.param('b "a', [TEXT, MARKED, MARKED], id="a straight mark opens"),
        pytest.param('"a\nb', [TEXT + MARKED, MARKED, 0], id="a line end closes"),
    ],
)
def test_a_wordpiece_knows_its_case_its_marks_and_what_it_opens(
    text: str, expected: list[int], tokenizer: Tokenizer
) -> None:
    assert types(text, tokenizer) == expected


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        st.one_of(st.sampled_from(' ."“”\nAa'), st.characters(), st.characters(categories=["Cs"])), max_size=60
    )
)
def test_any_text_has_wordpieces_in_order_within_its_sentences(text: str) -> None:
    made = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    sentences = split(text)
    tokens = tokenize(text, sentences, made)
    assert (np.diff(tokens.starts) >= 0).all()
    assert all(sentences[i].start <= s < sentences[i].end for i, s in zip(tokens.sentence, tokens.starts, strict=True))


LETTERS = "abcé"
PIECES = {
    "[UNK]": 0,
    "[MASK]": 1,
    **{f"{lead}{x}": at for at, (lead, x) in enumerate(itertools.product(("", "##"), "abce'“"), 2)},
}


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from(LETTERS + " \n-.'’“[]\u00a0\u0301\x1c\u200b中"), st.characters(exclude_categories=["Cs"])
        ),
        max_size=30,
    )
)
@example("a [MASK] b")
@example("a" * 120 + " b")
def test_a_text_cut_part_by_part_has_the_wordpieces_of_the_whole(text: str) -> None:
    made = Tokenizer(models.WordPiece(PIECES, unk_token="[UNK]"))
    made.add_special_tokens(["[MASK]"])
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ids, starts, ends, _ = wordpieces(text, made)
    whole = made.encode(text, add_special_tokens=False)
    assert ids.tolist() == whole.ids
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == whole.offsets


def tokens_of(lengths: list[int]) -> Tokens:
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    zeros = np.zeros(len(sentence), np.int64)
    return Tokens(zeros, zeros, zeros, sentence, zeros)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 150), st.booleans()), max_size=12), st.integers(60, 120))
def test_windows_read_every_wordpiece_once_and_keep_to_their_size(cuts: list[tuple[int, bool]], size: int) -> None:
    tokens = tokens_of([length for length, _ in cuts])
    found = list(windows(tokens, [opens for _, opens in cuts], size, size))
    assert [i for w in found for i in range(w.own, w.end)] == list(range(len(tokens)))
    assert all(w.start <= w.own and w.end - w.start <= size + CONTEXT for w in found)


def test_a_window_ends_before_a_paragraph_that_would_not_fit() -> None:
    found = list(windows(tokens_of([30, 30, 30, 30]), [True, False, True, False], 100, 100))
    assert [(w.start, w.own, w.end) for w in found] == [(0, 0, 60), (60, 60, 120)]


def test_within_a_paragraph_the_last_sentence_is_read_again_as_context() -> None:
    found = list(windows(tokens_of([40, 40, 40]), [True, False, False], 100, 100))
    assert [(w.start, w.own, w.end) for w in found] == [(0, 0, 80), (40, 80, 120)]
