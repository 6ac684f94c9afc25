"""Text as the encoder sees it: wordpieces with places, sentences and three plain features of the page."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from detente.reading.page import Sentence

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

SURROGATE = re.compile("[\ud800-\udfff]")
MARK = re.compile('["“”\n]')
ISOLATED = "!-/:-@\\[-`{-~“”‘’–—…"
"""Marks that the tokenizer cuts off by themselves, as a class of characters."""
PART = re.compile(rf"[{ISOLATED}]|[^ \t\r\n{ISOLATED}]+")
"""What no wordpiece reaches beyond."""
SPECIAL = re.compile(r"\[(?:PAD|UNK|CLS|SEP|MASK)\]")
CACHED, LONGEST_CACHED = 16_384, 40
"""How many parts are kept with their wordpieces, and the longest that is."""
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
    ids, starts, ends, cases = wordpieces(SURROGATE.sub("\ufffd", text), tokenizer)
    sentence, kept = homes(sentences, starts, ends)
    starts, sentence = starts[kept], sentence[kept]
    types = cases[kept] + 3 * within_marks(text, starts) + 6 * openings(sentences, sentence)
    return Tokens(ids[kept], starts, ends[kept], sentence, types)


def wordpieces(text: str, tokenizer: Tokenizer) -> tuple[Integers, Integers, Integers, Integers]:
    """Ids, starts, ends and cases of the wordpieces of a text, part by part: most parts were seen before."""
    if SPECIAL.search(text):
        found, places = [cut(text, tokenizer)], [0]
    else:
        parts = [(match.start(), match.group()) for match in PART.finditer(text)]
        found = [cached(part, tokenizer) if len(part) <= LONGEST_CACHED else cut(part, tokenizer) for _, part in parts]
        places = [start for start, _ in parts]
    shift = np.repeat(np.asarray(places, np.int64), [len(pieces.ids) for pieces in found])
    return (
        flat(pieces.ids for pieces in found),
        flat(pieces.starts for pieces in found) + shift,
        flat(pieces.ends for pieces in found) + shift,
        flat(pieces.cases for pieces in found),
    )


def flat(numbers: Iterable[Iterable[int]]) -> Integers:
    return np.fromiter(chain.from_iterable(numbers), np.int64)


@dataclass(frozen=True, slots=True)
class Wordpieces:
    """The wordpieces of a part of a text, places counted from its start, with their cases."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cases: tuple[int, ...]


def cut(part: str, tokenizer: Tokenizer) -> Wordpieces:
    """The wordpieces of a part."""
    encoding = tokenizer.encode(part, add_special_tokens=False)
    starts, ends = tuple(zip(*encoding.offsets, strict=True)) or ((), ())
    cases = tuple([case(part[start:end]) for start, end in zip(starts, ends, strict=True)])
    return Wordpieces(tuple(encoding.ids), starts, ends, cases)


cached = functools.lru_cache(CACHED)(cut)


def homes(sentences: tuple[Sentence, ...], starts: Integers, ends: Integers) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """The sentence of each wordpiece, and whether it has one (a tokenizer may see words where Python sees space)."""
    bounds = np.asarray([(s.start, s.end) for s in sentences], np.int64).reshape(-1, 2)
    if not len(bounds):
        return np.zeros(len(starts), np.int64), np.zeros(len(starts), bool)
    sentence = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    return sentence, (sentence >= 0) & (starts < bounds[sentence, 1]) & (ends > starts)


def case(word: str) -> int:
    """0 lower or caseless, 1 capital first, 2 two capitals or more."""
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
