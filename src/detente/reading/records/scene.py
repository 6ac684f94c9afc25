"""The scene of a document: what all its records are filled from."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import msgspec

from detente.model import Mention, Quote, pieces
from detente.reading.page import Page

LOOK_BACK = 12
"""How many quotes before an offset may still hold it: quotes nest, but not deeply."""


class Resolver(Protocol):
    """Says who a pronoun or description means: `detente.reading.coreference.Resolver`."""

    def resolve(self, start: int, end: int) -> Mention | None: ...


class Scene(msgspec.Struct, frozen=True):
    """A page with its quotes (by start of their pieces) and its resolver; `countries` by how often they are named."""

    page: Page
    resolver: Resolver | None
    quotes: tuple[tuple[int, int, Quote], ...]
    starts: tuple[int, ...]
    countries: tuple[str, ...]

    @classmethod
    def of(cls, page: Page, resolver: Resolver | None, quotes: Sequence[Quote]) -> Scene:
        placed = sorted(
            ((span.start, span.end, quote) for quote in quotes for span in pieces(quote.content)),
            key=lambda p: (p[0], -p[1]),
        )
        named = Counter(m.country for m in page.mentions if m.country)
        return cls(
            page=page,
            resolver=resolver,
            quotes=tuple(placed),
            starts=tuple(p[0] for p in placed),
            countries=tuple(name for name, _ in named.most_common()),
        )

    def quote_at(self, start: int, end: int) -> Quote | None:
        """The innermost quote whose words hold `start:end`."""
        last = bisect.bisect_right(self.starts, start)
        for quote_start, quote_end, quote in reversed(self.quotes[max(0, last - LOOK_BACK) : last]):
            if quote_start <= start and end <= quote_end:
                return quote
        return None
