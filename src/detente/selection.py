"""Which lines of a view an analyst asks for: by who takes part, issue, sort, standing, date and confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from detente.model import Line, Quote, first_day, last_day


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; a field left empty asks nothing.

    `actor` is a part of a name, whatever its case; `countries` are alpha-3 codes, of which one must take part; `issue`
    is a part of an issue's name; `since` keeps what may have been so on that day or later
    (undated lines by publication).
    """

    actor: str | None = None
    countries: tuple[str, ...] = ()
    issue: str | None = None
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    since: dt.date | None = None
    min_confidence: float = 0.0
    limit: int | None = None

    def of(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines asked for, in their order."""
        return islice((line for line in lines if self.keeps(line)), self.limit)

    def keeps(self, line: Line) -> bool:
        """Whether the line is asked for."""
        return (
            line.subject.confidence >= self.min_confidence
            and self.keeps_sort(line)
            and (self.actor is None or any(self.actor.casefold() in name.casefold() for name in names(line)))
            and (not self.countries or not countries(line).isdisjoint(self.countries))
            and (self.issue is None or any(self.issue.casefold() in issue.casefold() for issue in issues(line)))
            and (self.since is None or latest(line) >= self.since)
        )

    def keeps_sort(self, line: Line) -> bool:
        """Whether kind, type, status and standing are asked for."""
        asked = (self.kinds, self.types, self.statuses, self.standings)
        return all(not wanted or value in wanted for wanted, value in zip(asked, sort(line), strict=True))


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


def latest(line: Line) -> dt.date:
    """The last day on which it may be so; with an open end, or without any date, what the publication says."""
    valid = line.clocks.valid
    if valid is not None and valid.end is not None:
        return last_day(valid.end)
    if valid is not None and valid.start is not None:
        return dt.date.max
    return first_day(line.clocks.known_at[:10]) if line.clocks.known_at else dt.date.max
