"""What analysts' decisions make of what documents say: actors merged and split, lines corrected and left out.

Nothing of this is in the log's own lines: a state is made of accounts as they are amended here, and taking a decision
back gives the former state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from detente.model import (
    AcceptLine,
    Actor,
    CorrectLine,
    Decided,
    MergeActors,
    Quote,
    QuoteStated,
    Record,
    RecordStated,
    Ruling,
    Source,
    Speaker,
    SplitActor,
    WithdrawLine,
)

Stated = RecordStated | QuoteStated
Relink = Callable[[Sequence[Stated], Mapping[str, str]], Sequence[Stated]]
"""The accounts of one document with keys and sources worked out anew, in order, given countries by name."""
Person = tuple[str, str | None]
"""Name and country."""

HELD_SURE = 1.0
"""Confidence of what an analyst accepted or corrected."""
BY_ANALYST = "; read by an analyst"
"""Added to the rule of what an analyst accepted or corrected."""


@dataclass(frozen=True, slots=True)
class Amendments:
    """`merged` leads from a name to whom it means, `split` from document and name; `changes` are corrected fields by
    entry; `accepted` and `dropped` are entries.
    """

    merged: Mapping[str, Person] = field(default_factory=dict)
    split: Mapping[tuple[str, str], Person] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    @classmethod
    def of(cls, holding: Iterable[Ruling]) -> Amendments:
        """What the rulings in force come to, the later before the earlier."""
        decisions = [ruling.decision for ruling in holding if isinstance(ruling, Decided)]
        merges = {one.actor: (one.into, one.country) for one in decisions if isinstance(one, MergeActors)}
        split = {
            (document, one.actor): (one.apart, one.country)
            for one in decisions
            if isinstance(one, SplitActor)
            for document in one.documents
        }
        changes: dict[str, dict[str, Any]] = {}
        for one in decisions:
            if isinstance(one, CorrectLine):
                for entry in one.entries:
                    changes.setdefault(entry, {}).update(one.changes)
        accepted = (entry for one in decisions if isinstance(one, AcceptLine) for entry in one.entries)
        dropped = (entry for one in decisions if isinstance(one, WithdrawLine) for entry in one.entries)
        return cls(followed(merges), split, changes, frozenset(accepted), frozenset(dropped))

    def __bool__(self) -> bool:
        return bool(self.merged or self.split or self.changes or self.accepted or self.dropped)

    @property
    def names(self) -> frozenset[str]:
        """The names that mean somebody else."""
        return frozenset(self.merged) | {name for _, name in self.split}

    @property
    def countries(self) -> dict[str, str]:
        """The countries that analysts gave."""
        return {name: country for name, country in (*self.merged.values(), *self.split.values()) if country}

    @property
    def entries(self) -> frozenset[str]:
        """The entries that are amended one by one."""
        return self.accepted | self.dropped | self.changes.keys()

    def touches(self, entry: Stated) -> bool:
        """Whether the account is amended."""
        return entry.id in self.entries or not self.names.isdisjoint(names_of(entry))

    def meant(self, document: str, name: str) -> Person | None:
        """Whom a name means in a document, None where nobody but its own."""
        apart = self.split.get((document, name))
        return self.merged.get(apart[0], apart) if apart else self.merged.get(name)

    def amended(self, entry: Stated) -> Stated | None:
        """The account as it is amended, None where it is left out; keys stay for `relinked` to work out."""
        if entry.id in self.dropped:
            return None
        told = self.renamed(entry) if not self.names.isdisjoint(names_of(entry)) else entry
        changes = self.changes.get(entry.id)
        if changes:
            told = corrected(told, changes)
        return held_sure(told) if changes or entry.id in self.accepted else told

    def renamed(self, entry: Stated) -> Stated:
        """The account with everyone under the name that is meant."""

        def meant(name: str) -> Person | None:
            return self.meant(entry.document, name)

        if isinstance(entry, RecordStated):
            return msgspec.structs.replace(entry, record=record_renamed(entry.record, meant))
        return msgspec.structs.replace(entry, quote=quote_renamed(entry.quote, meant))


Meant = Callable[[str], Person | None]


def followed(merges: Mapping[str, Person]) -> dict[str, Person]:
    """Merges followed to their end: A into B and B into C make A into C. Whoever goes round in a circle stays."""
    found: dict[str, Person] = {}
    for name, person in merges.items():
        seen, last = {name}, person
        while last[0] in merges and last[0] not in seen:
            seen.add(last[0])
            last = merges[last[0]]
        if last[0] != name:
            found[name] = last
    return found


def names_of(entry: Stated) -> set[str]:
    """Everyone who is named in an account."""
    if isinstance(entry, RecordStated):
        record = entry.record
        return {actor.name for actor in (*record.actors, *record.targets)} | {one.name for one in record.attribution}
    quote = entry.quote
    speaker = (quote.speaker.name,) if quote.speaker else ()
    return {*speaker, *(one.name for one in quote.chain), *filter(None, (quote.addressee,))}


def record_renamed(record: Record, meant: Meant) -> Record:
    """The record with its people under the names that are meant."""
    return msgspec.structs.replace(
        record,
        actors=actors_renamed(record.actors, meant),
        targets=actors_renamed(record.targets, meant),
        attribution=tuple(source_renamed(one, meant) for one in record.attribution),
    )


def quote_renamed(quote: Quote, meant: Meant) -> Quote:
    """The quote with its people under the names that are meant."""
    speaker, addressee = quote.speaker, meant(quote.addressee or "")
    who = meant(speaker.name) if speaker else None
    return msgspec.structs.replace(
        quote,
        speaker=Speaker(who[0], who[1] or speaker.country, speaker.kind) if speaker and who else speaker,
        chain=tuple(source_renamed(one, meant) for one in quote.chain),
        addressee=addressee[0] if addressee else quote.addressee,
    )


def actors_renamed(actors: Iterable[Actor], meant: Meant) -> tuple[Actor, ...]:
    """The actors under the names that are meant, whoever comes twice then only once."""
    found: dict[str, Actor] = {}
    for actor in actors:
        who = meant(actor.name)
        told = Actor(who[0], who[1] or actor.country, actor.text) if who else actor
        found.setdefault(told.name, told)
    return tuple(found.values())


def source_renamed(source: Source, meant: Meant) -> Source:
    """The source under the name that is meant."""
    who = meant(source.name)
    return Source(who[0], source.kind) if who else source


def corrected(entry: Stated, changes: Mapping[str, Any]) -> Stated:
    """The account with some fields of its record or quote as an analyst has them; its date follows `when`."""
    if isinstance(entry, QuoteStated):
        return msgspec.structs.replace(entry, quote=changed(entry.quote, changes))
    record = changed(entry.record, changes)
    clocks = msgspec.structs.replace(entry.clocks, valid=record.when)
    return msgspec.structs.replace(entry, record=record, clocks=clocks)


def changed(subject: Any, changes: Mapping[str, Any]) -> Any:
    """A record or quote with other fields. Raises msgspec.ValidationError where a value is none for its field."""
    return msgspec.convert(msgspec.to_builtins(subject) | dict(changes), type(subject))


def held_sure(entry: Stated) -> Stated:
    """The account, as sure as an analyst is who read the words; its rule says so."""
    if isinstance(entry, RecordStated):
        rule = entry.record.rule + BY_ANALYST
        record = msgspec.structs.replace(entry.record, confidence=HELD_SURE, rule=rule)
        return msgspec.structs.replace(entry, record=record)
    rule = entry.quote.rule + BY_ANALYST
    return msgspec.structs.replace(entry, quote=msgspec.structs.replace(entry.quote, confidence=HELD_SURE, rule=rule))


def read_by_analyst(subject: Record | Quote) -> bool:
    """Whether an analyst accepted or corrected it; what readers find does not override that."""
    return subject.rule.endswith(BY_ANALYST)


def relinked(own: Sequence[Stated], amendments: Amendments, relink: Relink) -> dict[str, Stated | None]:
    """The accounts of one document that decisions alter, by entry id; a key or source changes where that follows from
    the decisions, and else stays as it was linked.
    """
    told = {entry.id: amendments.amended(entry) for entry in own}
    kept = [one for one in told.values() if one is not None]
    after = {one.id: one for one in relink(kept, amendments.countries)}
    if any(link_of(one) != link_of(after[one.id]) for one in kept):
        before = {one.id: one for one in relink(own, {})}
        told |= {one.id: linked(one, before[one.id], after[one.id]) for one in kept}
    return {entry.id: told[entry.id] for entry in own if told[entry.id] != entry}


def link_of(entry: Stated) -> tuple[str, str | None]:
    """What linking adds to an account."""
    return entry.key, entry.source


def linked(entry: Stated, before: Stated, after: Stated) -> Stated:
    """The account with key and source as far as they came out otherwise than before."""
    key = after.key if after.key != before.key else entry.key
    source = after.source if after.source != before.source else entry.source
    return msgspec.structs.replace(entry, key=key, source=source)
