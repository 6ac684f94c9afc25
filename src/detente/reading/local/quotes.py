"""Quotations out of hidden states: contents by their tags, each with the source and cue it points to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.reading.local.heads import Heads, calibrated
from detente.reading.local.labels import CONVENTIONS
from detente.reading.local.states import States, View
from detente.reading.local.tokens import Floats, Integers, Tokens
from detente.reading.local.windows import Window
from detente.reading.page import QuoteProposal

Range = tuple[int, int]
ARTICLES = frozenset(("the", "a", "an"))
Runs = Integers
"""(k, 2) of first wordpiece and end, sorted and disjoint."""
Flags = npt.NDArray[np.bool_]
Pointed = tuple[float, Range | None]
"""A run that a content may point to, and the pointer's mass on it."""
NOTHING: Pointed = (0.0, None)
CONTENT, SOURCE, CUE = range(3)
ENTRY = {"broad": -1.0, "said": -1.0}
"""What is added to the log-probability that a content begins: the balance of precision and recall."""
SURENESS = {"broad": 0.7, "said": 0.75}
"""From which mean probability of its wordpieces a content is kept."""
CALIBRATION = {"broad": (0.73, -0.46), "said": (0.82, -1.24)}
"""Slope and offset on the log-odds scale that make confidence a probability (`training/calibrate.py`)."""
NULL_WEIGHT = {"broad": 0.0, "said": 1.0}
"""How much the pointer's mass on 'nothing here' weighs against the best run; PolNeAR names a source nearly always."""
RUN_FLOOR = 0.3
"""From which probability a wordpiece counts as inside a source or cue."""
SURE_FIRST = 0.9
"""From which probability a first wordpiece parts two sources or cues that touch."""
TAGGED_MASS = 0.3
"""From which mass of the pointer a tagged run is taken without a look at its peak."""
EDGES = ' \t\n\r\u00a0"“”,;:—–-'


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of content (wordpieces), where its source and cue lie, and how sure the tags are of it."""

    content: Range
    source: Range | None
    cue: Range | None
    confidence: float


def quotes_of(view: View, heads: Heads, convention: str) -> tuple[QuoteProposal, ...]:
    """Quotations of the convention 'broad' or 'said', in text order."""
    if not len(view.tokens):
        return ()
    found = [piece for piece in pieces_of(view.states, heads, convention) if piece.confidence >= SURENESS[convention]]
    groups = merged(found, view.tokens) if convention == "broad" else [[piece] for piece in found]
    proposals = (proposal(view, group, CALIBRATION[convention]) for group in groups)
    return tuple(p for p in proposals if p is not None)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a content may point to: tagged runs of (source, cue), how far each wordpiece is inside one (n, 2),
    and what 'nothing here' weighs.
    """

    runs: tuple[Runs, Runs]
    inside: Floats
    null_weight: float


def pieces_of(states: States, heads: Heads, convention: str) -> Iterator[Piece]:
    row = CONVENTIONS.index(convention)
    tags = heads.tags(states.own, row)
    contents = likeliest_runs(tags[:, CONTENT], ENTRY[convention])
    inside = 1 - tags[..., 0]
    candidates = Candidates(
        (segments(tags[:, SOURCE], RUN_FLOOR), segments(tags[:, CUE], RUN_FLOOR)),
        inside[:, SOURCE:],
        NULL_WEIGHT[convention],
    )
    pointed = best_of(states, heads, contents, candidates, row)
    for (start, end), (source, cue) in zip(contents.tolist(), pointed, strict=True):
        yield Piece((start, end), source, cue, float(inside[start:end, CONTENT].mean()))


def best_of(
    states: States, heads: Heads, contents: Runs, candidates: Candidates, convention: int
) -> list[tuple[Range | None, Range | None]]:
    """Source and cue of each content: the likeliest run in any window, None where 'nothing here' is likelier."""
    best: list[list[Pointed]] = [[NOTHING, NOTHING] for _ in range(len(contents))]
    held = [(at, rows) for at in range(len(states.windows)) if len(rows := in_window(contents, states.windows, at))]
    if not held:
        return []
    told = [told_by(states.inner[at], states.windows[at], contents[rows]) for at, rows in held]
    asked = np.split(heads.asked(np.concatenate(told), convention), np.cumsum([len(rows) for _, rows in held])[:-1])
    for (at, rows), sought in zip(held, asked, strict=True):
        window = states.windows[at]
        chances = heads.point(states.inner[at], sought)
        inside = candidates.inside[window.start : window.end]
        for part in range(2):
            found = likeliest(chances[:, part, 1:-1], window.start, candidates.runs[part], inside[:, part])
            nulls = (candidates.null_weight * chances[:, part, 0]).tolist()
            for row, run, null in zip(rows.tolist(), found, nulls, strict=True):
                if run[0] > max(best[row][part][0], null):
                    best[row][part] = run
    return [(source[1], cue[1]) for source, cue in best]


def told_by(inner: Floats, window: Window, contents: Runs) -> Floats:
    """First, last and mean state (c, 3 x width) of what of each content stands in a window."""
    shift = window.start - 1
    spans = (contents - shift).clip(1, window.end - shift)
    means = np.stack([inner[start:end].mean(0) for start, end in spans.tolist()])
    return np.concatenate([inner[spans[:, 0]], inner[spans[:, 1] - 1], means], axis=1)


def in_window(contents: Runs, windows: Sequence[Window], at: int) -> Integers:
    """Which contents have a wordpiece that the window `at` was the first to read."""
    own, end = windows[at].own, windows[at].end
    return np.flatnonzero((contents[:, 0] < end) & (contents[:, 1] > own))


def likeliest_runs(tags: Floats, entry: float) -> Runs:
    """The likeliest runs of content as a whole (Viterbi): one begins with a first wordpiece or not at all.

    `entry` is added to the log-probability of every beginning. All is counted against staying outside: `ahead` is by
    how much the best path that ends inside is likelier than the best that ends outside.
    """
    logs = np.log(tags + 1e-9)
    begin, go_on = logs[:, 1] + entry - logs[:, 0], logs[:, 2] - logs[:, 0]
    ahead = [-math.inf]
    for begins, goes_on in zip(begin.tolist(), go_on.tolist(), strict=True):
        last = ahead[-1]
        stays = goes_on if last > 0 else last + goes_on
        ahead.append(begins if begins >= stays else stays)
    before = np.asarray(ahead)
    return traced(before[:-1] > 0, begin >= np.minimum(before[:-1], 0) + go_on, ahead[-1] > 0)


def traced(from_inside: Flags, begins: Flags, inside: bool) -> Runs:
    """The runs on the best path, from its end backwards.

    `from_inside`: the best way to any wordpiece came from a run; `begins`: a run that holds the wordpiece begins there.
    """
    leaves, enters = np.flatnonzero(from_inside), np.flatnonzero(begins)
    found: list[tuple[int, int]] = []
    at = end = len(begins)
    while True:
        if not inside:
            last = int(np.searchsorted(leaves, at)) - 1
            if last < 0:
                break
            at = end = int(leaves[last])
        start = int(enters[int(np.searchsorted(enters, at)) - 1])
        found.append((start, end))
        inside, at, end = bool(from_inside[start]), start, start
    return np.asarray(found[::-1], np.int64).reshape(-1, 2)


def segments(tags: Floats, floor: float) -> Runs:
    """Runs of wordpieces that are inside; a new one begins where two touch only at a sure first wordpiece."""
    inside = 1 - tags[:, 0] >= floor
    first = inside & (~np.concatenate([[False], inside[:-1]]) | (tags[:, 1] >= SURE_FIRST))
    starts = np.flatnonzero(first)
    stops = np.flatnonzero(~inside)
    after = np.concatenate([stops, [len(inside)]])[np.searchsorted(stops, starts)]
    ends = np.minimum(after, np.concatenate([starts[1:], [len(inside)]]))
    return np.stack([starts, ends], axis=1)


def likeliest(chances: Floats, shift: int, candidates: Runs, inside: Floats) -> list[Pointed]:
    """For each row of (c, n) the tagged run with most of the pointer's mass, or else the run about its peak."""
    low = int(np.searchsorted(candidates[:, 1], shift, side="right"))
    high = int(np.searchsorted(candidates[:, 0], shift + chances.shape[1]))
    best = [NOTHING] * len(chances)
    if low < high:
        near = candidates[low:high]
        ends = (near - shift).clip(0, chances.shape[1])
        total = np.concatenate([np.zeros((len(chances), 1)), np.cumsum(chances, axis=1)], axis=1)
        masses = total[:, ends[:, 1]] - total[:, ends[:, 0]]
        runs = [(start, end) for start, end in near.tolist()]
        best = [(float(row[at]), runs[at]) for row, at in zip(masses, masses.argmax(axis=1).tolist(), strict=True)]
    return [
        run if run[0] >= TAGGED_MASS else max(run, about_peak(row, shift, inside), key=lambda x: x[0])
        for run, row in zip(best, chances, strict=True)
    ]


def about_peak(chances: Floats, shift: int, inside: Floats) -> Pointed:
    """The run about the pointer's peak that the tags hold possible."""
    low = int(chances.argmax())
    high = low + 1
    while low > 0 and inside[low - 1] > 0.1 and chances[low - 1] > 0.02:
        low -= 1
    while high < len(chances) and inside[high] > 0.1 and chances[high] > 0.02:
        high += 1
    return float(chances[low:high].sum()), (low + shift, high + shift)


def merged(pieces: list[Piece], tokens: Tokens) -> list[list[Piece]]:
    """Pieces that share a cue are one quotation: '"A," she said, "B."'"""
    groups: list[list[Piece]] = []
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        near = last is not None and tokens.sentence[piece.content[0]] - tokens.sentence[last.content[1] - 1] <= 1
        if near and last is not None and piece.cue is not None and piece.cue == last.cue:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def proposal(view: View, group: list[Piece], calibration: tuple[float, float]) -> QuoteProposal | None:
    """The quotation in characters; None where nothing but marks is left of its content."""
    text, tokens = view.text, view.tokens
    content = tuple(x for x in (characters(text, tokens, piece.content) for piece in group) if x)
    sources = dict.fromkeys(piece.source for piece in group if piece.source)
    cues = dict.fromkeys(piece.cue for piece in group if piece.cue)
    if not content:
        return None
    return QuoteProposal(
        content=content,
        source=tuple(completed(view, x) for x in (characters(text, tokens, s) for s in list(sources)[:1]) if x),
        cue=tuple(x for x in (characters(text, tokens, c) for c in list(cues)[:1]) if x),
        confidence=calibrated(sum(piece.confidence for piece in group) / len(group), *calibration),
        rule="local model",
    )


def completed(view: View, source: Range) -> Range:
    """The source, where it is but an article, with the name that follows."""
    start, end = source
    if view.text[start:end].lower() not in ARTICLES:
        return source
    return start, next((m.end for m in view.mentions if m.start in (start, end + 1) and m.end > end), end)


def characters(text: str, tokens: Tokens, span: Range) -> Range | None:
    """The characters of a run of wordpieces, without space and marks at its edges that do not pair up within."""
    start, end = whole(text, int(tokens.starts[span[0]]), int(tokens.ends[span[1] - 1]))
    while start < end and text[start] in EDGES and not opens_inner(text, start, end):
        start += 1
    while start < end and text[end - 1] in EDGES and not closes_inner(text, start, end):
        end -= 1
    return (start, end) if start < end else None


def whole(text: str, start: int, end: int) -> Range:
    """The span with the whole of the words that it begins and ends in."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def opens_inner(text: str, start: int, end: int) -> bool:
    """Whether a mark at the start closes before the end: it belongs to quoted words within the content."""
    closing = {"“": "”", '"': '"'}.get(text[start])
    return closing is not None and 0 <= text.find(closing, start + 1, end) < end - 2


def closes_inner(text: str, start: int, end: int) -> bool:
    """Whether a mark at the end opened after the start."""
    opening = {"”": "“", '"': '"'}.get(text[end - 1])
    return opening is not None and text.rfind(opening, start, end - 1) > start + 1
