"""Quotations out of hidden states: contents by their tags, each with the source and cue it points to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detente.reading.local.heads import Heads, calibrated
from detente.reading.local.labels import CONVENTIONS
from detente.reading.local.states import States, View
from detente.reading.local.tokens import Floats, Integers, Tokens
from detente.reading.page import QuoteProposal

Range = tuple[int, int]
Runs = Integers
"""(k, 2) of first wordpiece and end, sorted and disjoint."""
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
    tags = heads.tags(states.own)[:, row]
    contents = likeliest_runs(tags[:, CONTENT], ENTRY[convention])
    inside = 1 - tags[..., 0]
    candidates = Candidates(
        (segments(tags[:, SOURCE], RUN_FLOOR), segments(tags[:, CUE], RUN_FLOOR)),
        inside[:, SOURCE:],
        NULL_WEIGHT[convention],
    )
    keys = [heads.keys(inner, row) for inner in states.inner]
    for start, end in contents.tolist():
        chances = list(pointers(states, heads, keys, (start, end), row))
        source, cue = (best_of(states, chances, candidates, part) for part in range(2))
        yield Piece((start, end), source, cue, float(inside[start:end, CONTENT].mean()))


def pointers(
    states: States, heads: Heads, keys: list[Floats], content: Range, convention: int
) -> Iterator[tuple[int, Floats]]:
    """For each window that holds a part of the content: its index, and (2, n) where source and cue are in it."""
    for at in range(states.window_of(content[0]), states.window_of(content[1] - 1) + 1):
        window = states.windows[at]
        shift = window.start - 1
        start, end = max(content[0], window.start) - shift, min(content[1], window.end) - shift
        yield at, heads.point(states.inner[at], keys[at], start, end, convention)


def best_of(states: States, chances: list[tuple[int, Floats]], candidates: Candidates, part: int) -> Range | None:
    """The source (part 0) or cue (1): the likeliest run in any window, None where 'nothing here' is likelier."""
    best: tuple[float, Range | None] = (0.0, None)
    for at, rows in chances:
        window = states.windows[at]
        inside = candidates.inside[window.start : window.end, part]
        found = likeliest(rows[part, 1:-1], window.start, candidates.runs[part], inside)
        if found[0] > max(best[0], candidates.null_weight * float(rows[part, 0])):
            best = found
    return best[1]


def likeliest_runs(tags: Floats, entry: float) -> Runs:
    """The likeliest runs of content as a whole (Viterbi): one begins with a first wordpiece or not at all.

    `entry` is added to the log-probability of every beginning.
    """
    logs = np.log(tags + 1e-9)
    logs[:, 1] += entry
    out, inner = 0.0, -np.inf
    steps: list[tuple[bool, int]] = []
    for o, b, i in logs.tolist():
        from_inner = inner > out
        before = inner if from_inner else out
        begins = before + b >= inner + i
        out, inner = before + o, max(before + b, inner + i)
        steps.append((from_inner, (2 if from_inner else 1) if begins else 0))
    return traced(steps, inner > out)


def traced(steps: list[tuple[bool, int]], inside: bool) -> Runs:
    """The runs on the best path.

    A step tells whether 'outside' came from a run, and of 'inside' 0 goes on, 1 begins, 2 begins after a run.
    """
    found: list[tuple[int, int]] = []
    end = len(steps)
    for place in range(len(steps) - 1, -1, -1):
        from_inner, start = steps[place]
        if not inside:
            inside, end = from_inner, place
        elif start:
            found.append((place, end))
            inside, end = start == 2, place
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


def likeliest(chances: Floats, shift: int, candidates: Runs, inside: Floats) -> tuple[float, Range | None]:
    """The tagged run with most of the pointer's mass, or else the run about its peak."""
    total = np.concatenate([[0.0], np.cumsum(chances)])
    low = int(np.searchsorted(candidates[:, 1], shift, side="right"))
    high = int(np.searchsorted(candidates[:, 0], shift + len(chances)))
    best: tuple[float, Range | None] = (0.0, None)
    if low < high:
        near = candidates[low:high]
        ends = (near - shift).clip(0, len(chances))
        masses = total[ends[:, 1]] - total[ends[:, 0]]
        at = int(masses.argmax())
        best = float(masses[at]), (int(near[at, 0]), int(near[at, 1]))
    return best if best[0] >= TAGGED_MASS else max(best, about_peak(chances, shift, inside), key=lambda x: x[0])


def about_peak(chances: Floats, shift: int, inside: Floats) -> tuple[float, Range | None]:
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
        source=tuple(x for x in (characters(text, tokens, s) for s in list(sources)[:1]) if x),
        cue=tuple(x for x in (characters(text, tokens, c) for c in list(cues)[:1]) if x),
        confidence=calibrated(sum(piece.confidence for piece in group) / len(group), *calibration),
        rule="local model",
    )


def characters(text: str, tokens: Tokens, span: Range) -> Range | None:
    """The characters of a run of wordpieces, without space and marks at its edges that do not pair up within."""
    start, end = int(tokens.starts[span[0]]), int(tokens.ends[span[1] - 1])
    while start < end and text[start] in EDGES and not opens_inner(text, start, end):
        start += 1
    while start < end and text[end - 1] in EDGES and not closes_inner(text, start, end):
        end -= 1
    return (start, end) if start < end else None


def opens_inner(text: str, start: int, end: int) -> bool:
    """Whether a mark at the start closes before the end: it belongs to quoted words within the content."""
    closing = {"“": "”", '"': '"'}.get(text[start])
    return closing is not None and 0 <= text.find(closing, start + 1, end) < end - 2


def closes_inner(text: str, start: int, end: int) -> bool:
    """Whether a mark at the end opened after the start."""
    opening = {"”": "“", '"': '"'}.get(text[end - 1])
    return opening is not None and text.rfind(opening, start, end - 1) > start + 1
