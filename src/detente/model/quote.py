"""What somebody is reported to have said or written."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.model.actor import Source, Speaker
from detente.model.span import Span, Spans, pieces

QuoteKind = Literal["direct", "indirect", "mixed"]


class Quote(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A quotation and the way its words came.

    `chain` runs from the source nearest to the document to the speaker, who stands last.
    """

    id: str
    content: Spans
    kind: QuoteKind
    speaker: Speaker | None = None
    speaker_span: Spans | None = None
    cue: Spans | None = None
    chain: tuple[Source, ...] = ()
    venue: str | None = None
    addressee: str | None = None
    confidence: float = 0.5
    rule: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span the quote rests on."""
        return (*pieces(self.content), *pieces(self.speaker_span), *pieces(self.cue))
