"""What one party says and the other says is not so: talks that are held or not, an agreement that is kept or broken.

The pairs of statements that oppose each other are data (`opposed` in `contested.toml`): patterns for the one and the
other, whom each must name, and how many days may lie between them. Two statements of one party oppose nobody.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from detente.model import Event, QuoteStated, RecordStated, StateOfPlay, pieces
from detente.state.claims import known_day
from detente.state.groups import of_kind
from detente.state.private import private
from detente.state.sorts import Sign
from detente.vocabulary import rows, table

Stated = RecordStated | QuoteStated
OpposedField = Literal["talks", "breach"]
Opposition = tuple[OpposedField, Stated, Stated, str]
"""In what they are opposed, the claim, its denial, and the ground."""
SURE = 0.5
"""The reader's confidence from which a statement counts."""
VERBATIM = ("quote:direct", "quote:mixed")
"""Kinds of quotes that have the party's own words."""
_BREAK = re.compile(r"(?<=[.!?…])(?<![A-Z]\.[A-Z]\.)\s+(?=[A-Z“\"@])|\n")
"""Between two sentences, but not behind 'U.S.'."""


class _Said(msgspec.Struct, frozen=True):
    """What a party says: the words of an account, or one sentence of them."""

    entry: Stated
    party: str
    day: dt.date
    text: str


class _Topic(msgspec.Struct, frozen=True):
    """A row of `opposed`."""

    field: OpposedField
    days: int
    claim: re.Pattern[str]
    denial: re.Pattern[str]
    both: bool
    ground: str


def oppositions(state: StateOfPlay) -> Iterator[Opposition]:
    """One for each document in which a party makes the claim, with the denial nearest to it in time."""
    said = list(_said(state))
    for topic in _topics():
        denials = [one for one in _sentences(said, topic.denial) if _names(one.text, one.party)]
        reach = range(-topic.days, topic.days + 1)
        days = {one.day + dt.timedelta(days=days) for one in denials for days in reach}
        near = [one for one in said if one.day in days]
        seen: set[tuple[str, str]] = set()
        for claim in sorted(_sentences(near, topic.claim), key=_order):
            denial = _nearest(topic, claim, denials)
            if denial and (claim.entry.document, denial.party) not in seen:
                seen.add((claim.entry.document, denial.party))
                yield topic.field, claim.entry, denial.entry, _ground(topic, claim, denial)


def _sentences(said: Iterable[_Said], pattern: re.Pattern[str]) -> list[_Said]:
    """The sentences that match, questions left out."""
    return [
        _Said(one.entry, one.party, one.day, text)
        for one in said
        if pattern.search(one.text)
        for text in _BREAK.split(one.text)
        if "?" not in text and pattern.search(text)
    ]


def _order(claim: _Said) -> tuple[bool, float, str]:
    """Records before quotes, the surer first."""
    if isinstance(claim.entry, RecordStated):
        return (False, -claim.entry.record.confidence, claim.entry.id)
    return (True, -claim.entry.quote.confidence, claim.entry.id)


def _said(state: StateOfPlay) -> Iterator[_Said]:
    """What parties say in so many words, or are said to say of contacts, as far as it is known."""
    quotes = (entry for group in of_kind(state.quotes, *VERBATIM, sign=Sign.OPPOSES) for entry in group)
    contacts = (entry for group in of_kind(state.records, "event:CONSULT", sign=Sign.OPPOSES) for entry in group)
    stated: Iterable[Stated] = (*contacts, *quotes)
    for entry in stated:
        party, day = _party(entry), known_day(entry.clocks)
        if party and day <= state.as_of.valid and not _hedged(entry):
            yield _Said(entry, party, day, _words(entry))


def may_oppose(entry: Stated) -> bool:
    """Whether it has the words of a claim or of a denial, by somebody whose word counts."""
    if not isinstance(entry, RecordStated):
        verbatim = f"quote:{entry.quote.kind}" in VERBATIM
    else:
        verbatim = isinstance(entry.record, Event) and entry.record.type == "CONSULT"
    if not verbatim or _party(entry) is None or _hedged(entry):
        return False
    words = _words(entry)
    return any(topic.claim.search(words) or topic.denial.search(words) for topic in _topics())


def _party(entry: Stated) -> str | None:
    """The country for which the statement speaks: a record's by its source, a quote's by its speaker.

    None for a company or its people, who speak for no state.
    """
    if isinstance(entry, RecordStated):
        source = entry.source or ""
        firm = any(private(one.name) for one in entry.record.attribution)
        return source.removeprefix("party:") if source.startswith("party:") and not firm else None
    speaker = entry.quote.speaker
    official = speaker and speaker.kind in ("person", "government") and not private(speaker.name)
    return speaker.country if speaker and official else None


def _hedged(entry: Stated) -> bool:
    """Whether it is no plain statement: a plan, a condition, or read with doubt."""
    if isinstance(entry, RecordStated):
        return entry.record.confidence < SURE or entry.record.status not in ("ongoing", "negated")
    return entry.quote.confidence < SURE


def _words(entry: Stated) -> str:
    spans = entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)
    return " ".join(span.text for span in spans)


@functools.cache
def _topics() -> tuple[_Topic, ...]:
    found: Sequence[dict[str, Any]] = table("contested")["opposed"]
    return tuple(
        _Topic(
            row["field"],
            row["days"],
            re.compile("|".join(row["claim"]), re.IGNORECASE),
            re.compile("|".join(row["denial"]), re.IGNORECASE),
            row["denial_names"] == "both",
            row["ground"],
        )
        for row in found
    )


def _nearest(topic: _Topic, claim: _Said, denials: Iterable[_Said]) -> _Said | None:
    """The denial of the party that the claim names, within the topic's days."""
    fitting = [one for one in denials if _opposed(topic, claim, one)]
    return min(fitting, key=lambda one: (abs(one.day - claim.day), one.entry.id), default=None)


def _opposed(topic: _Topic, claim: _Said, denial: _Said) -> bool:
    apart = abs(denial.day - claim.day) <= dt.timedelta(days=topic.days)
    if not apart or claim.party == denial.party or claim.entry.document == denial.entry.document:
        return False
    return _names(claim.text, denial.party) and (not topic.both or _names(denial.text, claim.party))


@functools.cache
def _name(country: str) -> re.Pattern[str]:
    row: dict[str, str] = next((row for row in rows("countries") if row["alpha3"] == country), {})
    words = [row.get("name", ""), *row.get("aliases", "").split("|"), *row.get("adjectives", "").split("|")]
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words if word) + r")(?!\w)")


def _names(text: str, country: str) -> bool:
    return _name(country).search(text) is not None


def _ground(topic: _Topic, claim: _Said, denial: _Said) -> str:
    known = {row["alpha3"]: row["name"] for row in rows("countries")}
    return topic.ground.format(
        claimant=known.get(claim.party, claim.party),
        denier=known.get(denial.party, denial.party),
        claimed=f"{claim.day}",
        denied=f"{denial.day}",
    )
