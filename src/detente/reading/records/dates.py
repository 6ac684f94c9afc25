"""Dates: the stretches of time that a record may have by the expressions of its sentence."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from detente.model import Interval, Status, TimeExpression, partial
from detente.reading.records.frames import Frame
from detente.reading.times import anchored
from detente.reading.times.values import day_of

DUE = re.compile(
    r"\b(?:by|before|within|until|till|through|no later than|not later than|deadline(?: of| is)?|"
    r"(?:expires?|ends?|lapses?|runs?)(?: out)?(?: on| in| until| through)?|"
    r"for (?:another |an additional |an initial (?:period of )?)?)\s*(?:the\s+)?(?:end of\s+)?\Z",
    re.I,
)
SINCE = re.compile(r"\b(?:since|from|starting|beginning|effective|as of|as early as)\s+(?:on\s+|in\s+)?\Z", re.I)
UNTIL = re.compile(
    r"\b(?:until|till|through|by|before|no later than|expires? (?:on|in))\s+(?:the\s+)?(?:end of\s+)?\Z", re.I
)
COMPARED = re.compile(
    r"\b(?:\w{3,}est|most|least|first|worst|best|record|high|low)\b[^.;:]{0,45}\bsince\s+(?:\w+\s+){0,3}\Z", re.I
)
RANGE = re.compile(r"\s*(?:and|to|through|until|[-–—])\s*", re.I)
BEFORE = 28
OVER = frozenset({"happened", "negated", "ended"})
"""Statuses of what was so 'since' a day up to now, and not from then on."""
BEGUN = frozenset({"happened", "ongoing", "ended"})
PAST_WEEK = frozenset({"last week", "the last week", "the past week", "this past week"})
SUNDAY = 7
DAY, MONTH, YEAR, CENTURY = 10, 7, 4, 2
"""Characters of a partial date."""
AHEAD = re.compile(r"\b(?:in|over|during|within)\s+\Z", re.I)
NEXT = re.compile(r"\b(?:next|coming)\b.*s\Z", re.I)
"""'The next few days', 'the coming weeks': stretches that a promise runs through; not 'next week', when it is kept."""


class Dating(msgspec.Struct, frozen=True):
    """A stretch of time that a record may have.

    `how` is 'stated' in its sentence, 'carried' from a sentence just before, 'again' where the same is told elsewhere,
    'lead' the day that the document opens with, 'published', or 'eve' from the day before publication on. `time` is the
    expression it rests on, if any; `back` the sentences to it; `reading` which reading of it or which choice among
    several; `shared` the words that both sentences have.
    """

    interval: Interval
    how: str
    time: TimeExpression | None = None
    back: int = 0
    reading: str = "plain"
    shared: int = 0


def published(frame: Frame) -> str:
    """The ISO day of publication, '' where it is not known to the day."""
    return whole_day(frame.page.published)


@functools.lru_cache(maxsize=16)
def whole_day(value: str | None) -> str:
    """The day of an ISO date or time, '' where it is none of the calendar, or the first or last year of it."""
    found = day_of(value or "")
    return found.isoformat() if found and dt.MINYEAR < found.year < dt.MAXYEAR else ""


def days_on(day: str, count: int) -> str:
    """The ISO day `count` days on from an ISO day."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=count)).isoformat()


def in_sentence(frame: Frame, status: Status) -> Iterator[Dating]:
    """Every reading of every expression of the record's sentence."""
    times = frame.page.times_in(*frame.offsets(frame.sentence))
    for at in range(len(times)):
        yield from stated(frame, times, at, status)


def stated(frame: Frame, times: Sequence[TimeExpression], at: int, status: Status) -> Iterator[Dating]:
    """The stretches that one expression of the sentence may give; the second of a range gives none of its own."""
    time, text = times[at], frame.page.text
    if not dated(time):
        run = anchored(time, text, times)
        if run:
            yield Dating(run, "stated", time, reading="run")
    elif at and dated(times[at - 1]) and ranging(text, times[at - 1], time):
        return
    elif at + 1 < len(times) and dated(times[at + 1]) and ranging(text, time, times[at + 1]):
        yield Dating(Interval(day(time.earliest), day(times[at + 1].latest)), "stated", time, reading="joined")
    else:
        yield from (Dating(span, "stated", time, reading=name) for name, span in readings(frame, time, status))


def readings(frame: Frame, time: TimeExpression, status: Status) -> Iterator[tuple[str, Interval]]:
    """The stretches that one expression may mean for a record, by name."""
    before = frame.page.text[max(0, time.start - BEFORE) : time.start]
    now, (start, end) = published(frame), ends(frame, time)
    if SINCE.search(before):
        yield from since(start or end, now, over=status in OVER)
    elif UNTIL.search(before):
        yield "until", Interval(None, end or start)
    else:
        parts = list(about_now(start, end, now)) if start and end else []
        if status != "happened" or not parts:
            yield "plain", Interval(start, end)
        yield from parts[:1] if status == "happened" else parts


def ends(frame: Frame, time: TimeExpression) -> tuple[str | None, str | None]:
    """Start and end of an expression; a Sunday's 'last week' is the one just over."""
    now = published(frame)
    if now and time.text.lower() in PAST_WEEK and dt.date.fromisoformat(now).isoweekday() == SUNDAY:
        return days_on(now, -7), days_on(now, -1)
    return day(time.earliest), day(time.latest)


def since(start: str | None, now: str, *, over: bool) -> Iterator[tuple[str, Interval]]:
    """What a date behind 'since' or 'from' means: from then on, or, of what is `over`, from then till now."""
    if start and over and now and start <= now[: len(start)]:
        yield "since till now", Interval(start, now[: max(MONTH, len(start))])
    elif start:
        yield "since", Interval(start, None)


def about_now(start: str, end: str, now: str) -> Iterator[tuple[str, Interval]]:
    """A stretch that holds the day of publication: the part that is over, and the part that is to come."""
    if not now or (start == end and len(start) != YEAR):
        return
    first = f"{start}-01" if len(start) == YEAR else start
    last = f"{end}-12" if len(end) == YEAR else end
    at_hand = now[: max(MONTH, len(end))]
    if first[:MONTH] <= at_hand[: len(first)] and first <= at_hand <= last:
        yield "so far", Interval(first, at_hand)
        yield "from now", Interval(at_hand, last)


def ranging(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """Whether two expressions make one stretch: 'May 10 and 11', 'Monday to Wednesday', both days or both months."""
    alike = len(first.earliest or "") == len(second.earliest or "") and (first.earliest or "") <= (second.latest or "")
    return alike and bool(RANGE.fullmatch(text, first.end, second.start))


def single_day(time: TimeExpression) -> bool:
    return len(time.earliest or "") >= DAY and (time.earliest or "")[:DAY] == (time.latest or "")[:DAY]


def dated(time: TimeExpression) -> bool:
    """Whether an expression names a stretch of the calendar by itself; a whole century dates nothing."""
    if time.type == "DURATION":
        return time.earliest is not None and time.latest is not None
    pointer = time.value.endswith("_REF") or len(time.value) == CENTURY
    return time.type in ("DATE", "TIME") and time.interval is not None and not pointer


def day(value: str | None) -> str | None:
    return partial(value) if value else None


def impossible(frame: Frame, status: Status, dating: Dating) -> bool:
    """Whether a stretch cannot be the record's.

    What has begun has no day to come, what has happened ends by the day of publication, a measure still to come has no
    stated day that is over (it is the day of the saying), and a market's low 'since May' is not of May.
    """
    kind, side = frame.proposal.kind, relative(frame, dating.interval)
    now, end = published(frame), dating.interval.end
    if status in BEGUN and side == "future":
        return True
    if status == "happened" and now and end and end > now[: len(end)]:
        return True
    if kind == "measure" and status == "planned" and dating.how == "stated" and side == "past":
        return True
    return kind == "move" and dating.how == "stated" and compared(frame, dating.time)


def compared(frame: Frame, time: TimeExpression | None) -> bool:
    """Whether a date is but the last time that it was so: 'the biggest fall since May'."""
    return time is not None and bool(COMPARED.search(frame.page.text[max(0, time.start - 70) : time.start]))


def relative(frame: Frame, span: Interval) -> str:
    """The stretch as past, current or future by the day of publication."""
    now = published(frame)
    if not now:
        return "unknown"
    if span.end and span.end < now[: len(span.end)]:
        return "past"
    return "future" if span.start and span.start > now[: len(span.start)] else "current"


def due(frame: Frame) -> Interval | None:
    """By when a commitment is to be kept: the date behind 'by', 'until', 'expires on', or 'in the next few days'."""
    times = frame.page.times_in(*frame.offsets(frame.evidence))
    for time in times:
        before = frame.page.text[max(0, time.start - BEFORE) : time.start]
        run = time.interval or anchored(time, frame.page.text, times)
        ahead = NEXT.search(time.text) and AHEAD.search(before)
        if (ahead or DUE.search(before)) and run is not None and (run.end or run.start):
            return Interval(None, day(run.end) or day(run.start))
    return None
