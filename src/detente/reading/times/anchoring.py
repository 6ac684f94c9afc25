"""Durations that a date of the same sentence anchors: '90 days from 14 May', 'from 14 May for 90 days'."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from detente.model import Interval, TimeExpression
from detente.reading.times.lengths import counted
from detente.vocabulary import table

REACH = 80
"""Characters between a duration and its date at the most."""
DAY = len("2025-06-05")
BREAK = re.compile(r"[.!?;][\"'”’]?\s|\n\s*\n")
FOR = re.compile(r"\W*\bfor(?: a| an| another| a further)?$")


@functools.cache
def phrases(name: str) -> tuple[str, ...]:
    return tuple(table("times_prepositions")[name])


def anchored(duration: TimeExpression, text: str, times: Sequence[TimeExpression]) -> Interval | None:
    """The stretch of calendar that a duration covers; None where no date in its sentence anchors it.

    `times` are the expressions of the text, sorted. The nearest date after the duration anchors it where a word of the
    vocabulary leads from one to the other ('90 days from', 'within 30 days of signing on', 'a 90-day truce that ends
    on'), the nearest before it where it starts something ('from 14 May for 90 days').
    """
    if duration.type != "DURATION":
        return None
    after = next((t for t in times if t.start >= duration.end), None)
    before = next((t for t in reversed(times) if t.end <= duration.start), None)
    found = by_later(duration, after, text) if after else None
    return found or (by_earlier(duration, before, text) if before else None)


def by_later(duration: TimeExpression, date: TimeExpression, text: str) -> Interval | None:
    """The duration counted on from, or back from, the date that follows it."""
    between = words_between(text, duration.end, date.start)
    day = date_of(date)
    if between is None or day is None or (between == "of" and len(day) < DAY):
        return None  # 'the first five months of this year' begins with no date
    if ends_with(between, "anchor_end") or ends_with(between, "anchor_before"):
        return counted(day, duration.value, -1)
    leads = any(between.startswith(phrase + " ") for phrase in phrases("anchor_after"))
    if ends_with(between, "anchor_after") or (leads and between.endswith((" on", " in"))):
        return counted(day, duration.value, 1)
    return None


def by_earlier(duration: TimeExpression, date: TimeExpression, text: str) -> Interval | None:
    """The duration counted on from the date before it: 'from 14 May for 90 days'."""
    between = words_between(text, date.end, duration.start)
    day = date_of(date)
    if between is None or day is None or not FOR.search(between):
        return None
    lead = " ".join(text[max(0, date.start - REACH) : date.start].lower().split())
    return counted(day, duration.value, 1) if ends_with(lead, "starting") else None


def words_between(text: str, start: int, end: int) -> str | None:
    """The words between two places in lower case, None where they are far apart or in different sentences."""
    between = text[start:end]
    return None if len(between) > REACH or BREAK.search(between) else " ".join(between.lower().split())


def ends_with(words: str, name: str) -> bool:
    return any(words == phrase or words.endswith(" " + phrase) for phrase in phrases(name))


def date_of(date: TimeExpression) -> str | None:
    """The one partial date that an expression means, None where it means a stretch."""
    return date.earliest or date.latest if date.type in ("DATE", "TIME") else None
