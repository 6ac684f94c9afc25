"""Which event a move is said to follow, and when that was: what the order of session and event can be told from."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterable, Sequence
from zoneinfo import ZoneInfo

from detente.markets.sessions import Session, SessionClock, stretch
from detente.model import Event, RecordStated, TimeExpression, first_day
from detente.vocabulary import table

DAY = len("2025-06-05")
CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
WORD = re.compile(r"[^\W\d_]{3,}")
OBJECT = 60
"""Characters behind 'after' or 'following' that tell of what."""
BEFORE = dt.timedelta(days=4)
"""Days by which an event may lie before the move that is said to follow it: a weekend and a holiday."""


def followed(named: Collection[str], day: dt.date, events: Iterable[RecordStated]) -> RecordStated | None:
    """The event that a move of that day is said to follow; `named` are the words that stand behind the cue.

    It must be told of a day not long before, in one of these words; of several it is the one told first, which the
    later ones come back to. None where there is none, or where they are of different days.
    """
    scores = [(len(_words(entry).intersection(named)), entry) for entry in events if _is_before(entry, day)]
    best = max((score for score, _ in scores), default=0)
    found = [entry for score, entry in scores if score == best]
    if not best or len({entry.record.when for entry in found}) > 1:
        return None
    return min(found, key=lambda entry: entry.record.evidence[0].start)


def sessions_after(
    event: RecordStated, times: Sequence[dt.datetime], published: Collection[str], clock: SessionClock
) -> tuple[Session, ...]:
    """The candidate sessions of an exchange in which an event can first have moved prices.

    `times` are the instants that accounts give; where there is none it is the day told, in the zones of those who took
    part, up to the first time in `published` that has a time of day and a zone. Raises CalendarEnds.
    """
    if times:
        return clock.between(min(times), max(times))
    start = event.record.when.start if event.record.when else None
    if start is None or len(start) != DAY:
        return ()
    earliest, latest = stretch(first_day(start), *(zones(event) or (clock.zone,)))
    known = [told for told in map(instant_of, published) if told and earliest <= told]
    return clock.between(earliest, min((latest, *known)))


def zones(entry: RecordStated) -> tuple[ZoneInfo, ...]:
    """The zones of the seats of government of those who take part, as far as they are known."""
    people = (*entry.record.actors, *entry.record.targets)
    states = table("seats")["states"]
    return tuple(ZoneInfo(states[country]) for country in sorted({one.country or "" for one in people} & set(states)))


def instant(told: TimeExpression) -> dt.datetime | None:
    """The instant that '9 p.m. Beijing time on Thursday' means; None without a time of day or a zone."""
    words = told.text.casefold().replace(".", "")
    zone = next((zone for name, zone in _zone_words() if re.search(rf"\b{name}\b", words)), None)
    if told.type != "TIME" or zone is None or not CLOCK.match(told.value):
        return None
    return dt.datetime.fromisoformat(told.value[:16]).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def instant_of(published: str) -> dt.datetime | None:
    """The instant of a publication; None where it has no time of day or no zone."""
    try:
        told = dt.datetime.fromisoformat(published)
    except ValueError:
        return None
    return told if told.tzinfo is not None and len(published) > DAY else None


@functools.cache
def _zone_words() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(table("seats")["words"].items(), key=lambda row: -len(row[0])))


def behind_cues(paragraph: str) -> set[str]:
    """The words that tell what a move came after: those behind 'after', 'following', 'in response to' and the like."""
    cues = "|".join(map(re.escape, sorted(table("moves")["after"]["cues"], key=len, reverse=True)))
    found = re.finditer(rf"\b(?:{cues})\b([^.;!?]{{1,{OBJECT}}})", paragraph, re.IGNORECASE)
    return {word for match in found for word in _plain(match[1])}


def _words(entry: RecordStated) -> set[str]:
    return {word for span in entry.record.evidence for word in _plain(span.text)}


def _plain(text: str) -> set[str]:
    return set(WORD.findall(text.casefold())) - set(table("moves")["after"]["empty"])


def _is_before(entry: RecordStated, day: dt.date) -> bool:
    """Whether it is an event that was, told to the day, at most BEFORE the move."""
    record = entry.record
    start = record.when.start if record.when else None
    if not isinstance(record, Event) or record.status not in ("happened", "ongoing", "ended"):
        return False
    return start is not None and len(start) == DAY and first_day(start) <= day <= first_day(start) + BEFORE
