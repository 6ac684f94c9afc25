"""Who: actors, the mentions that mean them, and the sources through whom words come."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.model.span import Span

SourceKind = Literal["person", "government", "organisation", "outlet", "document", "unnamed"]
MentionKind = Literal["person", "government", "organisation", "outlet", "document", "unnamed", "place"]


class Actor(msgspec.Struct, frozen=True, gc=False):
    """Who takes part: canonical name, the words of the document, and the ISO 3166 alpha-3 country.

    The EU is 'EUU'; None for markets, companies without a country, and international bodies.
    """

    name: str
    country: str | None = None
    text: str | None = None


class Source(msgspec.Struct, frozen=True, gc=False):
    """One link of an attribution chain. `unnamed` sources keep the document's description as their name."""

    name: str
    kind: SourceKind


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """The source of a quote."""

    name: str
    country: str | None
    kind: SourceKind


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A span that means an actor. `name` is canonical; `country` alpha-3 or None."""

    start: int
    end: int
    text: str
    kind: MentionKind
    name: str
    country: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.text)

    @property
    def actor(self) -> Actor:
        return Actor(self.name, self.country, self.text)
