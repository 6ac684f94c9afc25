"""A desk's own table of actors: whom it names, and who of it holds an office on a date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.model import KnownActor
from detente.reading.mentions.folding import fold
from detente.reading.mentions.found import Found, Name, Sense
from detente.reading.mentions.offices import ALWAYS, Term, office_words

SENSES: Mapping[str, Sense] = {"person": "person", "outlet": "outlet", "place": "place"}
"""Sense of a kind; any other is a body."""


@dataclass(frozen=True, slots=True)
class OwnActors:
    """The table made ready for reading. `names` are by folded name and alias, `terms` by country and office."""

    names: Mapping[str, Name] = field(default_factory=dict)
    terms: Mapping[tuple[str, str], Sequence[Term]] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, actors: Iterable[KnownActor]) -> OwnActors:
        names: dict[str, Name] = {}
        terms: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for actor in actors:
            for alias in (actor.name, *actor.aliases):
                names[fold(alias)] = name_of(actor)
            for held in actor.offices if actor.country else ():
                office = office_words().get(held.office.lower(), held.office.lower())
                terms[actor.country or "", office].append(Term(actor.name, held.start or "", held.end or ALWAYS))
        return cls(names, dict(terms), pattern(names))

    @property
    def named(self) -> frozenset[str]:
        """The canonical names of the table."""
        return frozenset(name.name for name in self.names.values())

    def hits(self, folded: str) -> list[Found]:
        """The names of the table in a folded text, the longest of those that begin at one place."""
        if self.pattern is None:
            return []
        return [Found(*match.span(), self.names[match.group()]) for match in self.pattern.finditer(folded)]

    def holder(self, country: str | None, office: str, published: str | None) -> Name | None:
        """Who of the table holds an office of a country on an ISO date; without a date, the last who took it."""
        held = self.terms.get((country or "", office_words().get(office, office)), ())
        day = (published or ALWAYS)[:10]
        current = sorted((term for term in held if term.start <= day <= term.end), key=lambda term: term.start)
        return self.names[fold(current[-1].person)] if current else None


def name_of(actor: KnownActor) -> Name:
    """The actor as a name that reading finds; a person's offices count as roles."""
    role = " ".join(filter(None, (actor.role, *(held.office for held in actor.offices))))
    return Name(actor.name, actor.kind, actor.country, SENSES.get(actor.kind, "body"), actor.gender, role)


def pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the names between word boundaries; None where there are none."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(r"(?<![\w@#])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w@$])")


NOBODY = OwnActors()
