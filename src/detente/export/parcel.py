"""What is exported: lines, changes or days, with the documents they rest on. Whoever has a desk puts it together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.export.calendar import Appointment
from detente.model import Actor, DocumentRef, Evidence, Interval, Line, Quote, first_day, last_day, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A change. `id` stays the same while it is the same change; `day` is when it became known, ISO.

    `title` is one line where `text` is more.
    """

    id: str
    view: str
    change: str
    text: str
    day: str
    lines: tuple[Line, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """An export. `made` is an ISO time; `text` gives a text by id, `as_json` a line in the contract's shape."""

    dispute: str
    as_of: dt.date
    made: str
    lines: Sequence[Line] = ()
    documents: Mapping[str, DocumentRef] = field(default_factory=dict)
    news: Sequence[News] = ()
    appointments: Sequence[Appointment] = ()
    opml: bytes = b""
    text: Callable[[str], str] = str
    as_json: Callable[[Line], dict[str, Any]] = lambda line: {"id": line.id}


def words(line: Line) -> tuple[Evidence, ...]:
    """The evidence of the account that is shown: its first piece, and what else of its document is the account's."""
    own = {(span.start, span.end) for span in own_spans(line)}
    first = line.evidence[0].document if line.evidence else ""
    return tuple(one for one in line.evidence if one.document == first and (one.start, one.end) in own)


def own_spans(line: Line) -> Iterator[Any]:
    """The spans of the record or quote itself."""
    subject = line.subject
    yield from pieces(subject.content) if isinstance(subject, Quote) else subject.evidence


def said(line: Line) -> str:
    """The exact words, pieces joined by ' … '."""
    return " … ".join(span.text for span in own_spans(line))


def actors(line: Line) -> tuple[Actor, ...]:
    """Who takes part: actors, or the speaker."""
    subject = line.subject
    if not isinstance(subject, Quote):
        return subject.actors
    return (Actor(subject.speaker.name, subject.speaker.country),) if subject.speaker else ()


def targets(line: Line) -> tuple[Actor, ...]:
    """To whom: targets, or the addressee."""
    subject = line.subject
    if not isinstance(subject, Quote):
        return subject.targets
    return (Actor(subject.addressee),) if subject.addressee else ()


def day(when: Interval | None) -> dt.date | None:
    """The day, where it is known to the day; never made up of a month."""
    if when is None or when.start is None or when.end is None or len(when.start) < len("2025-06-05"):
        return None
    start = first_day(when.start)
    return start if start == last_day(when.end) else None


def instant(value: str) -> str:
    """An ISO date or time as RFC 3339 in UTC: a day is its midnight."""
    time = dt.datetime.fromisoformat(value) if len(value) > len("2025-06-05") else None
    if time is None:
        return f"{first_day(value).isoformat()}T00:00:00Z"
    zoned = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
    return zoned.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
