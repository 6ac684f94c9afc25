"""Text -> time expressions: sentence by sentence, the running reference carried along."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.model import TimeExpression
from detente.reading.page import Sentence
from detente.reading.times.grammar import Grammar, Piece
from detente.reading.times.grammar_clock import CLOCKS
from detente.reading.times.grammar_counted import COUNTED
from detente.reading.times.grammar_dates import DATES
from detente.reading.times.grammar_lengths import LENGTHS
from detente.reading.times.grammar_periods import PERIODS
from detente.reading.times.grammar_years import YEARS
from detente.reading.times.intervals import interval, joined
from detente.reading.times.reference import Reference, is_narrative, story_years
from detente.reading.times.resolving import Resolved, resolve
from detente.reading.times.senses import Fixed, InYear, Pointer, Shift
from detente.reading.times.tense import Tense, tense_at
from detente.reading.times.tokenising import tokenise
from detente.reading.times.tokens import Tokens

GRAMMAR = Grammar((*CLOCKS, *DATES, *YEARS, *PERIODS, *COUNTED, *LENGTHS))


def find(text: str, sentences: Sequence[Sentence], published: str | None) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, sorted and disjoint.

    `published` is an ISO date or time, or None: then what is counted from it keeps X for what nobody knows.
    """
    pages = [tokenise(text, sentence.start, sentence.end) for sentence in sentences]
    written = written_day(published)
    narrative = is_narrative(pages, written)
    reference = Reference(written, narrative, story=story_years(pages) if narrative else None)
    return tuple(found for tokens in pages for found in expressions(text, tokens, reference))


def written_day(published: str | None) -> dt.date | None:
    """The day of an ISO date or time; None where there is none, or no whole day."""
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def expressions(text: str, tokens: Tokens, reference: Reference) -> Iterator[TimeExpression]:
    reference.sentence += 1
    pieces = [piece for found in GRAMMAR.parse(tokens) for piece in found if counts(piece, reference)]
    if not pieces:
        return
    pieces = with_shared_years(pieces, tokens)
    tenses = [tense_at(tokens, piece.first, piece.stop) for piece in pieces]
    values = [valued(piece, tense, reference) for piece, tense in zip(pieces, tenses, strict=True)]
    intervals = [
        interval(tokens, piece, found.value, reference, tense)
        for piece, found, tense in zip(pieces, values, tenses, strict=True)
    ]
    for piece, found, dates in zip(pieces, values, joined(tokens, pieces, intervals), strict=True):
        start, end = tokens.items[piece.first].start, tokens.items[piece.stop - 1].end
        yield TimeExpression(start, end, text[start:end], found.type, found.value, dates.start, dates.end)


def counts(piece: Piece, reference: Reference) -> bool:
    """Whether a pointer counts in this text: some do in narratives only."""
    return reference.narrative or not (isinstance(piece.sense, Pointer) and piece.sense.told)


JOINED = re.compile(r"[&~/-]|,|,&")


def with_shared_years(pieces: Sequence[Piece], tokens: Tokens) -> list[Piece]:
    """'August and September 1914': a part of a year without one has the year of the part it is joined to."""
    out = list(pieces)
    for at in range(len(out) - 2, -1, -1):
        sense, after = out[at].sense, out[at + 1].sense
        if not (isinstance(sense, InYear) and isinstance(after, InYear)):
            continue
        gap = tokens.codes[out[at].stop : out[at + 1].first]
        if sense.year is None and sense.direction is None and after.year is not None and JOINED.fullmatch(gap):
            out[at] = out[at]._replace(sense=replace(sense, year=after.year))
    return out


OPENING = 9
"""Tokens at a sentence's start in which a year alone leads the story on ('In 1918, ...')."""


def is_aside(piece: Piece, reference: Reference) -> bool:
    """Whether a narrative mentions a date without going on from there: counted back, or a year in mid-sentence."""
    sense = piece.sense
    if isinstance(sense, Shift):
        return sense.count < 0
    lone_year = isinstance(sense, Fixed) and len(sense.value.removeprefix("BC")) == 4
    return lone_year and reference.spoken is not None and piece.first > OPENING


def valued(piece: Piece, tense: Tense, reference: Reference) -> Resolved:
    """The type and value of a piece, of which the reference takes note."""
    found = resolve(piece.sense, reference, tense)
    if found.type in ("DATE", "TIME") and not (reference.narrative and is_aside(piece, reference)):
        reference.speak(found.value)
    if isinstance(piece.sense, InYear) and "-Q" in found.value and tense != "future":
        reference.report(found.value)
    return found
