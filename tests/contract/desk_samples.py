"""Small made-up documents with their readings and entries, for anything that keeps a desk."""

from __future__ import annotations

from detente.model import (
    Actor,
    Clocks,
    Commitment,
    Document,
    DocumentAdded,
    DocumentRef,
    DocumentWithdrawn,
    Entry,
    Event,
    Gap,
    Interval,
    Measure,
    Move,
    Quote,
    QuoteStated,
    Rate,
    ReaderInfo,
    Reading,
    Record,
    RecordStated,
    Source,
    Span,
    Speaker,
)

READER = ReaderInfo(name="rules", version="0.1", model=None)
TEXT = (
    "Ruritania will raise its duty on cheese to 25 percent on 1 July. “We promised to talk,” the envoy said, "
    "“and we shall.” The two sides met in Strelsau. It is not known who paid. Cheese futures fell 2 percent."
)

Sample = tuple[Document, Reading, list[Entry]]


def spot(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def records(text: str) -> tuple[Record, ...]:
    """One record of each kind."""
    ruritania = Actor("Ruritania", "RUR", "Ruritania")
    duty = (spot(text, "raise its duty on cheese to 25 percent"),)
    return (
        Measure(
            id="m", status="planned", evidence=duty, actors=(ruritania,), type="tariff", action="raise",
            rate=Rate(25, "percent"), scope="cheese", when=Interval("2025-07-01", None),
        ),
        Event(
            id="e", status="happened", evidence=(spot(text, "met in Strelsau"),), type="CONSULT",
            actors=(ruritania, Actor("Grand Duchy")), when=Interval("2025-06", "2025-06"),
        ),
        Commitment(id="c", status="planned", evidence=(spot(text, "promised to talk"),), due=Interval(None, "2025")),
        Gap(id="g", status="negated", evidence=(spot(text, "It is not known who paid"),), what="who paid"),
        Move(
            id="f", status="happened", evidence=(spot(text, "Cheese futures fell 2 percent"),),
            instrument="Cheese futures", direction="down", change=2, unit="percent",
        ),
    )  # fmt: skip


def quote(text: str) -> Quote:
    """A quote in two pieces."""
    return Quote(
        id="q",
        content=(spot(text, "We promised to talk,"), spot(text, "and we shall.")),
        kind="direct",
        speaker=Speaker("the envoy", None, "unnamed"),
        cue=spot(text, "said"),
        chain=(Source("the envoy", "unnamed"),),
    )


def sample(
    document_id: str, text: str = TEXT, published: str | None = "2025-06-05", title: str | None = None
) -> Sample:
    """A document of that text with all the lines that TEXT supports, each entry id beginning with the document's."""
    document = Document(id=document_id, text=text, published=published, outlet="Gazette", title=title)
    reading = Reading(document=DocumentRef.of(document), records=records(text), quotes=(quote(text),), reader=READER)
    return document, reading, entries(document, reading)


def bare(document_id: str, text: str, published: str | None = "2025-06-05", title: str | None = None) -> Sample:
    """A document of any text in which nothing was found."""
    document = Document(id=document_id, text=text, published=published, title=title)
    reading = Reading(document=DocumentRef.of(document), reader=READER)
    return document, reading, entries(document, reading)


def entries(document: Document, reading: Reading) -> list[Entry]:
    def clocks(valid: Interval | None = None) -> Clocks:
        return Clocks(valid=valid, known_at=document.published, recorded_at="2025-06-06T07:00:00Z")

    name = document.id
    added = DocumentAdded(id=name, document=name, clocks=clocks(), ref=reading.document, reader=reading.reader)
    quotes = [
        QuoteStated(id=f"{name}/{q.id}", document=name, clocks=clocks(), key="said", quote=q) for q in reading.quotes
    ]
    stated = [
        RecordStated(id=f"{name}/{r.id}", document=name, clocks=clocks(r.when), key=f"{r.kind}/cheese", record=r)
        for r in reading.records
    ]
    return [added, *quotes, *stated]


def withdrawal(document_id: str, reason: str = "a hoax") -> DocumentWithdrawn:
    return DocumentWithdrawn(
        id=f"{document_id}/withdrawn",
        document=document_id,
        clocks=Clocks(recorded_at="2025-06-07T07:00:00Z"),
        analyst="Rudolf",
        reason=reason,
    )
