"""Quotation marks: where quoted regions stand, before anybody asks who speaks."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable

from detente.reading.page import Page

CLOSERS = {"“": '”"', "”": "”", "„": "“”", "«": "»", "»": "«", '"': '"”'}
MARK = re.compile(r"[“”„«»\"‘’']")
MOST_SINGLES = 40
"""How many single marks are tried for a closing one: apostrophes, nearly all."""
ELISION = re.compile(r"['‘’](?:\d\ds?\b|tis\b|twas\b|em\b|cause\b|til\b|n['’])", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Region:
    """Words in quotation marks: `open:close` with the marks, `start:end` without them.

    `closed` is False where the closing mark is missing and the paragraph's end stands for it.
    """

    open: int
    close: int
    start: int
    end: int
    closed: bool


def regions(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Region, ...]:
    """The outermost quoted regions of `text`, in order; none crosses the end of its paragraph.

    A region that is never closed ends with its paragraph: news opens a mark anew in every paragraph of a long quote
    and closes only the last.
    """
    return tuple(region for start, end in paragraphs for region in _paragraph(text, start, end))


def page_regions(page: Page) -> tuple[Region, ...]:
    """The quoted regions of a page, by its paragraphs."""
    groups = (list(group) for _, group in itertools.groupby(page.sentences, key=lambda s: s.paragraph))
    return regions(page.text, [(group[0].start, group[-1].end) for group in groups])


def _paragraph(text: str, start: int, end: int) -> list[Region]:
    found: list[Region] = []
    marks = [match.start() for match in MARK.finditer(text, start, end)]
    k = 0
    while k < len(marks):
        closing = _closing(text, marks, k, end) if _opens(text, marks[k], start, end) else None
        if closing is None:
            k += 1
            continue
        region = _region(text, marks[k], closing, end)
        if region is not None:
            found.append(region)
        following = next((j for j in range(k + 1, len(marks)) if marks[j] >= closing), len(marks))
        k = following + (
            following < len(marks) and marks[following] == closing and not _reopens(text, marks[k], closing)
        )
    return found


def _region(text: str, opening: int, close: int, end: int) -> Region | None:
    inner = text[opening + 1 : close]
    first = opening + 1 + len(inner) - len(inner.lstrip())
    last = opening + 1 + len(inner.rstrip())
    if not any(ch.isalnum() for ch in text[first:last]):
        return None
    closed = close < end and not _reopens(text, opening, close)
    return Region(opening, close + 1 if closed else last, first, last, closed)


def _reopens(text: str, opening: int, close: int) -> bool:
    return text[opening] == text[close : close + 1] == "“"


def _opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in "“„«":
        return True
    if mark in "”»":
        return before.isspace() and after.isalnum()
    if mark == '"':
        return not after.isspace() or before.isspace()
    return (
        mark != "’"
        and not before.isalnum()
        and before not in ".,%)"
        and after.isalnum()
        and not ELISION.match(text, at)
    )


def _closing(text: str, marks: list[int], k: int, end: int) -> int | None:
    """Offset of the mark that closes `marks[k]`; `end` where the paragraph's end does; None where nothing can."""
    mark = text[marks[k]]
    if mark in "'‘":
        return _closing_single(text, marks, k, end)
    for j in range(k + 1, len(marks)):
        at = marks[j]
        if text[at] in CLOSERS[mark] and (mark != "“" or text[at] == "”" or _ends_word(text, at, end)):
            return at
        if mark == text[at] == "“":
            return at
    return end


def _ends_word(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum() and not text[at - 1].isspace()


def _closing_single(text: str, marks: list[int], k: int, end: int) -> int | None:
    """Single marks are apostrophes too: one closes a region only at a word's end, plural possessives last of all."""
    possible: int | None = None
    for at in marks[k + 1 : k + 1 + MOST_SINGLES]:
        if text[at] not in "'’":
            return possible
        if not _ends_word(text, at, end):
            continue
        if text[at - 1] not in "sS" or (text[at + 1] if at + 1 < end else " ") in ".,;:?!)":
            return at
        possible = at if possible is None else possible
    return possible
