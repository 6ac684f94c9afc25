"""What an analyst decides. Who did so, when and why stands in the entry that carries it (`detente.model.Decided`).

A decision alters what the log is folded to, never the log. It holds until an `Undo` names its entry; what readers
find later does not override it. Of two that concern the same thing the later counts.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from detente.model.known_actor import KnownActor

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]


class DecisionBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="does"):
    """Decisions are told apart by the field `does`."""


class WithdrawDocument(DecisionBase, frozen=True, kw_only=True, tag="withdraw-document"):
    """Leave a document out of the state; a tombstone stays."""

    document: str


class LineDecision(DecisionBase, frozen=True, kw_only=True):
    """A decision on a line: `line` as it was when decided, `entries` the accounts of it that the decision is on."""

    line: str
    entries: tuple[str, ...]


class AcceptLine(LineDecision, frozen=True, kw_only=True, tag="accept"):
    """An analyst read the words and finds the line right."""


class CorrectLine(LineDecision, frozen=True, kw_only=True, tag="correct"):
    """An analyst reads the words otherwise: fields of the record or quote, as a reading has them in JSON."""

    changes: dict[str, Any]


class WithdrawLine(LineDecision, frozen=True, kw_only=True, tag="withdraw-line"):
    """An analyst finds nothing of the kind in the words: the accounts are left out of the state."""


class NoteLine(LineDecision, frozen=True, kw_only=True, tag="note"):
    """A note on a line; it changes nothing."""

    text: str


class MergeActors(DecisionBase, frozen=True, kw_only=True, tag="merge"):
    """Whoever is called `actor` is `into`, of that country."""

    actor: str
    into: str
    country: str | None = None


class SplitActor(DecisionBase, frozen=True, kw_only=True, tag="split"):
    """In these documents `actor` is somebody else, called `apart`, of that country."""

    actor: str
    apart: str
    country: str | None = None
    documents: tuple[str, ...]


class GradeSource(DecisionBase, frozen=True, kw_only=True, tag="grade"):
    """A source's grade, whatever its record: reliability A to F, what it tells 1 to 6; None leaves it as computed."""

    source: str
    reliability: Reliability | None = None
    credibility: Credibility | None = None


class KnowActor(DecisionBase, frozen=True, kw_only=True, tag="know-actor"):
    """An actor for the desk's own table, which the reader uses from then on."""

    actor: KnownActor


class Undo(DecisionBase, frozen=True, kw_only=True, tag="undo"):
    """Take back the entry of that id."""

    entry: str


Decision = (
    WithdrawDocument
    | AcceptLine
    | CorrectLine
    | WithdrawLine
    | NoteLine
    | MergeActors
    | SplitActor
    | GradeSource
    | KnowActor
    | Undo
)
