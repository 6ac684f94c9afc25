"""What is the case, according to a text: the five kinds of record."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

import msgspec

from detente.model.actor import Actor, Source
from detente.model.interval import Interval
from detente.model.span import Span

Status = Literal[
    "happened", "ongoing", "planned", "proposed", "threatened", "conditional", "negated", "unconfirmed", "ended"
]
STATUSES: tuple[Status, ...] = get_args(Status)
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Instrument = Literal[
    "tariff", "export-control", "import-ban", "entity-listing", "sanction", "investment-restriction",
    "visa-restriction", "subsidy", "quota", "tax", "purchase", "investigation", "currency", "other",
]  # fmt: skip
Action = Literal[
    "impose", "raise", "lower", "suspend", "extend", "remove", "exempt", "keep", "announce", "threaten", "propose"
]


class RecordBase(msgspec.Struct, frozen=True, gc=False, kw_only=True, tag_field="kind"):
    """Fields every kind of record has; `status` is what the text claims, `confidence` the reader's own.

    `status_confidence` and `when_confidence` (0..1) say how sure it is of these two; None where it does not tell.
    """

    kind: ClassVar[str]
    id: str
    status: Status
    evidence: tuple[Span, ...]
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    what: str = ""
    issues: tuple[str, ...] = ()
    when: Interval | None = None
    attribution: tuple[Source, ...] = ()
    confidence: float = 0.5
    status_confidence: float | None = None
    when_confidence: float | None = None
    rule: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span the record rests on."""
        return self.evidence


class Event(RecordBase, frozen=True, gc=False, kw_only=True, tag="event"):
    """An act of one actor toward another, typed by PLOVER."""

    kind: ClassVar[str] = "event"
    type: EventType


class Rate(msgspec.Struct, frozen=True, gc=False):
    """A figure of a measure: 'tariffs of up to 125 percent' is Rate(125, 'percent', 'max')."""

    value: float
    unit: str
    bound: Literal["max", "min"] | None = None


class Measure(RecordBase, frozen=True, gc=False, kw_only=True, tag="measure"):
    """A policy instrument and what is done with it; `scope` is in the document's words."""

    kind: ClassVar[str] = "measure"
    type: Instrument
    action: Action
    rate: Rate | None = None
    scope: str | None = None
    programme: str | None = None


class Commitment(RecordBase, frozen=True, gc=False, kw_only=True, tag="commitment"):
    """An undertaking to do or to stop something, with its due interval where the text gives one."""

    kind: ClassVar[str] = "commitment"
    type: Literal["commitment"] = "commitment"
    due: Interval | None = None


class Move(RecordBase, frozen=True, gc=False, kw_only=True, tag="move"):
    """A reported move of a market."""

    kind: ClassVar[str] = "move"
    type: Literal["move"] = "move"
    instrument: str
    direction: Literal["up", "down", "flat"]
    change: float | None = None
    unit: Literal["points", "percent", "basis points", "level"] | None = None
    basis: Literal["close", "intraday"] | None = None


class Gap(RecordBase, frozen=True, gc=False, kw_only=True, tag="gap"):
    """The text says outright that something is not known, published, decided or agreed."""

    kind: ClassVar[str] = "gap"
    type: Literal["gap"] = "gap"


Record = Event | Measure | Commitment | Move | Gap
