"""What one side's account of a contact mentions and the other side's does not: a silence, never a contradiction."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import msgspec

from detente.model import Event, Interval, QuoteStated, RecordStated, StateOfPlay, first_day, pieces
from detente.state.claims import affirms, asks, known_day
from detente.state.groups import accounts_of, of_kind
from detente.state.private import private
from detente.vocabulary import rows, table

DAY = len("2025-06-05")
AFTER = dt.timedelta(days=2)
"""How long after a contact its readouts appear."""
BEFORE, BEHIND = 2500, 4000
"""Characters around the words that tell of a contact within which its participants' words are their account of it."""
FEWEST, AT_LENGTH = 60, 17
"""Words that make an account, in all and for each quote on the average: a readout is given at length, while a reporter
picks phrases, and what he left out is no silence of the side's.
"""
SURE = 0.5
"""The reader's confidence from which a contact counts."""


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that one side names in its account of a contact and the other does not.

    `said` are the words of the side that does, `searched` the documents of the other side's account. Searched is all
    that was read in these, the words of the side that names the issue left out, and all else that the other side is
    quoted with in those days; not what the reader passed over. `by` and `of` are alpha-3 codes, `day` is the contact's.
    """

    issue: str
    day: dt.date
    by: str
    of: str
    said: QuoteStated
    searched: tuple[str, ...]

    @property
    def ground(self) -> str:
        known = {row["alpha3"]: row["name"] for row in rows("countries")}
        one, other = known.get(self.by, self.by), known.get(self.of, self.of)
        told = f"{self.issue}: in the account by {one} of the contact on {self.day}"
        return f"{told}; not mentioned in the words of {other} that were read in {', '.join(self.searched)}"


class _Account(msgspec.Struct):
    """A side's words on one contact."""

    quotes: list[QuoteStated] = msgspec.field(default_factory=list)

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({entry.document for entry in self.quotes}))

    @property
    def at_length(self) -> bool:
        """Whether the side is quoted at length."""
        words = sum(len(_words(entry).split()) for entry in self.quotes)
        return words >= max(FEWEST, AT_LENGTH * len(self.quotes))

    def issues(self) -> dict[str, QuoteStated]:
        """The issues it names, each with the first quote that does."""
        found: dict[str, QuoteStated] = {}
        for entry in self.quotes:
            for issue in issues(_words(entry)):
                found.setdefault(issue, entry)
        return found


def silences(state: StateOfPlay) -> tuple[Silence, ...]:
    """All silences as of the day looked at, by contact, side and issue; only contacts that both sides tell of."""
    contacts = _contacts(state)
    read = _Read.of(state, contacts)
    found: dict[tuple[str, str, str, str], Silence] = {}
    for (day, *_), told in sorted(contacts.items()):
        accounts = _accounts(told, read.quotes)
        for by, of in permutations(sorted(accounts), 2):
            named = read.named(day, of, accounts[of].documents, by)
            for issue, said in accounts[by].issues().items():
                if issue not in named:
                    silence = Silence(issue=issue, day=day, by=by, of=of, said=said, searched=accounts[of].documents)
                    found.setdefault((str(day), by, of, issue), silence)
    return tuple(found[key] for key in sorted(found))


Contact = tuple[dt.date, str, str]


def _contacts(state: StateOfPlay) -> Mapping[Contact, list[RecordStated]]:
    """Accounts of contacts of two people of two states, by day and names; those without a day of their own that fit
    among them.
    """
    found: dict[Contact, list[RecordStated]] = {}
    undated: list[tuple[str, str, RecordStated]] = []
    for entry in (entry for group in of_kind(state.records, "event:CONSULT") for entry in group):
        day, people = _day(entry), sorted(_people(entry))
        if len(people) != 2 or len(set(_people(entry).values())) != 2:
            continue
        if day and _fresh(entry, day, state.as_of.valid):
            found.setdefault((day, people[0], people[1]), []).append(entry)
        elif day is None and entry.record.status == "happened":
            undated.append((people[0], people[1], entry))
    for one, other, entry in undated:
        for contact, told in found.items():
            meant = entry.record.when is None or entry.record.when.overlaps(Interval(str(contact[0]), str(contact[0])))
            if contact[1:] == (one, other) and meant and _fresh(entry, contact[0], state.as_of.valid):
                told.append(entry)
    return found


def _day(entry: RecordStated) -> dt.date | None:
    record = entry.record
    when = record.when
    if not isinstance(record, Event) or not affirms(record) or asks(record) or record.confidence < SURE:
        return None
    told = when is not None and when.start is not None and when.end == when.start and len(when.start) == DAY
    return first_day(when.start) if told and when and when.start else None


def _fresh(entry: RecordStated, day: dt.date, until: dt.date) -> bool:
    return day <= known_day(entry.clocks) <= min(day + AFTER, until)


def _people(entry: RecordStated) -> dict[str, str]:
    """The persons who take part, with their countries."""
    return {a.name: a.country for a in entry.record.actors if a.name in _persons() and a.country}


@functools.cache
def _persons() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("persons"))


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, by document: what persons and governments of states are quoted with, and records."""

    quotes: Mapping[str, Sequence[QuoteStated]]
    records: Mapping[str, Sequence[RecordStated]]

    @classmethod
    def of(cls, state: StateOfPlay, contacts: Mapping[Contact, Sequence[RecordStated]]) -> _Read:
        """The quotes and records of the documents that tell of a contact, and the quotes of the days after it."""
        telling = {entry.document for told in contacts.values() for entry in told}
        days = {day + dt.timedelta(days=past) for day, *_ in contacts for past in range(AFTER.days + 1)}
        quotes: dict[str, list[QuoteStated]] = {}
        for quote in accounts_of(state.quotes, telling, days):
            speaker = quote.quote.speaker
            if speaker and speaker.country and speaker.kind in ("person", "government") and not private(speaker.name):
                quotes.setdefault(quote.document, []).append(quote)
        records: dict[str, list[RecordStated]] = {}
        for record in accounts_of(state.records, telling):
            records.setdefault(record.document, []).append(record)
        return cls(quotes, records)

    def named(self, day: dt.date, side: str, documents: Iterable[str], but: str) -> set[str]:
        """The issues that a side names in the days after a contact, and those that stand in the documents of its
        account outside the words and acts of the side `but`.
        """
        own = [
            _words(entry)
            for quotes in self.quotes.values()
            for entry in quotes
            if entry.quote.speaker and entry.quote.speaker.country == side
            if day <= known_day(entry.clocks) <= day + AFTER
        ]
        told = [
            " ".join(span.text for span in entry.record.evidence)
            for document in documents
            for entry in self.records.get(document, ())
            if entry.source != f"party:{but}" and {actor.country for actor in entry.record.actors} != {but}
        ]
        return {issue for text in (*own, *told) for issue in issues(text)}


def _accounts(told: Sequence[RecordStated], spoken: Mapping[str, Sequence[QuoteStated]]) -> dict[str, _Account]:
    """The words of each side near those that tell of the contact: of whoever took part, and of the government."""
    found: dict[str, _Account] = {}
    for anchor in told:
        people = _people(anchor)
        start = anchor.record.evidence[0].start
        for entry in spoken.get(anchor.document, ()):
            speaker, at = entry.quote.speaker, pieces(entry.quote.content)[0].start
            official = speaker and (speaker.name in people or speaker.kind == "government")
            near = start - BEFORE <= at <= start + BEHIND
            if speaker and official and near and speaker.country in people.values():
                account = found.setdefault(speaker.country or "", _Account())
                if entry not in account.quotes:
                    account.quotes.append(entry)
    return {country: account for country, account in found.items() if account.at_length}


def _words(entry: QuoteStated) -> str:
    return " ".join(span.text for span in pieces(entry.quote.content))


@functools.cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    general = table("contested")["general"]["issues"]
    return {
        issue: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
        for issue, words in table("issues")["issues"].items()
        if issue not in general
    }


def issues(text: str) -> tuple[str, ...]:
    """The issues whose words stand in the text, those too general to be passed over in silence left out."""
    return tuple(issue for issue, pattern in _patterns().items() if pattern.search(text))
