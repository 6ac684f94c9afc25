"""Windows of gold texts as training samples and padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import torch

from detente.reading.local.actors import Cast, near
from detente.reading.local.labels import CONVENTIONS, EVENTS, LABELS, PARTS
from detente.reading.local.tokens import Integers
from detente.reading.local.windows import SIZE, Window, windows

from .gold import IGNORED, GoldText, Range, token_range

CLS, SEP, MASK, PAD = 101, 102, 103, 0
TOKENS_A_BATCH, SAMPLES_A_BATCH = 2400, 24


@dataclass(slots=True)
class Pointed:
    """One piece of content in a window, and the wordpieces it points to; the null token [CLS] (0) where none."""

    piece: Range
    source: list[int]
    cue: list[int]


@dataclass(slots=True)
class Casting:
    """A gold record in a window: row of `sentences`, label, and the mentions that may play a part in it.

    `rows` select from the text's cast; `roles` (k, 2) say which do.
    """

    row: int
    label: int
    sentence: int
    rows: slice
    roles: Integers


@dataclass(slots=True)
class Sample:
    """One window with [CLS] and [SEP]; every index counts [CLS] as 0.

    `tags` is (n, 3 parts) or None; `sentences` are (start, end) ranges with rows of `labels`, `status`, `action`.
    """

    ids: Integers
    types: Integers
    convention: int | None = None
    tags: Integers | None = None
    pointed: list[Pointed] = field(default_factory=list)
    sentences: list[Range] = field(default_factory=list)
    labels: Integers | None = None
    status: Integers | None = None
    action: Integers | None = None
    root: int | None = None
    cast: Cast | None = None
    shift: int = 0
    castings: list[Casting] = field(default_factory=list)


def samples_of(page: GoldText, chance: random.Random | None) -> Iterator[Sample]:
    """Windows of one text; with `chance`, cut at other places each time."""
    if not len(page.tokens):
        return
    first = chance.randint(SIZE // 4, SIZE) if chance else SIZE
    tags = tags_of(page)
    tables = record_tables(page)
    for window in windows(page.tokens, page.opens_paragraph, first=first):
        yield sample(page, window, tags, tables)


def sample(page: GoldText, window: Window, tags: Integers | None, tables: tuple[Integers, ...] | None) -> Sample:
    inner = slice(window.start, window.end)
    made = Sample(
        np.concatenate([[CLS], page.tokens.ids[inner], [SEP]]), np.concatenate([[0], page.tokens.types[inner], [0]])
    )
    if tags is not None and page.convention:
        edge = np.full((1, len(PARTS)), IGNORED)
        made.convention = CONVENTIONS.index(page.convention)
        made.tags = np.concatenate([edge, tags[inner], edge])
        made.pointed = list(pointers(page, window))
    made.sentences = [(a - window.start + 1, b - window.start + 1) for _, a, b in whole_sentences(page, window)]
    if tables is not None:
        rows = [i for i, _, _ in whole_sentences(page, window)]
        made.labels, made.status, made.action = (table[rows] for table in tables)
        made.cast, made.shift = page.cast, window.start - 1
        made.castings = list(castings_of(page, window, rows))
    if page.root is not None:
        made.root = root_index(page.root)
        made.sentences = [(1, len(made.ids) - 1)]
    return made


def castings_of(page: GoldText, window: Window, sentences: list[int]) -> Iterator[Casting]:
    """The records of the window's whole sentences that have an actor or a target among the window's mentions."""
    assert page.records is not None
    assert page.cast is not None
    first, last = np.searchsorted(page.cast.place[:, 0], [window.start, window.end])
    if last > first and page.cast.place[last - 1, 1] > window.end:
        last -= 1
    for record in page.records:
        assert record.roles is not None
        for sentence in record.sentences:
            close = near(page.cast, sentence)
            rows = slice(max(close.start, int(first)), min(close.stop, int(last)))
            if sentence in sentences and rows.start < rows.stop:
                yield Casting(sentences.index(sentence), record.label, sentence, rows, record.roles[rows])


def root_index(root: str) -> int:
    """Row of an event type; YIELD, which PLV does not split, stands after the last."""
    return len(EVENTS) if root == "YIELD" else EVENTS.index(root)


def whole_sentences(page: GoldText, window: Window) -> list[tuple[int, int, int]]:
    """(sentence, first wordpiece, end) of the sentences that lie wholly in the window."""
    numbers = page.tokens.sentence
    found = []
    for index in range(int(numbers[window.start]), int(numbers[window.end - 1]) + 1):
        start, end = np.searchsorted(numbers, [index, index + 1])
        if window.start <= start < end <= window.end:
            found.append((index, int(start), int(end)))
    return found


def tags_of(page: GoldText) -> Integers | None:
    """(n, 3) of 0 outside, 1 first, 2 further wordpiece of content, source and cue."""
    if page.convention is None:
        return None
    table = np.zeros((len(page.tokens), len(PARTS)), np.int64)
    for attribution in page.attributions:
        for column, part in enumerate((attribution.content, attribution.source, attribution.cue)):
            for span in part:
                start, end = token_range(page.tokens, span)
                if start < end and not (column and table[start:end, column].any()):
                    table[start:end, column] = 2
                    table[start, column] = 1
    return table


def pointers(page: GoldText, window: Window) -> Iterator[Pointed]:
    for attribution in page.attributions:
        source = inside(page, attribution.source, window)
        cue = inside(page, attribution.cue, window)
        for span in attribution.content:
            start, end = token_range(page.tokens, span)
            start, end = max(start, window.start), min(end, window.end)
            if start < end:
                yield Pointed((start - window.start + 1, end - window.start + 1), source or [0], cue or [0])


def inside(page: GoldText, spans: tuple[Range, ...], window: Window) -> list[int]:
    found = []
    for span in spans:
        start, end = token_range(page.tokens, span)
        found += [t - window.start + 1 for t in range(max(start, window.start), min(end, window.end))]
    return found


def record_tables(page: GoldText) -> tuple[Integers, Integers, Integers] | None:
    """Labels (S, L) of 1, 0 or IGNORED; status (S, L) and action (S, L), IGNORED where there is no record."""
    if page.records is None or page.root is not None:
        return None
    shape = (len(page.sentences), len(LABELS))
    labels, status, action = np.zeros(shape, np.int64), np.full(shape, IGNORED), np.full(shape, IGNORED)
    for record in page.records:
        for i in record.sentences:
            for other in record.also:
                if labels[i, other] != 1:
                    labels[i, other] = IGNORED
    for record in page.records:
        for i in record.sentences:
            labels[i, record.label] = 1
            status[i, record.label] = record.status
            action[i, record.label] = record.action
    return labels, status, action


@dataclass(slots=True)
class Batch:
    """Padded windows: (B, T) arrays, and the samples they came from."""

    ids: torch.Tensor
    types: torch.Tensor
    mask: torch.Tensor
    samples: list[Sample]


def batches(samples: list[Sample], chance: random.Random | None) -> list[Batch]:
    """Samples of like length together, about TOKENS_A_BATCH wordpieces each, in random order with `chance`."""
    noise = [(len(s.ids) + (chance.random() * 24 if chance else 0), i) for i, s in enumerate(samples)]
    groups: list[list[Sample]] = [[]]
    for length, index in sorted(noise):
        size = len(groups[-1]) + 1
        if size > SAMPLES_A_BATCH or size * length > TOKENS_A_BATCH:
            groups.append([])
        groups[-1].append(samples[index])
    if chance:
        chance.shuffle(groups)
    return [padded(group) for group in groups if group]


def padded(group: list[Sample]) -> Batch:
    longest = -(-max(len(s.ids) for s in group) // 32) * 32
    ids, types = np.full((len(group), longest), PAD), np.zeros((len(group), longest), np.int64)
    mask = np.zeros((len(group), longest), bool)
    for row, s in enumerate(group):
        ids[row, : len(s.ids)], types[row, : len(s.ids)], mask[row, : len(s.ids)] = s.ids, s.types, True
    return Batch(torch.from_numpy(ids), torch.from_numpy(types), torch.from_numpy(mask), group)
