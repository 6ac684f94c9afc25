"""Dates: the stretches of time that a record may have, as its sentence or the text before it names them."""

from __future__ import annotations

import re

import msgspec

from detente.model import Interval, Status, TimeExpression, partial
from detente.reading.records.frames import Frame
from detente.reading.times import anchored

DUE = re.compile(
    r"\b(?:by|before|within|until|till|through|no later than|not later than|deadline(?: of| is)?|expires? (?:on|in)|"
    r"for (?:another |an additional |an initial (?:period of )?)?)\s*(?:the\s+)?(?:end of\s+)?\Z",
    re.I,
)
SINCE = re.compile(r"\b(?:since|from|starting|beginning|effective|as of|as early as)\s+(?:on\s+|in\s+)?\Z", re.I)
UNTIL = re.compile(
    r"\b(?:until|till|through|by|before|no later than|expires? (?:on|in))\s+(?:the\s+)?(?:end of\s+)?\Z", re.I
)
RANGE = re.compile(r"\s*(?:and|to|through|until|[-–—])\s*", re.I)
BEFORE = 28
CARRIED = 3
"""So many sentences back a day may be named that still holds."""


class Dating(msgspec.Struct, frozen=True):
    """A stretch of time that a record may have: `how` is 'stated', 'carried' from a sentence before, or 'published'.

    `time` is the expression it rests on, None for the day of publication; `back` the sentences to it.
    """

    interval: Interval
    how: str
    time: TimeExpression | None = None
    back: int = 0
    joined: bool = False


def datings(frame: Frame, status: Status) -> list[Dating]:
    """All that may be the time of a record: the dates of its sentence, the day last named, the day of publication."""
    page = frame.page
    times = page.times_in(*frame.offsets(frame.sentence))
    found = [dating for at in range(len(times)) if (dating := stated(frame, times, at, status))]
    earlier = carried(frame)
    if earlier is not None:
        found.append(earlier)
    published = day(page.published)
    if published:
        found.append(Dating(Interval(published, published), "published"))
    return found


def stated(frame: Frame, times: tuple[TimeExpression, ...], at: int, status: Status) -> Dating | None:
    """The stretch that one expression of the sentence gives; the second of a range gives none of its own."""
    time = times[at]
    if not dated(time):
        run = anchored(time, frame.page.text, times)
        return Dating(run, "stated", time) if run else None
    if at and dated(times[at - 1]) and ranging(frame.page.text, times[at - 1], time):
        return None
    if at + 1 < len(times) and dated(times[at + 1]) and ranging(frame.page.text, time, times[at + 1]):
        return Dating(Interval(day(time.earliest), day(times[at + 1].latest)), "stated", time, joined=True)
    return Dating(capped(interval(frame, time), frame, status), "stated", time)


def ranging(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """Whether two expressions make one stretch: 'May 10 and 11', 'Monday to Wednesday', both days or both months."""
    alike = len(first.earliest or "") == len(second.earliest or "") and (first.earliest or "") <= (second.latest or "")
    return alike and bool(RANGE.fullmatch(text, first.end, second.start))


def capped(span: Interval, frame: Frame, status: Status) -> Interval:
    """What has happened 'this week' has happened by the day of publication."""
    published = (frame.page.published or "")[:10]
    if status != "happened" or not (span.start and span.end and published):
        return span
    current = len(span.end) == len(published) and span.start <= published < span.end
    return Interval(span.start, published) if current else span


def carried(frame: Frame) -> Dating | None:
    """The last day named in the few sentences before, where it is not after publication."""
    page, published = frame.page, (frame.page.published or "")[:10]
    for index in range(frame.sentence_index - 1, max(-1, frame.sentence_index - 1 - CARRIED), -1):
        sentence = page.sentences[index]
        days = [t for t in page.times_in(sentence.start, sentence.end) if dated(t) and single_day(t)]
        if days:
            told = day(days[-1].earliest)
            if told is None or told > published:
                return None
            return Dating(Interval(told, told), "carried", days[-1], frame.sentence_index - index)
    return None


def single_day(time: TimeExpression) -> bool:
    return len(time.earliest or "") >= 10 and (time.earliest or "")[:10] == (time.latest or "")[:10]


def dated(time: TimeExpression) -> bool:
    """Whether an expression names a stretch of the calendar by itself."""
    if time.type == "DURATION":
        return time.earliest is not None and time.latest is not None
    return time.type in ("DATE", "TIME") and time.interval is not None and not time.value.endswith("_REF")


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
    times = frame.page.times_in(*frame.offsets(frame.evidence))
    for time in times:
        before = frame.page.text[max(0, time.start - BEFORE) : time.start]
        run = time.interval or anchored(time, frame.page.text, times)
        if DUE.search(before) and run is not None and (run.end or run.start):
            return Interval(None, day(run.end) or day(run.start))
    return None
