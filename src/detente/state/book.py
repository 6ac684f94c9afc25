"""The state with its accounts weighed: who is independent of whom, what is contested, and lines made of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.model import (
    Clocks,
    Evidence,
    Quote,
    QuoteStated,
    Record,
    RecordStated,
    Span,
    Standing,
    StateOfPlay,
    pieces,
)
from detente.state.claims import holds
from detente.state.disputes import Dispute, disputes
from detente.state.once import once
from detente.state.reviews import Reviews
from detente.state.standing import agree, independent, standing, voices

Stated = RecordStated | QuoteStated


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the desk makes of the accounts of one thing; the account shown stands first."""

    accounts: tuple[Stated, ...]
    standing: Standing
    origins: int
    evidence: tuple[Evidence, ...]
    clocks: Clocks


@dataclass(frozen=True, slots=True)
class Book:
    """A state and the disputes in it, worked out once and used by every view."""

    state: StateOfPlay
    disputes: tuple[Dispute, ...]
    contested: frozenset[str] = field(default_factory=frozenset)
    reviews: Reviews = field(default_factory=Reviews)
    refuted: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, state: StateOfPlay) -> Book:
        return once(state, "book", lambda: cls._made(state))

    @classmethod
    def _made(cls, state: StateOfPlay) -> Book:
        found = disputes(state)
        contested = frozenset(entry.id for one in found for entry in (one.one, one.other))
        refuted = frozenset(one.one.id for one in found if one.field in ("talks", "breach"))
        return cls(state, found, contested, Reviews.of(state.rulings), refuted)

    @property
    def day(self) -> dt.date:
        return self.state.as_of.valid

    def holding(self, group: Iterable[RecordStated]) -> list[RecordStated]:
        """The accounts of a thing that may be told as of the day looked at."""
        return [entry for entry in group if holds(entry.record, entry.clocks, self.day)]

    def origin(self, entry: Stated) -> str:
        """Whose word an account is: its source's, else that of the document its text began in."""
        if entry.source:
            return entry.source
        root = self.state.families.get(entry.document, entry.document)
        added = self.state.documents.get(root)
        return (added.voice if added else "") or f"document:{root}"

    def weigh(self, accounts: Sequence[Stated]) -> Weighed:
        """The accounts of one thing, the one shown first, with standing, origins and evidence."""
        ordered = (accounts[0], *(entry for entry in accounts[1:] if entry.id != accounts[0].id))
        agreeing = [entry for entry in ordered if agree(ordered[0], entry)]
        count = independent(voices(agreeing, self.origin))
        return Weighed(
            accounts=ordered,
            standing=standing(ordered, count, self.origin, self.contested, self.refuted),
            origins=count,
            evidence=tuple(piece for entry in agreeing for piece in self.evidence(entry)),
            clocks=_clocks(ordered[0], agreeing),
        )

    def evidence(self, entry: Stated) -> tuple[Evidence, ...]:
        """The words an account rests on, and the way they came."""
        added = self.state.documents.get(entry.document)
        chain = entry.record.attribution if isinstance(entry, RecordStated) else entry.quote.chain
        return tuple(
            Evidence(
                document=entry.document,
                outlet=added.ref.outlet if added else None,
                published=entry.clocks.known_at,
                start=span.start,
                end=span.end,
                text=span.text,
                chain=chain,
            )
            for span in words(entry)
        )


def words(entry: Stated) -> tuple[Span, ...]:
    """The spans an account is shown by: a record's evidence, a quote's content."""
    return entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)


def subject(entry: Stated) -> Record | Quote:
    return entry.record if isinstance(entry, RecordStated) else entry.quote


def _clocks(shown: Stated, accounts: Sequence[Stated]) -> Clocks:
    known = [when for entry in accounts if (when := entry.since or entry.clocks.known_at)]
    return Clocks(
        valid=shown.clocks.valid,
        known_at=min(known, default=None),
        recorded_at=min(entry.clocks.recorded_at for entry in accounts),
    )
