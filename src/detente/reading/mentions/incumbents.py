"""A surname that several known persons have means the one of them who held an office when the text was published."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.reading.mentions.folding import fold
from detente.reading.mentions.found import Found, Name
from detente.reading.mentions.gazetteer import canonical, namesake
from detente.reading.mentions.offices import ALWAYS
from detente.vocabulary import rows

YEAR_DIGITS = 4
LEADING = frozenset(("president", "prime minister", "chancellor", "premier", "leader", "king"))


@dataclass(frozen=True, slots=True)
class Held:
    """An office of somebody, from when until when; ISO dates."""

    office: str
    start: str
    end: str


@functools.cache
def terms() -> Mapping[str, Sequence[Held]]:
    """The terms of each person of the table of office holders."""
    held: defaultdict[str, list[Held]] = defaultdict(list)
    for row in rows("offices"):
        held[row["person"]].append(Held(row["office"], row["start"], row["end"] or ALWAYS))
    return dict(held)


def incumbents(people: Sequence[Found], published: str | None) -> list[Found]:
    """The persons, a lone surname that leaves several open as the one in office on the ISO date `published`."""
    if published is None:
        return list(people)
    return [replace(item, name=_incumbent(item.name, published[:10]) or item.name) for item in people]


def leading(people: Sequence[Found], day: str) -> Found | None:
    """The one among several people who led a state on a day; None where that is nobody, or more than one."""
    heads = {item.name.name: item for item in people if _leads(item.name.name, day)}
    return next(iter(heads.values())) if len(heads) == 1 else None


def _leads(person: str, day: str) -> bool:
    return any(t.office in LEADING and t.start <= day <= t.end for t in terms().get(person, ()))


def _incumbent(name: Name, day: str) -> Name | None:
    if name.sense != "person" or " " in name.name or fold(name.name) in canonical():
        return None
    alike = [n for n in namesake(fold(name.name)) if name.gender in ("", n.gender) and n.gender]
    fits = [n for n in alike if name.country in (None, n.country) and in_office(n.name, day)]
    leads = [n for n in fits if _leads(n.name, day)] if len(fits) > 1 else fits
    return leads[0] if len(leads) == 1 else None


def in_office(person: str, day: str) -> bool:
    """Whether the person held any office on a day, or did so in the year of it."""
    year = day[:YEAR_DIGITS]
    return any(t.start <= day and (day <= t.end or t.end[:YEAR_DIGITS] == year) for t in terms().get(person, ()))
