"""Records, quotes and dates in the words a table shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.text import Text

from detente.model import Actor, Commitment, Event, Interval, Measure, Move, Quote, Rate, Record, Source, pieces

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(words: str) -> str:
    """Words of a document made safe for a terminal: one line, no control characters, no change of direction."""
    return CONTROLS.sub("�", " ".join(words.split()))


def cell(words: str, style: str = "") -> Text:
    """A table's cell; what stands in brackets in the words is no markup."""
    return Text(plain(words), style=style)


def who(subject: Record | Quote) -> str:
    """The actors, or the speaker."""
    if isinstance(subject, Quote):
        return subject.speaker.name if subject.speaker else "?"
    return names(subject.actors)


def whom(subject: Record | Quote) -> str:
    """The targets, or the addressee."""
    return (subject.addressee or "") if isinstance(subject, Quote) else names(subject.targets)


def names(people: Iterable[Actor | Source]) -> str:
    """Names in one cell, each once."""
    return ", ".join(dict.fromkeys(person.name for person in people))


def kind(subject: Record | Quote) -> str:
    """What sort of thing it is: 'quote', 'CONSULT', 'tariff', 'commitment', 'move', 'gap'."""
    return "quote" if isinstance(subject, Quote) else str(subject.type)


def what(subject: Record | Quote) -> str:
    """The thing itself, in a few words."""
    match subject:
        case Quote():
            return "“" + " … ".join(span.text for span in pieces(subject.content)) + "”"
        case Measure():
            return " ".join(filter(None, (subject.action, subject.type, rate(subject.rate), subject.scope)))
        case Move():
            figure = f"{subject.change:g} {subject.unit or ''}".strip() if subject.change is not None else ""
            return " ".join(filter(None, (subject.instrument, subject.direction, figure, subject.basis)))
        case Commitment() if subject.due is not None:
            return f"{described(subject)} (due {interval(subject.due)})"
        case _:
            return described(subject)


def described(record: Record) -> str:
    """The reader's own words, else the words of the document."""
    words = record.what or " … ".join(span.text for span in record.evidence)
    mode = f"[{record.mode}] " if isinstance(record, Event) and record.mode else ""
    return mode + words


def rate(found: Rate | None) -> str:
    """'up to 125 percent'."""
    if found is None:
        return ""
    bound = {"max": "up to ", "min": "at least "}.get(found.bound or "", "")
    return f"{bound}{found.value:g} {found.unit}"


def interval(found: Interval | None) -> str:
    """'2025-06-05', '2025-06 to 2025-08', 'from 2025-06', 'until 2025-08', or nothing."""
    if found is None or (found.start is None and found.end is None):
        return ""
    if found.start == found.end:
        return found.start or ""
    if found.start is None or found.end is None:
        return f"from {found.start}" if found.start else f"until {found.end}"
    return f"{found.start} to {found.end}"
