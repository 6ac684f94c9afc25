"""What templates call to put lines into words: dates no more precise than known, who, what, and safe addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from detente.model import Evidence, Gap, Interval, Line, Move, Quote, Record, pieces
from detente.state import phrasing, wording
from detente.state.figures import figure
from detente.state.views import cells
from detente.state.views.due import DueLine
from detente.state.views.measures import MeasureLine, summary

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of the text around them."""
LONGEST = 280
"""Characters of words in a list; the panel has all of them."""
TITLE = 160
"""Characters of a title in a list."""


def plain(text: str | None) -> str:
    """Words of a document on one line, without control characters or changes of direction."""
    return CONTROLS.sub("�", " ".join((text or "").split()))


def short(text: str | None, longest: int = LONGEST) -> str:
    """Plain words, cut with '…' where they are long."""
    flat = plain(text)
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def address(url: str | None) -> str | None:
    """An address of a document that may be linked to: http and https alone; None for any other."""
    if not url or len(url) > 2000 or CONTROLS.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def date(value: str | None) -> str:
    """A partial date as it is written: '14 May 2025', 'May 2025', '2025'; a time of day is left out."""
    return phrasing.date(value[:10]) if value else "undated"


def interval(value: Interval | None) -> str:
    """'14 May 2025', 'May 2025', 'from 10 May 2025', '10 May 2025 to 11 May 2025', 'undated'."""
    if value is None or not (value.start or value.end):
        return "undated"
    if value.start and value.end:
        return date(value.start) if value.start == value.end else f"{date(value.start)} to {date(value.end)}"
    return f"from {date(value.start)}" if value.start else f"by {date(value.end)}"


def when(line: Line) -> str:
    """When it is so; of quotes and of what is not known, when it was published."""
    return date(line.clocks.known_at) if isinstance(line.subject, Quote | Gap) else interval(line.clocks.valid)


def title(line: Line) -> str:
    """What a line says, in the desk's words."""
    if isinstance(line, MeasureLine):
        return short(f"{line.imposer}{' on ' + line.on if line.on else ''}: {summary(line)}", TITLE)
    if isinstance(line, DueLine):
        text = phrasing.due_words(line).partition(": “")[0]
        return short(text[:1].upper() + text[1:], TITLE)
    if isinstance(line.subject, Quote):
        return speaker(line.subject)
    return short(wording.title(line), TITLE)


def speaker(quote: Quote) -> str:
    """Who is quoted."""
    return short(quote.speaker.name, TITLE) if quote.speaker else "Speaker not named"


def said(line: Line) -> str:
    """The exact words shown first."""
    return line.evidence[0].text if line.evidence else own(line.subject)


def own(subject: Record | Quote) -> str:
    """The words of a record or quote, whatever line it stands in."""
    spans = pieces(subject.content) if isinstance(subject, Quote) else subject.evidence
    return " … ".join(span.text for span in spans)


def outlets(line: Line) -> str:
    """'6 outlets, 1 origin'."""
    count = len({piece.outlet or piece.document for piece in line.evidence})
    return f"{counted(count, 'outlet')}, {counted(line.origins, 'origin')}"


def counted(count: int, noun: str) -> str:
    """'1 origin', '2,000 origins'."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def through(piece: Evidence) -> str:
    """The links between the document and the speaker: 'Xinhua, a spokesman'."""
    return ", ".join(short(source.name, 60) for source in piece.chain)


def move(line: Line) -> str:
    """What a market did: 'up 1.2 percent, at the close'."""
    subject = line.subject
    if not isinstance(subject, Move):
        return ""
    change = f" {subject.change:g} {subject.unit or ''}".rstrip() if subject.change is not None else ""
    return f"{subject.direction}{change}" + (f", {subject.basis}" if subject.basis else "")


def rate(line: Line) -> str:
    """'30 percent'."""
    found = getattr(line.subject, "rate", None)
    return figure(found) if found else ""


def kind(line: Line) -> str:
    """'quote', 'event · consult', 'measure · tariff'."""
    subject = line.subject
    if isinstance(subject, Quote):
        return f"{subject.kind} quote"
    return subject.kind if subject.type == subject.kind else f"{subject.kind} · {subject.type.lower()}"


def country(code: str | None) -> str:
    """A state by name."""
    return wording.state_names(code) if code and code != "-" else ""


def percent(value: float | None) -> str:
    """'30 %'."""
    return "not known" if value is None else f"{value:g} %"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "plain": plain,
    "shortened": short,
    "address": address,
    "dated": date,
    "interval": interval,
    "when": when,
    "heading": title,
    "said": said,
    "outlets": outlets,
    "counted": counted,
    "through": through,
    "move": move,
    "rate": rate,
    "sort": kind,
    "country": country,
    "percent": percent,
    "cell": cells.cut,
}
