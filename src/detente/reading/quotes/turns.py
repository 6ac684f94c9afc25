"""Transcripts and interviews: lines that begin with who speaks."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from detente.reading.page import Page
from detente.reading.quotes.grammar import TURN_LABELS

SPEAKER = re.compile(
    r"[“\"]?(?P<who>@?[A-Z][\w.’'&@-]*"
    r"(?:[ \t]{1,4}(?:[A-Z0-9][\w.’'&-]*|of|the|for|and|de|von|van|bin|al|\([^()\n]{1,40}\))){0,7}?)"
    r"[ \t]{0,4}(?:\(\d{1,2}:\d\d(?::\d\d)?\))?[ \t]{0,4}:[ \t]*(?:\Z|(?=\S))"
)
QUESTION = re.compile(r"(?P<who>Q|A|QUESTION)[ \t]{2,}(?=\S)|(?P<who2>Q|A):[ \t]*(?=\S)")
LEAST_TURNS = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """One line of a transcript: who speaks at `source`, and the paragraphs spoken."""

    source: tuple[int, int]
    paragraphs: tuple[tuple[int, int], ...]


def turns(page: Page) -> tuple[Turn, ...]:
    """The turns of a transcript; () where the text is none (fewer than four turns, or nobody speaks twice)."""
    lines = list(_lines(page.text))
    starts = [(k, match) for k, (start, end) in enumerate(lines) if (match := _speaker(page.text, start, end))]
    names = [match.group(match.lastgroup or 0) for _, match in starts]
    if len(starts) < LEAST_TURNS or len(set(names)) == len(names):
        return ()
    found = []
    for n, (k, match) in enumerate(starts):
        last = starts[n + 1][0] if n + 1 < len(starts) else min(len(lines), k + 12)
        found.append(_turn(page.text, match, _until_introduced(page.text, lines[k:last])))
    return tuple(turn for turn in found if turn.paragraphs)


def _until_introduced(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a turn up to one that introduces other words (it ends in a colon): there the document takes over."""
    after = (k for k, (_, end) in enumerate(lines) if k and text[end - 1] == ":")
    return lines[: next(after, len(lines))]


def _turn(text: str, match: re.Match[str], lines: list[tuple[int, int]]) -> Turn:
    paragraphs = [(match.end(), lines[0][1]), *lines[1:]]
    kept = []
    for start, end in paragraphs:
        if start < end and any(ch.isalnum() for ch in text[start:end]):
            kept.append((start, end))
    name = match.lastgroup or 0
    return Turn((match.start(name), match.end(name)), tuple(kept))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if start < end:
            yield start, end
        at += len(line)


def _speaker(text: str, start: int, end: int) -> re.Match[str] | None:
    match = SPEAKER.match(text, start, end) or QUESTION.match(text, start, end)
    if match is None or match.end() > end:
        return None
    name = match.group(match.lastgroup or 0)
    return None if name.lower().split()[0] in TURN_LABELS else match
