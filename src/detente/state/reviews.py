"""What analysts said of single accounts: accepted, corrected, and their notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.model import AcceptLine, CorrectLine, Decided, LineDecision, NoteLine, Review, Ruling
from detente.state.rulings import holding
from detente.state.sorts import identity

WORDS: Mapping[type[AcceptLine | CorrectLine], Review] = {AcceptLine: "accepted", CorrectLine: "corrected"}


@dataclass(frozen=True, slots=True)
class Reviews:
    """`made` leads from an entry to the review of it, `notes` to the notes on it."""

    made: Mapping[str, Review] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rulings: Iterable[Ruling]) -> Reviews:
        """What the rulings in force say; a correction says more than that the line was accepted."""
        decisions = [one.decision for one in holding(rulings) if isinstance(one, Decided)]
        made: dict[str, Review] = {}
        for kind, word in WORDS.items():
            made.update({entry: word for one in decisions if isinstance(one, kind) for entry in one.entries})
        notes: dict[str, tuple[str, ...]] = {}
        for one in decisions:
            if isinstance(one, NoteLine):
                for entry in one.entries:
                    notes[entry] = (*notes.get(entry, ()), one.text)
        return cls(made, notes)

    def figures(self) -> frozenset[int]:
        """The figures of the ids of what was reviewed; ids that linking does not give have none."""
        return frozenset(figures for entry in self.made if (figures := identity(entry)) is not None)

    def review(self, entries: Sequence[str]) -> Review:
        """What was said of the first of a line's accounts."""
        return self.made.get(entries[0], "") if entries else ""

    def noted(self, entries: Iterable[str]) -> tuple[str, ...]:
        """The notes on a line's accounts, each once."""
        return tuple(dict.fromkeys(note for entry in entries for note in self.notes.get(entry, ())))


def on(rulings: Iterable[Ruling], entries: Iterable[str]) -> tuple[Ruling, ...]:
    """The rulings in force that are on any of these entries."""
    wanted = frozenset(entries)
    lines = [one for one in holding(rulings) if isinstance(one, Decided) and isinstance(one.decision, LineDecision)]
    return tuple(one for one in lines if not wanted.isdisjoint(one.decision.entries))  # type: ignore[union-attr]
