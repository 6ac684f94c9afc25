"""The nouns of a brief: sentences with the words they rest on, in parts and sections, and charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from detente.model import Evidence

Length = Literal["short", "full"]
Sort = Literal["report", "judgement"]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: the state on the day `as_of`, what changed since the day `since`, for `reader`.

    `known_at` is the day by which something must have been published to be in it, `as_of` where it is None.
    """

    as_of: dt.date
    since: dt.date
    reader: str = ""
    length: Length = "full"
    known_at: dt.date | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, and the words it rests on.

    A `report` says what a text says, a `judgement` what the desk works out of several; neither is mixed with the
    other. What stands between “ and ” is verbatim in a note. `line` is the id of the line, for `detente why`;
    `origins` and `contested` are the line's; `weight` says how well it is borne out, in words.
    """

    text: str
    notes: tuple[Evidence, ...]
    sort: Sort = "report"
    line: str = ""
    weight: str = ""
    origins: int = 1
    contested: bool = False


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences under a heading of their own ('' for none). `left_out` more were to be had."""

    title: str = ""
    sentences: tuple[Sentence, ...] = ()
    left_out: int = 0


class Step(msgspec.Struct, frozen=True):
    """From `day` on the value holds (a stepped chart), or is that of the period that begins there (bars)."""

    day: dt.date
    value: float


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A named series of a chart, ascending by day."""

    name: str
    steps: tuple[Step, ...]


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Series between two days. `caption` is a sentence, whose notes are the words that the points rest on."""

    kind: Literal["steps", "bars"]
    caption: Sentence
    unit: str
    since: dt.date
    until: dt.date
    series: tuple[Series, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section; `nothing` is what stands in it where it is empty."""

    name: str
    title: str
    nothing: str
    parts: tuple[Part, ...] = ()
    charts: tuple[Chart, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the section, the captions of its charts among them."""
        for part in self.parts:
            yield from part.sentences
        yield from (chart.caption for chart in self.charts)


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The whole. `documents` is how many documents of the desk it could draw on, `made` when it was put together."""

    dispute: str
    asked: Request
    sections: tuple[Section, ...]
    documents: int
    made: str

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in order."""
        for section in self.sections:
            yield from section.sentences()
