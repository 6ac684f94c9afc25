"""The nouns of Detente, each in a file of its own; import them from here.

What the log holds is left out of garbage collection (`gc=False`): frozen values of values make no cycles, and a desk
reads hundreds of thousands of them at a time.
"""

from detente.model.actor import Actor, Mention, MentionKind, Source, SourceKind, Speaker
from detente.model.aside import Aside
from detente.model.decision import (
    AcceptLine,
    CorrectLine,
    Credibility,
    Decision,
    GradeSource,
    KnowActor,
    LineDecision,
    MergeActors,
    NoteLine,
    Reliability,
    SplitActor,
    Undo,
    WithdrawDocument,
    WithdrawLine,
)
from detente.model.document import Document, DocumentRef
from detente.model.entry import (
    Clocks,
    Decided,
    DocumentAdded,
    DocumentWithdrawn,
    Entry,
    Likeness,
    NoticeStated,
    QuoteStated,
    RecordStated,
    Ruling,
)
from detente.model.family import origins, parents, precedence, roots
from detente.model.interval import Interval, day_published, first_day, last_day, partial
from detente.model.known_actor import KnownActor, Office
from detente.model.notice import Notice
from detente.model.ports import Hit, KnowsActors, Overlap, Part, Reader, Store
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
from detente.model.state_of_play import AsOf, Evidence, Line, Review, Standing, StateOfPlay
from detente.model.time_expression import TimeExpression, TimexType

__all__ = [
    "STATUSES",
    "AcceptLine",
    "Action",
    "Actor",
    "AsOf",
    "Aside",
    "Clocks",
    "Commitment",
    "CorrectLine",
    "Credibility",
    "Decided",
    "Decision",
    "Document",
    "DocumentAdded",
    "DocumentRef",
    "DocumentWithdrawn",
    "Entry",
    "Event",
    "EventType",
    "Evidence",
    "Gap",
    "GradeSource",
    "Hit",
    "Instrument",
    "Interval",
    "KnowActor",
    "KnownActor",
    "KnowsActors",
    "Likeness",
    "Line",
    "LineDecision",
    "Measure",
    "Mention",
    "MentionKind",
    "MergeActors",
    "Move",
    "NoteLine",
    "Notice",
    "NoticeStated",
    "Office",
    "Overlap",
    "Part",
    "Quote",
    "QuoteKind",
    "QuoteStated",
    "Rate",
    "Reader",
    "ReaderInfo",
    "Reading",
    "Record",
    "RecordStated",
    "Reliability",
    "Review",
    "Ruling",
    "Source",
    "SourceKind",
    "Span",
    "Spans",
    "Speaker",
    "SplitActor",
    "Standing",
    "StateOfPlay",
    "Status",
    "Store",
    "TimeExpression",
    "TimexType",
    "Undo",
    "WithdrawDocument",
    "WithdrawLine",
    "day_published",
    "first_day",
    "joined",
    "last_day",
    "origins",
    "parents",
    "partial",
    "pieces",
    "precedence",
    "roots",
]
