"""Contacts told as the last before, or the first since, that another contact of the same two contradicts."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.model import Event, RecordStated, StateOfPlay, first_day, last_day
from detente.state.claims import affirms, asks, known_day
from detente.state.groups import of_kind
from detente.vocabulary import rows, table

Pair = tuple[RecordStated, RecordStated, str]
Two = tuple[str, ...]
DAY = len("2025-06-05")
SUBJECT = dt.timedelta(days=7)
"""A contact of the week before a text appears may be the one that it writes about."""
SURE = 0.5
"""The reader's confidence from which a contact may contradict another text."""


def firsts(state: StateOfPlay) -> Iterator[Pair]:
    """Accounts of a contact told as the last or the first one, each with another of the same two people that it cannot
    be so beside, and the ground.
    """
    day = state.as_of.valid
    claims = [
        (entry, claim)
        for group in of_kind(state.records, "event:CONSULT")
        for entry in group
        if (claim := _claim(entry)) and known_day(entry.clocks) <= day
    ]
    contacts = _contacts(of_kind(state.records, "event:CONSULT") if claims else (), day)
    for entry, claim in claims:
        other = _between(entry, claim, contacts.get(people(entry), ()))
        if other:
            yield entry, other, _ground(claim, other)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What an account claims: that two people had no contact from `after` to `before`, both left out.

    `words` are those that say so, `told` the period in words.
    """

    words: str
    told: str
    after: dt.date
    before: dt.date


def _contacts(groups: Iterable[Sequence[RecordStated]], until: dt.date) -> dict[Two, list[RecordStated]]:
    """The contacts held that are told to the day, by the two people who took part, in order of time."""
    found: dict[Two, list[RecordStated]] = {}
    for entry in (entry for group in groups for entry in group):
        two = people(entry)
        if len(two) < 2 or entry.record.confidence < SURE or known_day(entry.clocks) > until or not _day(entry):
            continue
        for pair in combinations(two, 2):
            found.setdefault(pair, []).append(entry)
    return {two: sorted(told, key=lambda e: (str(_day(e)), known_day(e.clocks), e.id)) for two, told in found.items()}


def _day(entry: RecordStated) -> dt.date | None:
    """The day of a contact that is told as held."""
    when = entry.record.when
    if not affirms(entry.record) or asks(entry.record) or when is None or when.start is None:
        return None
    return first_day(when.start) if len(when.start) == DAY and when.end == when.start else None


def people(entry: RecordStated) -> Two:
    """Those of the actors who are persons of the table, by name."""
    return tuple(sorted({actor.name for actor in entry.record.actors if actor.name in _persons()}))


@functools.cache
def _persons() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("persons"))


def _claim(entry: RecordStated) -> _Claim | None:
    """What the account claims of contacts; None where it is no account of one of two people."""
    record = entry.record
    if not isinstance(record, Event) or not affirms(record) or len(people(entry)) != 2:
        return None
    for span in record.evidence:
        if found := _words("last").search(span.text):
            return _last(entry, found.group())
        if found := _words("first").search(span.text):
            return _first(entry, found.group(), span.text[found.end() :])
    return None


@functools.cache
def _words(order: str) -> re.Pattern[str]:
    words = table("contested")
    orders, contact = ("|".join(words[part]["words"]) for part in (order, "contact"))
    return re.compile(rf"\b(?:{orders})\s+(?:[\w-]+\s+){{0,2}}(?:{contact})\b")


def _last(entry: RecordStated, words: str) -> _Claim | None:
    """'Their last meeting, in the autumn': none since, up to the week before the text appeared."""
    when = entry.record.when
    if when is None or when.end is None:
        return None
    told = f"{when.start} to {when.end}" if when.start != when.end else when.end
    return _Claim(words, told, last_day(when.end), known_day(entry.clocks) - SUBJECT)


def _first(entry: RecordStated, words: str, behind: str) -> _Claim | None:
    """'Their first call this year', 'since he took office': none before it from then on."""
    subject = _day(entry) or known_day(entry.clocks) - SUBJECT
    since = re.compile("|".join(table("contested")["since"]["patterns"]), re.IGNORECASE).match(behind)
    if since is None:
        return None
    year = dt.date(subject.year - 1, 12, 31)
    after = _took_office(people(entry), subject) if since.group("office") else year
    return _Claim(words, since.group().strip(), after, subject) if after else None


def _took_office(people: Two, by: dt.date) -> dt.date | None:
    """The last day by then on which one of the two became president; None where neither did."""
    starts = [
        first_day(row["start"])
        for row in rows("offices")
        if row["person"] in people and row["office"] == "president" and row["start"]
    ]
    return max((start for start in starts if start < by), default=None)


def _between(entry: RecordStated, claim: _Claim, contacts: Sequence[RecordStated]) -> RecordStated | None:
    """The first contact that the claim leaves no room for; a call is no meeting."""
    for other in contacts:
        day = _day(other)
        within = day is not None and claim.after < day < claim.before
        if within and other.document != entry.document and not (_in_person(claim.words) and _by_phone(other)):
            return other
    return None


def _in_person(words: str) -> bool:
    return words.rpartition(" ")[2] in table("contested")["in_person"]["words"]


def _by_phone(entry: RecordStated) -> bool:
    calls = r"\b(?:" + "|".join(table("contested")["phone"]["words"]) + r")\b"
    return entry.record.mode == "phone" or any(re.search(calls, span.text) for span in entry.record.evidence)


def _ground(claim: _Claim, other: RecordStated) -> str:
    noun = "call" if _by_phone(other) else "contact"
    which = "a later" if _words("last").search(claim.words) else "an earlier"
    return f"told as their {claim.words}: {claim.told}; the desk has {which} {noun} of theirs on {_day(other)}"
