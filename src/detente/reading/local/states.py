"""Hidden states of a whole text, window by window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.model import Mention
from detente.reading.local.tokens import Floats, Integers, Tokens
from detente.reading.local.windows import Window, windows
from detente.reading.page import Sentence

CLS, SEP = 101, 102
WIDTH = 384

Encode = Callable[[Integers, Integers], Floats]
"""Ids and types of one window with [CLS] and [SEP] (both (n)) -> hidden states (n, WIDTH)."""


@dataclass(frozen=True, slots=True)
class States:
    """`own` has one row a wordpiece of the text, `inner` one array a window, whose row 0 is [CLS]."""

    windows: tuple[Window, ...]
    inner: tuple[Floats, ...]
    own: Floats


@dataclass(frozen=True, slots=True)
class View:
    """A text as the heads see it."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    tokens: Tokens
    states: States


def states_of(tokens: Tokens, sentences: tuple[Sentence, ...], encode: Encode) -> States:
    """Runs the encoder over the windows of a text."""
    opens = [i == 0 or s.paragraph != sentences[i - 1].paragraph for i, s in enumerate(sentences)]
    found = tuple(windows(tokens, opens))
    inner = tuple(encode(*framed(tokens, window)) for window in found)
    parts = [states[1 + w.own - w.start : 1 + w.end - w.start] for w, states in zip(found, inner, strict=True)]
    own = np.concatenate(parts) if parts else np.zeros((0, WIDTH), np.float32)
    return States(found, inner, own)


def framed(tokens: Tokens, window: Window) -> tuple[Integers, Integers]:
    inside = slice(window.start, window.end)
    ids = np.concatenate([[CLS], tokens.ids[inside], [SEP]])
    return ids, np.concatenate([[0], tokens.types[inside], [0]])
