"""A reading: all that a reader found in one document."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from detente.errors import SpanMismatch
from detente.model.actor import Mention
from detente.model.document import DocumentRef
from detente.model.quote import Quote
from detente.model.record import Record
from detente.model.span import Span
from detente.model.time_expression import TimeExpression


class ReaderInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Which reader read: its name ('rules', 'local'), Detente's version, the digest of its model where it has one."""

    name: str
    version: str
    model: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The contract's reading of one document."""

    document: DocumentRef
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    records: tuple[Record, ...] = ()
    reader: ReaderInfo

    def spans(self) -> Iterator[Span]:
        """Every span of the reading."""
        yield from (mention.span for mention in self.mentions)
        yield from (time.span for time in self.times)
        for line in (*self.quotes, *self.records):
            yield from line.spans

    def check(self, text: str) -> None:
        """Raises SpanMismatch, naming the first span that is not verbatim in `text`."""
        for span in self.spans():
            if not span.matches(text):
                raise SpanMismatch(
                    f"document {self.document.id!r}: {span.text[:60]!r} does not stand at {span.start}:{span.end}; "
                    "read the document again"
                )
