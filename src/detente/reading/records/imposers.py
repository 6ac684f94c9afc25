"""Who can impose a measure: states, bodies and people in office, never a voice that only tells of it."""

from __future__ import annotations

import functools

import msgspec

from detente import vocabulary
from detente.model import Actor, Mention
from detente.reading.records.candidates import words

SPEAKS = "spokes"
"""What the role of a person says (persons.csv) who speaks for an office and holds none: spokesman, spokeswoman."""


def imposes(mention: Mention) -> bool:
    """Whether a mention can impose a measure or bear one: no voice without a name, nobody who tells or comments."""
    if mention.kind == "unnamed":
        return not words("voices") & set(mention.name.lower().split())
    return mention.name not in commentators()


def behind(actor: Actor) -> Actor:
    """The actor, or the state that a spokesperson speaks for."""
    state = states().get(actor.country or "")
    if state is None or actor.name not in spokespeople():
        return actor
    return msgspec.structs.replace(actor, name=state)


@functools.cache
def spokespeople() -> frozenset[str]:
    """The people of persons.csv who speak for an office."""
    return frozenset(row["name"] for row in vocabulary.rows("persons") if SPEAKS in row["role"].lower())


@functools.cache
def commentators() -> frozenset[str]:
    """The people of persons.csv whose role is to report or to comment: hosts, correspondents, economists."""
    return frozenset(
        row["name"] for row in vocabulary.rows("persons") if words("commenting") & set(row["role"].lower().split())
    )


@functools.cache
def states() -> dict[str, str]:
    """The names of states by ISO 3166 alpha-3 code (countries.csv)."""
    return {row["alpha3"]: row["name"] for row in vocabulary.rows("countries")}
