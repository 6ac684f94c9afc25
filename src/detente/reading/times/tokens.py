"""Tokens of a text with a class letter each, as the grammar sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from detente.reading.times.lexicon import Value


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, phrase, number or mark: offsets into the text, its lower-case form, its class letter and its value."""

    start: int
    end: int
    word: str
    code: str
    value: Value


class Tokens(NamedTuple):
    """The tokens of a sentence, and their class letters as one string of the same length."""

    items: Sequence[Token]
    codes: str
