"""What stands in the cells of a terminal table: dates no more precise than known, actors, exact words."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import Actor, Gap, Interval, Line, Measure, Quote, Record, pieces
from detente.state.figures import figure
from detente.state.views.view import Column

LONGEST = 90
"""Characters of a cell of words."""


def when(line: Line) -> str:
    """The date as precise as it is known; 'undated' where the text gives none."""
    valid = line.clocks.valid
    return interval(valid) if valid and (valid.start or valid.end) else "undated"


def when_or_published(line: Line) -> str:
    """When it is so; for quotes and what is not known the day it was published, which says so."""
    if isinstance(line.subject, Quote | Gap):
        return f"published {known(line)}"
    return when(line)


def interval(value: Interval) -> str:
    """'2025-06-05', '2025-06 to 2025-12', 'from 2025-05-14', 'until 2025-08-12'."""
    if value.start and value.end:
        return value.start if value.start == value.end else f"{value.start} to {value.end}"
    return f"from {value.start}" if value.start else f"until {value.end}"


def known(line: Line) -> str:
    return (line.clocks.known_at or "undated")[:10]


def people(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors))


def who(line: Line) -> str:
    """The actors, and to whom: 'China > United States'."""
    if isinstance(line.subject, Quote):
        return line.subject.speaker.name if line.subject.speaker else "not named"
    to = people(line.subject.targets)
    return f"{people(line.subject.actors)} > {to}" if to else people(line.subject.actors)


def kind(line: Line) -> str:
    subject = line.subject
    return "quote" if isinstance(subject, Quote) else f"{subject.kind}:{subject.type}"


def status(line: Line) -> str:
    return "" if isinstance(line.subject, Quote) else line.subject.status


def standing(line: Line) -> str:
    return line.standing


def origins(line: Line) -> str:
    return str(line.origins)


def words(line: Line) -> str:
    """The exact words shown first, cut where they are long."""
    first = line.evidence[0].text if line.evidence else _own(line.subject)
    return cut(first)


def cut(text: str) -> str:
    """The words on one line, cut with '…' where they are long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _own(subject: Record | Quote) -> str:
    spans = pieces(subject.content) if isinstance(subject, Quote) else subject.evidence
    return spans[0].text if spans else ""


def rate(line: Line) -> str:
    subject = line.subject
    return figure(subject.rate) if isinstance(subject, Measure) and subject.rate else ""


def outlet(line: Line) -> str:
    first = line.evidence[0] if line.evidence else None
    return (first.outlet or first.document) if first else ""


WHEN = Column("when", when)
KNOWN = Column("published", known)
WHO = Column("who", who)
KIND = Column("kind", kind)
STATUS = Column("status", status)
STANDING = Column("standing", standing)
ORIGINS = Column("origins", origins)
WORDS = Column("words", words)
OUTLET = Column("outlet", outlet)
ID = Column("id", lambda line: line.id)
