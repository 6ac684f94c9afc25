"""Text as the encoder sees it: wordpieces with places, sentences and three plain features of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from detente.reading.page import Sentence

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

SURROGATE = re.compile("[\ud800-\udfff]")
MARK = re.compile('["“”\n]')
TYPES = 24
"""Token types: case (lower, Capital, CAPITALS) x within marks x first of (nothing, sentence, paragraph, text)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The wordpieces of a text. All arrays have one row a wordpiece; `sentence` is an index, `types` 0..TYPES-1."""

    ids: Integers
    starts: Integers
    ends: Integers
    sentence: Integers
    types: Integers

    def __len__(self) -> int:
        return len(self.ids)


def tokenizer_from(path: Path) -> Tokenizer:
    """The tokenizer in a file, set to cut and pad nothing."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenize(text: str, sentences: tuple[Sentence, ...], tokenizer: Tokenizer) -> Tokens:
    """Wordpieces of the whole text with code-point offsets; lone surrogates are read as unknown characters."""
    encoding = tokenizer.encode(SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
    sentence, kept = homes(sentences, offsets)
    ids, offsets, sentence = np.asarray(encoding.ids, np.int64)[kept], offsets[kept], sentence[kept]
    starts, ends = offsets[:, 0], offsets[:, 1]
    types = cases(text, offsets) + 3 * within_marks(text, starts) + 6 * openings(sentences, sentence)
    return Tokens(ids, starts, ends, sentence, types)


def homes(sentences: tuple[Sentence, ...], offsets: Integers) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """The sentence of each wordpiece, and whether it has one (a tokenizer may see words where Python sees space)."""
    bounds = np.asarray([(s.start, s.end) for s in sentences], np.int64).reshape(-1, 2)
    if not len(bounds):
        return np.zeros(len(offsets), np.int64), np.zeros(len(offsets), bool)
    sentence = np.searchsorted(bounds[:, 0], offsets[:, 0], side="right") - 1
    return sentence, (sentence >= 0) & (offsets[:, 0] < bounds[sentence, 1]) & (offsets[:, 1] > offsets[:, 0])


def cases(text: str, offsets: Integers) -> Integers:
    """0 lower or caseless, 1 capital first, 2 two capitals or more."""
    return np.asarray([case(text[start:end]) for start, end in offsets.tolist()], np.int64)


def case(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def within_marks(text: str, places: Integers) -> Integers:
    """1 where a place lies within double quotation marks (its opening mark included), closed at each line's end."""
    at, state = [-1], [0]
    for match in MARK.finditer(text):
        at.append(match.start())
        mark = match.group()
        state.append(1 - state[-1] if mark == '"' else int(mark == "“"))
    return np.asarray(state, np.int64)[np.searchsorted(np.asarray(at), places, side="right") - 1]


def openings(sentences: tuple[Sentence, ...], sentence: Integers) -> Integers:
    """0 within a sentence, else first of 1 a sentence, 2 a paragraph, 3 the text."""
    if not len(sentence):
        return np.zeros(0, np.int64)
    paragraph = np.asarray([s.paragraph for s in sentences], np.int64)[sentence]
    new_sentence = np.diff(sentence, prepend=-1) != 0
    new_paragraph = np.diff(paragraph, prepend=-1) != 0
    level: Integers = new_sentence.astype(np.int64) + new_paragraph
    level[0] = 3
    return level
