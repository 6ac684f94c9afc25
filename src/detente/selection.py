"""Which lines of a view an analyst asks for: by who takes part, issue, sort, standing, date and confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from detente.model import Interval, Line, Quote, first_day, last_day
from detente.state.views import DueLine


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; a field left empty asks nothing.

    `actor` is a part of a name, whatever its case; `countries` are alpha-3 codes, of which one must take part; `issue`
    is a part of an issue's name; `since` and `until` keep what may have been so on that day or later, or earlier
    (undated lines by publication). What is due is kept by its deadline; without one it is due on no day asked for.
    """

    actor: str | None = None
    countries: tuple[str, ...] = ()
    issue: str | None = None
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    min_confidence: float = 0.0
    limit: int | None = None

    def of(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines asked for, in their order."""
        kept = lines if self.keeps_all else (line for line in lines if self.keeps(line))
        return islice(kept, self.limit)

    @property
    def keeps_all(self) -> bool:
        """Whether nothing but a limit is asked for."""
        return msgspec.structs.replace(self, limit=None) == EVERYTHING

    def keeps(self, line: Line) -> bool:
        """Whether the line is asked for."""
        return (
            line.subject.confidence >= self.min_confidence
            and self.keeps_sort(line)
            and (self.actor is None or any(self.actor.casefold() in name.casefold() for name in names(line)))
            and (not self.countries or not countries(line).isdisjoint(self.countries))
            and (self.issue is None or any(self.issue.casefold() in issue.casefold() for issue in issues(line)))
            and self.keeps_days(line)
        )

    def keeps_days(self, line: Line) -> bool:
        """Whether the line's days, or its deadline, are asked for."""
        if self.since is None and self.until is None:
            return True
        if isinstance(line, DueLine) and line.due is None:
            return False
        return latest(line) >= (self.since or dt.date.min) and earliest(line) <= (self.until or dt.date.max)

    def keeps_sort(self, line: Line) -> bool:
        """Whether kind, type, status and standing are asked for."""
        asked = (self.kinds, self.types, self.statuses, self.standings)
        return all(not wanted or value in wanted for wanted, value in zip(asked, sort(line), strict=True))


EVERYTHING = Selection()


def sort(line: Line) -> tuple[str, str, str, str]:
    """Kind ('quote' for every quote), type, status (a quote has happened) and standing."""
    subject = line.subject
    if isinstance(subject, Quote):
        return ("quote", subject.kind, "happened", line.standing)
    return (subject.kind, subject.type, subject.status, line.standing)


def names(line: Line) -> Iterator[str]:
    """Whoever takes part: actors and targets, or speaker and addressee."""
    subject = line.subject
    if isinstance(subject, Quote):
        yield from (name for name in (subject.speaker and subject.speaker.name, subject.addressee) if name)
    else:
        yield from (actor.name for actor in (*subject.actors, *subject.targets))


def countries(line: Line) -> set[str]:
    """The countries of those who take part."""
    subject = line.subject
    people = [subject.speaker] if isinstance(subject, Quote) else [*subject.actors, *subject.targets]
    return {person.country for person in people if person is not None and person.country}


def issues(line: Line) -> tuple[str, ...]:
    """The issues of a record; a quote has none."""
    return () if isinstance(line.subject, Quote) else line.subject.issues


def days(line: Line) -> Interval | None:
    """When it is so; of what is due the deadline."""
    return line.due if isinstance(line, DueLine) else line.clocks.valid


def latest(line: Line) -> dt.date:
    """The last day on which it may be so; with an open end, or without any date, what the publication says."""
    when = days(line)
    if when is not None and when.end is not None:
        return last_day(when.end)
    if when is not None and when.start is not None:
        return last_day(when.start) if isinstance(line, DueLine) else dt.date.max
    return published(line) or dt.date.max


def earliest(line: Line) -> dt.date:
    """The first day on which it may be so; without a beginning, or any date, what the publication says.

    What is due by a day has no beginning: it is due on that day.
    """
    when = days(line)
    if when is not None and when.start is not None:
        return first_day(when.start)
    if when is not None and when.end is not None and isinstance(line, DueLine):
        return first_day(when.end)
    return published(line) or dt.date.min


def published(line: Line) -> dt.date | None:
    """The day it became known."""
    return first_day(line.clocks.known_at[:10]) if line.clocks.known_at else None
