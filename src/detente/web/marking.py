"""A document's text in pieces, each with what rests on it: marks may overlap, and are cut where one begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from detente.model import Quote, Reading, Record, Span, pieces
from detente.web.words import own


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a text on which the quote or record `id` of a reading rests, in the document `document`."""

    start: int
    end: int
    document: str
    id: str
    kind: str
    words: str

    @property
    def name(self) -> str:
        """What an address calls it."""
        return self.id if "/" in self.id else f"{self.document}/{self.id}"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text and the marks over it, the shortest first."""

    text: str
    marks: tuple[Marked, ...] = ()


def of_reading(reading: Reading) -> Iterator[Marked]:
    """The marks of everything that a reading found, in the order of the text."""
    document = reading.document.id
    found = [
        Marked(start=span.start, end=span.end, document=document, id=one.id, kind=kind_of(one), words=own(one))
        for one in (*reading.quotes, *reading.records)
        for span in content(one)
    ]
    yield from sorted(found, key=lambda mark: (mark.start, mark.end, mark.id))


def content(one: Quote | Record) -> tuple[Span, ...]:
    """The words of a quote, or the evidence of a record."""
    return pieces(one.content) if isinstance(one, Quote) else one.evidence


def kind_of(one: Quote | Record) -> str:
    return "quote" if isinstance(one, Quote) else one.kind


def of_spans(spans: Iterable[Span], document: str, name: str, kind: str) -> tuple[Marked, ...]:
    """Marks over spans that rest one line."""
    return tuple(
        Marked(start=span.start, end=span.end, document=document, id=name, kind=kind, words=span.text) for span in spans
    )


def marked(text: str, marks: Sequence[Marked]) -> list[Piece]:
    """The whole text in pieces; marks that do not stand in it are left out."""
    held = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(at for mark in held for at in (mark.start, mark.end))})
    starting: dict[int, list[Marked]] = {}
    for mark in held:
        starting.setdefault(mark.start, []).append(mark)
    found, over = [], list[Marked]()
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start] + starting.get(start, [])
        shortest = sorted(over, key=lambda mark: (mark.end - mark.start, mark.id))
        found.append(Piece(text=text[start:end], marks=tuple(shortest)))
    return found
