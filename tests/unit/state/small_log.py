"""Small logs written by hand: documents of May and June 2025 and what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from detente.linking import link, shingles
from detente.model import (
    Actor,
    AsOf,
    Commitment,
    Document,
    DocumentRef,
    Entry,
    Event,
    Gap,
    Interval,
    Line,
    Measure,
    Move,
    Overlap,
    Quote,
    Rate,
    ReaderInfo,
    Reading,
    Record,
    Source,
    Span,
    Speaker,
    StateOfPlay,
)
from detente.state import VIEWS, fold

USA, CHINA = Actor("United States", "USA"), Actor("China", "CHN")
TRUMP, XI = Actor("Donald Trump", "USA"), Actor("Xi Jinping", "CHN")
READER = ReaderInfo(name="hand", version="1")
RECORDED = "2025-07-01T00:00:00+00:00"


def document(
    name: str, published: str | None = "2025-06-06", outlet: str | None = "Desk Daily", text: str = ""
) -> Document:
    return Document(id=name, text=text or f"This is the text of {name}.", published=published, outlet=outlet)


def reading(doc: Document, records: Sequence[Record] = (), quotes: Sequence[Quote] = ()) -> Reading:
    return Reading(document=DocumentRef.of(doc), records=tuple(records), quotes=tuple(quotes), reader=READER)


def common(name: str, **fields: Any) -> dict[str, Any]:
    """The fields every record needs; `when` may be given as 'DATE' or 'START/END'."""
    when = fields.pop("when", None)
    start, _, end = (when or "").partition("/")
    span = Interval(start or None, (end or None) if "/" in (when or "") else start) if when else None
    evidence = fields.pop("evidence", None) or (Span(0, 4, "They"),)
    return {"id": name, "evidence": evidence, "when": span, "confidence": 0.8, **fields}


NOT = "They did not meet."


def event(name: str, kind: str = "CONSULT", status: str = "happened", **fields: Any) -> Event:
    """A contact of two presidents unless said otherwise; what is negated says so in its words."""
    if status == "negated":
        fields = {"evidence": (Span(0, len(NOT), NOT),)} | fields
    return Event(type=kind, status=status, **common(name, **({"actors": (TRUMP, XI)} | fields)))  # type: ignore[arg-type]


def tariff(name: str, rate: float | None, action: str = "impose", status: str = "happened", **fields: Any) -> Measure:
    """A measure: a US tariff on China unless said otherwise."""
    bound = fields.pop("bound", None)
    figure = Rate(rate, "percent", bound) if rate is not None else None
    given = {"type": "tariff", "actors": (USA,), "targets": (CHINA,), "scope": "Chinese goods"} | fields
    given.setdefault("evidence", (saying(*given["actors"], *given["targets"]),))
    return Measure(action=action, status=status, rate=figure, **common(name, **given))  # type: ignore[arg-type]


def saying(*people: Actor) -> Span:
    """Words that name the people."""
    words = " and ".join(one.name for one in people)
    return Span(0, len(words), words)


def pledge(name: str, due: str | None = None, status: str = "planned", **fields: Any) -> Commitment:
    until = Interval(None, due) if due else None
    return Commitment(status=status, due=until, **common(name, **({"actors": (CHINA,)} | fields)))  # type: ignore[arg-type]


def gap(name: str, **fields: Any) -> Gap:
    return Gap(status="negated", **common(name, **fields))


def move(name: str, direction: str, change: float | None = None, basis: str | None = None, **fields: Any) -> Move:
    given = {"instrument": "Dow Jones Industrial Average", "unit": "points", "when": "2025-06-05"} | fields
    return Move(status="happened", direction=direction, change=change, basis=basis, **common(name, **given))  # type: ignore[arg-type]


def quote(name: str, words: str, speaker: str | None = "Donald Trump", country: str = "USA", **fields: Any) -> Quote:
    who = Speaker(speaker, country, "person") if speaker else None
    chain = (Source(speaker, "person"),) if speaker else ()
    given = {"kind": "direct", "speaker": who, "chain": chain} | fields
    return Quote(id=name, content=Span(0, len(words), words), **given)


def stated(doc: Document, *subjects: Record | Quote, among: Sequence[Document] = ()) -> tuple[Entry, ...]:
    """The entries of one document; `among` are documents that the desk has already."""
    quotes = [one for one in subjects if isinstance(one, Quote)]
    records = [one for one in subjects if not isinstance(one, Quote)]
    return link(doc, reading(doc, records, quotes), overlaps(doc, among), RECORDED)


def overlaps(doc: Document, among: Sequence[Document]) -> list[Overlap]:
    own = shingles(doc.text)
    found = [(other, shingles(other.text)) for other in among if other.id != doc.id]
    return [Overlap(DocumentRef.of(other), len(own & theirs), len(theirs)) for other, theirs in found if own & theirs]


def state(log: Sequence[Entry], day: str = "2025-06-10", known: str | None = None) -> StateOfPlay:
    moment = AsOf(dt.date.fromisoformat(day), dt.date.fromisoformat(known) if known else None)
    return fold(log, moment)


def view(name: str, log: Sequence[Entry], day: str = "2025-06-10", known: str | None = None) -> tuple[Line, ...]:
    return VIEWS[name].lines(state(log, day, known))
