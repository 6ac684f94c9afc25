"""Places in a document: the exact words every line rests on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from detente.errors import SpanMismatch


class Span(msgspec.Struct, frozen=True, gc=False):
    """Exact words of a document: `text == document.text[start:end]`, offsets in Unicode code points."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span `start:end` of `text`. Raises SpanMismatch where that is no non-empty part of it."""
        if not 0 <= start < end <= len(text):
            raise SpanMismatch(f"no span {start}:{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def matches(self, text: str) -> bool:
        """Whether the words still stand at their place in `text`."""
        return 0 <= self.start < self.end and text[self.start : self.end] == self.text

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


Spans = Span | tuple[Span, ...]
"""One span, or several where the words stand in pieces (the contract's `SPAN` or list of `SPAN`)."""


def pieces(spans: Spans | None) -> tuple[Span, ...]:
    """The spans as a tuple, whatever their shape."""
    if spans is None:
        return ()
    return (spans,) if isinstance(spans, Span) else spans


def joined(spans: Sequence[Span]) -> Spans:
    """The contract's shape: a lone span stands by itself, several as a tuple."""
    return spans[0] if len(spans) == 1 else tuple(spans)
