"""A dispute described once, by its parties, issues, terms and people -> the profile that triage goes by."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec

from detente.reading.triage import Profile

ISSUES, TERMS = "issues", "terms"
OF_TERMS = 1.0
"""Least words of its own, in a thousand, by which a text is about a dispute without naming its parties."""


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a party is named: its own names (`terms`), and the people who speak for it."""

    terms: tuple[str, ...]
    people: tuple[str, ...] = ()


class Dispute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who quarrels about what. `terms` are words of this dispute alone, such as the names of its agreements."""

    parties: dict[str, Party]
    issues: dict[str, tuple[str, ...]]
    terms: tuple[str, ...] = ()
    label: str = ""
    note: str = ""

    def profile(self) -> Profile:
        """Two parties and an issue, however seldom, or the dispute's own terms often enough: either will do."""
        words = {name: (*party.terms, *party.people) for name, party in self.parties.items()}
        words[ISSUES] = tuple(word for issue in self.issues.values() for word in issue)
        if self.terms:
            words[TERMS] = self.terms
        return Profile(words=words, ways=tuple(self._ways()), label=self.label, note=self.note)

    def _ways(self) -> Iterator[dict[str, float]]:
        for pair in itertools.combinations(self.parties, 2):
            yield dict.fromkeys((*pair, ISSUES), 0.0)
        if self.terms:
            yield {TERMS: OF_TERMS}


def described(text: str) -> Dispute:
    """The dispute that a TOML text describes. Raises msgspec.DecodeError."""
    return msgspec.toml.decode(text, type=Dispute)
