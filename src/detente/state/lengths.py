"""How long two people talked: accounts of one contact whose lengths cannot both be so.

A length is read as an interval of minutes, as wide as its words leave it ('more than an hour', 'about 90 minutes', 'an
hour-long call'); only lengths that do not meet contradict each other. Patterns and numbers are data (`length` in
`contested.toml`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from detente.model import RecordStated, StateOfPlay
from detente.state.claims import affirms, asks, known_day
from detente.state.firsts import DAY, Two, people
from detente.state.groups import of_kind
from detente.vocabulary import table

Pair = tuple[RecordStated, RecordStated, str]
MINUTES = {"minute": 1.0, "hour": 60.0}


@dataclass(frozen=True, slots=True)
class Length:
    """A length in the text's words, and the minutes between which it lies."""

    words: str
    least: float
    most: float

    def meets(self, other: Length) -> bool:
        """Whether both can be so."""
        return self.least <= other.most and other.least <= self.most


Told = tuple[RecordStated, Length]


def lengths(state: StateOfPlay) -> Iterator[Pair]:
    """For each contact whose length is told in two ways, the account of the length that fewer texts tell, one that
    contradicts it, and the ground.
    """
    contacts: dict[tuple[Two, str], list[Told]] = {}
    for entry in (entry for group in of_kind(state.records, "event:CONSULT") for entry in group):
        day, two = _day(entry), people(entry)
        length = length_of(entry) if day and len(two) == 2 and known_day(entry.clocks) <= state.as_of.valid else None
        if day and length:
            contacts.setdefault((two, day), []).append((entry, length))
    for _, told in sorted(contacts.items()):
        apart = _furthest(told)
        if apart:
            yield _pair(state, told, *apart)


def length_of(entry: RecordStated) -> Length | None:
    """How long the contact lasted, in the words of its account; None where they do not say."""
    found = (length(span.text) for span in entry.record.evidence)
    return next((one for one in found if one), None)


def length(text: str) -> Length | None:
    """The length of a call or a meeting that `text` tells of: 'a 90-minute call', 'spoke for over an hour'."""
    for pattern in _patterns():
        if found := pattern.search(text):
            return _minutes(found)
    return None


def _day(entry: RecordStated) -> str | None:
    """The one day on which the contact was held, where the account tells it."""
    when = entry.record.when
    if not affirms(entry.record) or asks(entry.record) or when is None or when.start is None:
        return None
    return when.start if len(when.start) == DAY and when.end in (None, when.start) else None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rule: dict[str, Any] = table("contested")["length"]
    numbers = "|".join(sorted(map(re.escape, rule["numbers"]), key=len, reverse=True))
    bounds = "|".join(re.escape(word) for words in rule["bounds"].values() for word in words)
    number = rf"(?P<number>\d+(?:\.\d+)?|{numbers})"
    half = r"(?P<half>[\s-]+and[\s-]+(?:a|one)[\s-]+half)?"
    more = rf"(?:[\s-]+and[\s-]+(?:(?P<after>a[\s-]+half)|(?P<more>\d+|{numbers})[\s-]+minutes?))?"
    told = rf"(?P<told>(?:(?P<bound>{bounds})[\s-]+)?{number}{half}[\s-]+(?P<unit>minute|hour)s?{more})"
    return tuple(re.compile(pattern.replace("LENGTH", told), re.IGNORECASE) for pattern in rule["patterns"])


def _minutes(found: re.Match[str]) -> Length:
    rule: dict[str, Any] = table("contested")["length"]
    numbers: dict[str, float] = rule["numbers"]
    figure, more = (
        numbers.get(word) or float(word) for word in (found["number"].lower(), (found["more"] or "0").lower())
    )
    minutes = (figure + (0.5 if found["half"] or found["after"] else 0)) * MINUTES[found["unit"].lower()] + more
    said = (found["bound"] or "").lower()
    bound = next((name for name, words in rule["bounds"].items() if said in words), "about")
    least, most = rule["reach"][bound]
    return Length(" ".join(found["told"].split()), minutes * least, minutes * most)


def _furthest(told: Sequence[Told]) -> tuple[Told, Told] | None:
    """The two lengths furthest apart that cannot both be so, told by two documents."""
    apart = [
        (one, other)
        for one, other in combinations(told, 2)
        if one[0].document != other[0].document and not one[1].meets(other[1])
    ]
    return max(apart, key=lambda two: abs(two[0][1].least - two[1][1].least), default=None)


def _pair(state: StateOfPlay, told: Sequence[Told], one: Told, other: Told) -> Pair:
    """The length that fewer texts tell (copies counted once) stands to be checked, of equals the later told."""

    def weight(side: Told) -> tuple[int, str, str]:
        alike = {entry.document for entry, length in told if length.meets(side[1])}
        texts = {state.families.get(document, document) for document in alike}
        return (-len(texts), side[0].clocks.known_at or "9999", side[0].id)

    right, doubted = sorted((one, other), key=weight)
    ground = f"how long they talked: {doubted[1].words} against {right[1].words}"
    return doubted[0], right[0], ground
