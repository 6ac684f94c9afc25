"""Who may have imposed a measure: a state, a body of it, or a person in office; nobody else is in the ledger."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from detente.linking import outlets
from detente.model import Actor
from detente.vocabulary import rows, table


def imposer(actors: Iterable[Actor]) -> str | None:
    """The one state (alpha-3, the EU 'EUU') that the actors who can impose act for; None for none or several."""
    found = {actor.country for actor in actors if actor.country and may_impose(actor.name)}
    return found.pop() if len(found) == 1 else None


def targets(actors: Iterable[Actor], but: str) -> tuple[str, ...]:
    """The countries that a measure of the state `but` falls on, sorted; whom it does not leave itself is no target."""
    return tuple(sorted({actor.country for actor in actors if actor.country and actor.country != but}))


def origin(scope: str | None) -> str | None:
    """The one country whose goods the scope names ('Chinese goods': 'CHN'); None for none or several."""
    words = frozenset(re.findall(r"\w+", scope or ""))
    found = {country for word, country in _adjectives().items() if word in words}
    return found.pop() if len(found) == 1 else None


@functools.cache
def _adjectives() -> dict[str, str]:
    return {word: row["alpha3"] for row in rows("countries") for word in row["adjectives"].split("|") if word}


def may_impose(name: str) -> bool:
    """Whether whoever is called so may hold an office, as far as the name tells."""
    folded = re.sub(r"^the ", "", name.replace("’", "'").lower().strip())
    if folded in _governments() or _words("states").search(folded):
        return True
    return not (folded in _without_office() or outlets.known(name) or _words("private").search(folded))


@functools.cache
def _governments() -> frozenset[str]:
    """Bodies of states, by name and alias, in lower case."""
    bodies = [row for row in rows("organisations") if row["kind"] == "government" and row["class"] != "embassy"]
    return frozenset(name.lower() for row in bodies for name in _names(row))


@functools.cache
def _without_office() -> frozenset[str]:
    """Organisations that are no governments, persons in no office, and towns that are no capitals, in lower case."""
    bodies = [row for row in rows("organisations") if row["kind"] != "government"]
    private = [row for row in rows("persons") if _words("roles").search(row["role"].lower())]
    seats = {
        name.lower() for row in rows("countries") for name in (row["name"], row["capital"], *row["metonyms"].split("|"))
    }
    towns = {row["name"].lower() for row in rows("places")} - seats
    return frozenset(towns | {name.lower() for row in (*bodies, *private) for name in _names(row)} - seats)


def _names(row: dict[str, str]) -> tuple[str, ...]:
    return (row["name"], *filter(None, row["aliases"].split("|")))


@functools.cache
def _words(part: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in table("imposers")[part]["words"]) + r")\b")
