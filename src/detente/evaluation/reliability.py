"""Is a confidence worth its number? Of the lines said with 0.7, seven in ten should be right: a diagram."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Sequence

import jinja2
import msgspec

BINS = 10


class Outcome(msgspec.Struct, frozen=True):
    """One predicted line: 'quote' or 'record', how sure the reader was (0..1), whether gold bears it out."""

    what: str
    confidence: float
    right: bool


class Bin(msgspec.Struct, frozen=True):
    """Lines of like confidence: how many, their mean confidence, the share of them that is right (both 0..1)."""

    lines: int
    confidence: float
    right: float


class Reliability(msgspec.Struct, frozen=True):
    """The bins of one kind of line, and the expected calibration error (0..1): the mean gap, weighted by lines."""

    what: str
    bins: tuple[Bin, ...]
    error: float


def reliability(outcomes: Iterable[Outcome]) -> tuple[Reliability, ...]:
    """One diagram a kind of line, in ten bins of equal width (expected calibration error: Guo et al. 2017)."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.what, []).append(outcome)
    return tuple(_diagram(what, found) for what, found in sorted(kinds.items()))


def _diagram(what: str, outcomes: Sequence[Outcome]) -> Reliability:
    groups: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(min(int(outcome.confidence * BINS), BINS - 1), []).append(outcome)
    bins = tuple(_bin(groups[number]) for number in sorted(groups))
    gaps = sum(one.lines * abs(one.confidence - one.right) for one in bins)
    return Reliability(what, bins, round(gaps / len(outcomes), 4))


def _bin(outcomes: Sequence[Outcome]) -> Bin:
    size = len(outcomes)
    sure, right = sum(one.confidence for one in outcomes), sum(one.right for one in outcomes)
    return Bin(size, round(sure / size, 4), round(right / size, 4))


def drawn(diagrams: Sequence[Reliability]) -> str:
    """The diagrams side by side as one SVG file, without script."""
    source = (importlib.resources.files(__package__) / "reliability.svg").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source).render(diagrams=diagrams)
