"""Value, place in its unit and preposition -> the earliest and the latest partial date."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from detente.model import Interval
from detente.reading.times.grammar import Piece
from detente.reading.times.lengths import beside
from detente.reading.times.reference import Reference
from detente.reading.times.senses import Length
from detente.reading.times.tense import Tense
from detente.reading.times.tokens import Tokens
from detente.reading.times.values import bounds, clip_end, clip_start, months_of, narrowed
from detente.vocabulary import table

OPEN = Interval(None, None)


@functools.cache
def sides() -> dict[str, str]:
    """The prepositions of the vocabulary with the side that they leave open."""
    prepositions = table("times_prepositions")
    return {phrase: name for name in ("since", "by", "before", "after") for phrase in prepositions[name]}


LONGEST = 3
"""Words of a preposition."""


def interval(tokens: Tokens, piece: Piece, value: str, reference: Reference, tense: Tense) -> Interval:
    """From the earliest to the latest partial date that an expression can mean, None where open."""
    if isinstance(piece.sense, Length):
        found = length_interval(tokens, piece, piece.sense, reference, tense)
    else:
        found = sided(tokens, piece, placed(piece.place, value, reference))
    return Interval(in_calendar(found.start), in_calendar(found.end))


def in_calendar(date: str | None) -> str | None:
    """The partial date, None where its year is none of the calendar."""
    return date if date and date[:4] != "0000" else None


def placed(place: str, value: str, reference: Reference) -> Interval:
    """The interval of a value, cut to the place in it that the words name: 'early', 'late', 'earlier', 'later'."""
    now = reference.written.isoformat() if reference.written and not reference.narrative else None
    if value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        return Interval(None if value == "PAST_REF" else now, None if value == "FUTURE_REF" else now)
    start, end = bounds(value)
    if start is None or end is None:
        return OPEN
    if place in ("before", "after", "rest") and now:
        first, last = months_of(start, end)
        first, last = (first, clip_end(last, now)) if place == "before" else (clip_start(first, now), last)
        return Interval(first, last) if first <= last else Interval(start, end)
    return Interval(*narrowed(start, end, place)) if place in ("start", "mid", "end") else Interval(start, end)


def sided(tokens: Tokens, piece: Piece, found: Interval) -> Interval:
    """The interval with the side open that the preposition before it opens: 'since May', 'by 9 July'."""
    match side(tokens, piece.first):
        case "since" | "after":
            return replace_ends(found, found.start, None)
        case "by":
            return replace_ends(found, None, found.end)
        case "before":
            return replace_ends(found, None, found.end if piece.place == "end" else found.start)
    return found


def replace_ends(found: Interval, start: str | None, end: str | None) -> Interval:
    return found if found == OPEN else Interval(start, end)


def side(tokens: Tokens, first: int) -> str | None:
    """The class of the preposition that ends before the token `first`."""
    for length in range(min(LONGEST, first), 0, -1):
        name = sides().get(" ".join(token.word for token in tokens.items[first - length : first]))
        if name:
            return name
    return None


def length_interval(tokens: Tokens, piece: Piece, sense: Length, reference: Reference, tense: Tense) -> Interval:
    """'the past three months', 'the coming weeks', 'within 90 days': counted from the day of writing; else open."""
    if reference.written is None or reference.narrative:
        return OPEN
    towards = sense.towards or stands_within(tokens, piece, tense)
    return (beside(reference.written, sense.value, int(towards)) if towards else None) or OPEN


def stands_within(tokens: Tokens, piece: Piece, tense: Tense) -> bool:
    """Whether 'within' (or, of the future, 'in') stands before a duration and nothing after it to count it from."""
    before = tokens.items[piece.first - 1].word if piece.first else ""
    after = tokens.items[piece.stop].word if piece.stop < len(tokens.items) else ""
    ahead = (before == "within" and tense != "past") or (before == "in" and tense == "future")
    return ahead and after not in ("of", "after", "from", "following")


def joined(tokens: Tokens, pieces: Sequence[Piece], intervals: Sequence[Interval]) -> list[Interval]:
    """Both ends of a range mean all of it: 'June 9-10', 'from 10 to 11 June', 'between March and May'."""
    out = list(intervals)
    for at in range(1, len(pieces)):
        first, last = pieces[at - 1], pieces[at]
        start, end = intervals[at - 1].start, intervals[at].end
        if start and end and start <= end and is_range(tokens, first, last):
            out[at - 1] = out[at] = Interval(start, end)
    return out


def is_range(tokens: Tokens, first: Piece, last: Piece) -> bool:
    if isinstance(first.sense, Length) or isinstance(last.sense, Length):
        return False
    gap = tokens.codes[first.stop : last.first]
    before = tokens.items[first.first - 1].word if first.first else ""
    if gap == "&":
        return before == "between"
    return gap == "-" or (gap == "~" and before in ("from", "between", "on", "")) or first.place == "from"
