"""Lines as rows of a CSV file: one row a line, the same columns for every view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model import Actor, Interval, Line, Measure, Quote, Record, Source, Span, Speaker, pieces

SAID = "happened"
"""Status of a quote: that it was said is what its document claims."""

Row = dict[str, str | int | float | None]

SUBJECT_COLUMNS = (
    "id", "kind", "type", "action", "status", "who", "countries", "to", "what", "rate", "unit", "bound", "instrument",
    "direction", "change", "scope", "issues", "valid_start", "valid_end", "due_start", "due_end", "chain", "confidence",
    "rule", "start", "end", "text",
)  # fmt: skip
READING_COLUMNS = ("document", "outlet", "published", *SUBJECT_COLUMNS)
LINE_COLUMNS = (
    *SUBJECT_COLUMNS, "standing", "origins", "known_at", "recorded_at", "document", "outlet", "published", "review",
    "notes",
)  # fmt: skip


def columns_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """The columns of every view, then those that these lines have of their own."""
    return (*LINE_COLUMNS, *dict.fromkeys(name for kind in {type(line): None for line in lines} for name in own(kind)))


def own(kind: type[Line]) -> tuple[str, ...]:
    """Fields that a view's lines have beyond those of every line."""
    return tuple(name for name in kind.__struct_fields__ if name not in (*Line.__struct_fields__, *LINE_COLUMNS))


def own_cell(value: object) -> str | int | float | None:
    """A field of a view's own in one cell; nothing for what does not go into one."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Interval):
        return " to ".join(dict.fromkeys(day or "open" for day in (value.start, value.end)))
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return None


def line_row(line: Line) -> Row:
    """One line of a view; of several pieces of evidence the first."""
    evidence = line.evidence[0] if line.evidence else None
    row = subject_row(line.subject)
    row |= {"id": line.id, "standing": line.standing, "origins": line.origins}
    row |= {"review": line.review, "notes": "; ".join(line.notes)}
    row |= {"known_at": line.clocks.known_at, "recorded_at": line.clocks.recorded_at}
    row |= interval_cells("valid", line.clocks.valid)
    row |= {name: own_cell(getattr(line, name)) for name in own(type(line))}
    if evidence is not None:
        row |= {"document": evidence.document, "outlet": evidence.outlet, "published": evidence.published}
        row |= {"start": evidence.start, "end": evidence.end, "text": evidence.text}
    return row


def subject_row(subject: Record | Quote) -> Row:
    """A record or a quote by itself."""
    return quote_row(subject) if isinstance(subject, Quote) else record_row(subject)


def quote_row(quote: Quote) -> Row:
    """A quote; content in several pieces is joined by ' … '."""
    row: Row = {"id": quote.id, "kind": "quote", "type": quote.kind, "status": SAID}
    row |= {"who": quote.speaker.name if quote.speaker else None, "countries": countries([quote.speaker])}
    row |= {"to": quote.addressee, "chain": names(quote.chain), "confidence": quote.confidence, "rule": quote.rule}
    return row | place_cells(pieces(quote.content))


def record_row(record: Record) -> Row:
    """A record of any kind."""
    row: Row = {"id": record.id, "kind": record.kind, "type": record.type, "status": record.status, "what": record.what}
    row |= {"who": names(record.actors), "to": names(record.targets), "issues": "; ".join(record.issues)}
    row |= {"countries": countries(record.actors), "chain": names(record.attribution)}
    row |= {"confidence": record.confidence, "rule": record.rule}
    row |= {
        name: getattr(record, name, None) for name in ("action", "scope", "instrument", "direction", "change", "unit")
    }
    if isinstance(record, Measure) and record.rate is not None:
        row |= {"rate": record.rate.value, "unit": record.rate.unit, "bound": record.rate.bound}
    row |= interval_cells("valid", record.when) | interval_cells("due", getattr(record, "due", None))
    return row | place_cells(record.evidence)


def place_cells(spans: Sequence[Span]) -> Row:
    """Where the words stand: from the start of the first piece to the end of the last."""
    if not spans:
        return {}
    return {"start": spans[0].start, "end": spans[-1].end, "text": " … ".join(span.text for span in spans)}


def interval_cells(name: str, interval: Interval | None) -> Row:
    """Two columns for an interval."""
    found = interval or Interval()
    return {f"{name}_start": found.start, f"{name}_end": found.end}


def names(people: Iterable[Actor | Source]) -> str:
    """Names in one cell."""
    return "; ".join(person.name for person in people)


def countries(people: Iterable[Actor | Speaker | None]) -> str:
    """Their countries in one cell, each once."""
    return "; ".join(dict.fromkeys(person.country for person in people if person and person.country))
