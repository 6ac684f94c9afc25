"""Who speaks for himself and not for a state: companies, their people, and groups without office."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from detente.model import Actor
from detente.vocabulary import rows, table


def countries_spoken_for(actors: Iterable[Actor]) -> frozenset[str]:
    """The countries of the actors who may speak or act for a state: a company is not its state."""
    return frozenset(actor.country for actor in actors if actor.country and not private(actor.name))


@functools.lru_cache(maxsize=10_000)
def private(name: str) -> bool:
    """Whether whoever is called so is a company, of a company, or a group without office, as far as the name tells."""
    folded = re.sub(r"^the ", "", name.replace("’", "'").lower().strip())
    return folded in _known() or bool(_words("companies").search(folded))


@functools.cache
def _known() -> frozenset[str]:
    """Companies, and people whose role is with one, by name and alias, in lower case."""
    firms = [row for row in rows("organisations") if row["class"] in table("private")["classes"]["words"]]
    names = {name.lower() for row in firms for name in (row["name"], *row["aliases"].split("|")) if name}
    roles = _words("roles")
    people = [row for row in rows("persons") if roles.search(row["role"].lower())]
    staff = [row for row in rows("persons") if any(name in row["role"].lower() for name in names if len(name) > SHORT)]
    mine = {name.lower() for row in (*people, *staff) for name in (row["name"], *row["aliases"].split("|")) if name}
    return frozenset(names | mine)


SHORT = 3
"""Characters of a company's name that is too short to be looked for in a role."""


@functools.cache
def _words(part: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, table("private")[part]["words"])) + r")\b")
