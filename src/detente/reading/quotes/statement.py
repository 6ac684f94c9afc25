"""What a cue reports, in words of the page."""

from __future__ import annotations

import dataclasses

Range = tuple[int, int]
"""Words `first:last` of a page."""


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """A cue, who stands as its subject, and the words reported, as ranges of words."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    rule: str
    confidence: float
