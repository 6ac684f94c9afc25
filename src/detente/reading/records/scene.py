"""The scene of a document: what all its records are filled from."""

from __future__ import annotations

import bisect
import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from detente import vocabulary
from detente.model import Mention, Quote, pieces
from detente.reading.page import Page

JOINT = " and "
LOOK_BACK = 12
"""How many quotes before an offset may still hold it: quotes nest, but not deeply."""


@functools.cache
def all_states() -> frozenset[str]:
    """The canonical names of states (countries.csv)."""
    return frozenset(row["name"] for row in vocabulary.rows("countries"))


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
    states: tuple[str, ...]
    named: Mapping[str, Mention]

    @classmethod
    def of(cls, page: Page, resolver: Resolver | None, quotes: Sequence[Quote]) -> Scene:
        placed = sorted(
            ((span.start, span.end, quote) for quote in quotes for span in pieces(quote.content)),
            key=lambda p: (p[0], -p[1]),
        )
        countries = Counter(m.country for m in page.mentions if m.country)
        states = Counter(m.name for m in page.mentions if m.name in all_states())
        return cls(
            page=page,
            resolver=resolver,
            quotes=tuple(placed),
            starts=tuple(p[0] for p in placed),
            countries=tuple(name for name, _ in countries.most_common()),
            states=tuple(name for name, _ in states.most_common(2)),
            named={m.name: m for m in reversed(page.mentions)},
        )

    def parties(self, mention: Mention, dual: frozenset[str]) -> tuple[Mention, ...]:
        """The two that a joint mention stands for ('both sides', 'the two leaders'); none where it stands for itself.

        A joint name ('A and B') gives its parts; words for two sides give the two states most often named.
        """
        if mention.country is None and JOINT in mention.name and mention.kind != "unnamed":
            pair = mention.name.split(JOINT)
        elif mention.kind == "unnamed" and mention.text.lower() in dual:
            pair = list(self.states)
        else:
            return ()
        found = [self.named[name] for name in pair if name in self.named]
        return tuple(
            msgspec.structs.replace(mention, kind=part.kind, name=part.name, country=part.country) for part in found
        )

    def cued_at(self, start: int, end: int) -> Quote | None:
        """The quote whose cue is at `start:end`: 'demanded' of what somebody demanded."""
        near = (quote for _, _, quote in self.quotes if quote.cue is not None)
        return next((q for q in near if any(s.start < end and start < s.end for s in pieces(q.cue))), None)

    def quote_at(self, start: int, end: int) -> Quote | None:
        """The innermost quote whose words hold `start:end`."""
        last = bisect.bisect_right(self.starts, start)
        for quote_start, quote_end, quote in reversed(self.quotes[max(0, last - LOOK_BACK) : last]):
            if quote_start <= start and end <= quote_end:
                return quote
        return None
