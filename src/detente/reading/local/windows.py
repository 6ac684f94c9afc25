"""A long text in windows of whole sentences, each short enough for one pass of the encoder."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detente.reading.local.tokens import Tokens

SIZE = 224
CONTEXT = 48
"""Wordpieces of a window, and of the longest sentence read again where the next window goes on in its paragraph."""


@dataclass(frozen=True, slots=True)
class Window:
    """Wordpieces `start:end` of a text; those before `own` are context that the window before has read already."""

    start: int
    own: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence's wordpieces, or a part of a sentence that is longer than a window."""

    start: int
    end: int
    opens_paragraph: bool


def windows(tokens: Tokens, opens_paragraph: list[bool], size: int = SIZE, first: int = SIZE) -> Iterator[Window]:
    """Windows in text order, cut before a paragraph where that leaves them more than half full.

    `opens_paragraph` has one entry a sentence. `first` is the size of the first window: training varies it.
    """
    units = list(units_of(tokens, opens_paragraph, size))
    at, limit = 0, first
    while at < len(units):
        context = units[at].start
        if at and not units[at].opens_paragraph and context - units[at - 1].start <= CONTEXT:
            context = units[at - 1].start
        stop = fill(units, at, context, max(limit, units[at].end - context))
        yield Window(context, units[at].start, units[stop - 1].end)
        at, limit = stop, size


def fill(units: list[Unit], at: int, context: int, limit: int) -> int:
    """Index after the last unit of the window that begins with unit `at`."""
    stop = at + 1
    while stop < len(units) and units[stop].end - context <= limit:
        stop += 1
    if stop == len(units):
        return stop
    for cut in range(stop, at, -1):
        if units[cut].opens_paragraph:
            return cut if (units[cut].start - context) > limit // 2 else stop
    return stop


def units_of(tokens: Tokens, opens_paragraph: list[bool], size: int) -> Iterator[Unit]:
    """Sentences as units; longer ones than a window (less its context) in parts."""
    longest = size - CONTEXT
    cuts = np.flatnonzero(np.diff(tokens.sentence)) + 1
    bounds = [0, *cuts.tolist(), len(tokens)] if len(tokens) else []
    for start, end in itertools.pairwise(bounds):
        for part in range(start, end, longest):
            opens = part == start and opens_paragraph[int(tokens.sentence[start])]
            yield Unit(part, min(part + longest, end), opens)
