"""The nouns of Detente, each in a file of its own; import them from here."""

from detente.model.actor import Actor, Mention, MentionKind, Source, SourceKind, Speaker
from detente.model.document import Document, DocumentRef
from detente.model.entry import (
    Clocks,
    DocumentAdded,
    DocumentWithdrawn,
    Entry,
    Likeness,
    QuoteStated,
    RecordStated,
)
from detente.model.family import origins
from detente.model.interval import Interval, first_day, last_day, partial
from detente.model.ports import Hit, Overlap, Reader, Store
from detente.model.quote import Quote, QuoteKind
from detente.model.reading import ReaderInfo, Reading
from detente.model.record import (
    STATUSES,
    Action,
    Commitment,
    Event,
    EventType,
    Gap,
    Instrument,
    Measure,
    Move,
    Rate,
    Record,
    Status,
)
from detente.model.span import Span, Spans, joined, pieces
from detente.model.state_of_play import AsOf, Evidence, Line, Standing, StateOfPlay
from detente.model.time_expression import TimeExpression, TimexType

__all__ = [
    "STATUSES",
    "Action",
    "Actor",
    "AsOf",
    "Clocks",
    "Commitment",
    "Document",
    "DocumentAdded",
    "DocumentRef",
    "DocumentWithdrawn",
    "Entry",
    "Event",
    "EventType",
    "Evidence",
    "Gap",
    "Hit",
    "Instrument",
    "Interval",
    "Likeness",
    "Line",
    "Measure",
    "Mention",
    "MentionKind",
    "Move",
    "Overlap",
    "Quote",
    "QuoteKind",
    "QuoteStated",
    "Rate",
    "Reader",
    "ReaderInfo",
    "Reading",
    "Record",
    "RecordStated",
    "Source",
    "SourceKind",
    "Span",
    "Spans",
    "Speaker",
    "Standing",
    "StateOfPlay",
    "Status",
    "Store",
    "TimeExpression",
    "TimexType",
    "first_day",
    "joined",
    "last_day",
    "origins",
    "partial",
    "pieces",
]
