"""When: the time expression that attaches to a record, and the due date of a commitment."""

from __future__ import annotations

import re

from detente.model import Interval, Status, TimeExpression, partial
from detente.reading.records.frames import Frame

DUE = re.compile(
    r"\b(?:by|before|within|until|till|no later than|not later than|deadline(?: of| is)?)\s+"
    r"(?:the\s+)?(?:end of\s+)?\Z",
    re.I,
)
SINCE = re.compile(r"\b(?:since|from|starting|beginning|effective|as of|as early as)\s+(?:on\s+|in\s+)?\Z", re.I)
UNTIL = re.compile(
    r"\b(?:until|till|through|by|before|no later than|expires? (?:on|in))\s+(?:the\s+)?(?:end of\s+)?\Z", re.I
)
BEFORE = 28
SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "move"})
"""Acts of speech, and moves: told in the order of a day, so that the day named before holds on."""
CARRIED = 3
BEHIND = 1.3
"""A date behind the trigger counts as so much farther than one before it."""


def when(frame: Frame, status: Status) -> Interval | None:
    """The interval of the nearest date in the clause, else in the evidence, else in the sentence; None for none.

    What somebody said or the market did, without a date of its own, has the day last named shortly before.
    """
    for span in (frame.clause, frame.evidence, frame.sentence):
        found = [t for t in frame.page.times_in(*frame.offsets(span)) if dated(t)]
        if found:
            return interval(frame, min(found, key=lambda t: distance(frame, t)))
    return carried(frame) if status == "happened" and frame.proposal.type in SPOKEN else None


def carried(frame: Frame) -> Interval | None:
    """The last day named in the few sentences before, where it is not after publication."""
    page, published = frame.page, (frame.page.published or "")[:10]
    for index in range(frame.sentence_index - 1, max(-1, frame.sentence_index - 1 - CARRIED), -1):
        sentence = page.sentences[index]
        days = [t for t in page.times_in(sentence.start, sentence.end) if dated(t) and single_day(t)]
        if days:
            told = day(days[-1].earliest)
            return Interval(told, told) if told is not None and told <= published else None
    return None


def single_day(time: TimeExpression) -> bool:
    return len(time.earliest or "") >= 10 and (time.earliest or "")[:10] == (time.latest or "")[:10]


def dated(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and time.interval is not None and not time.value.endswith("_REF")


def distance(frame: Frame, time: TimeExpression) -> float:
    start, end = frame.offsets(frame.trigger)
    return start - time.end if time.end <= start else BEHIND * (time.start - end)


def interval(frame: Frame, time: TimeExpression) -> Interval:
    """The interval of a time, open at the end that 'since' or 'until' leaves open."""
    start, end = day(time.earliest), day(time.latest)
    before = frame.page.text[max(0, time.start - BEFORE) : time.start]
    if SINCE.search(before):
        return Interval(start, None)
    if UNTIL.search(before):
        return Interval(None, end)
    return Interval(start, end)


def day(value: str | None) -> str | None:
    return partial(value) if value else None


def due(frame: Frame) -> Interval | None:
    """By when a commitment is to be kept: the date behind 'by', 'before', 'within' or 'until'."""
    for time in frame.page.times_in(*frame.offsets(frame.evidence)):
        before = frame.page.text[max(0, time.start - BEFORE) : time.start]
        if DUE.search(before) and time.interval is not None:
            return Interval(None, day(time.latest) or day(time.earliest))
    return None
