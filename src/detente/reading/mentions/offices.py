"""Who holds an office on a date."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from detente.reading.mentions.found import Name
from detente.reading.mentions.gazetteer import canonical
from detente.vocabulary import rows, table

ALWAYS = "9999"
"""Stands for the end of a term that is still running."""


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in an office; ISO dates, an empty end is still running."""

    person: str
    start: str
    end: str


@functools.cache
def _terms() -> dict[tuple[str, str], tuple[Term, ...]]:
    terms: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for row in rows("offices"):
        terms[row["country"], row["office"]].append(Term(row["person"], row["start"], row["end"] or ALWAYS))
    return {key: tuple(sorted(held, key=lambda t: t.start)) for key, held in terms.items()}


@functools.cache
def office_words() -> dict[str, str]:
    """Ways to name an office, each with its name in the table of office holders."""
    return {alias: office for office, words in table("offices_named")["offices"].items() for alias in (office, *words)}


def holder(country: str | None, office: str, published: str | None) -> Name | None:
    """Who holds the office of a country on an ISO date; without a date, the last who took it.

    `office` may be any of its names ('Treasury secretary', 'finance minister').
    """
    if country is None:
        return None
    held = _terms().get((country, office_words().get(office, office)), ())
    day = (published or ALWAYS)[:10]
    current = [term for term in held if term.start <= day <= term.end]
    if not current:
        return None
    return canonical().get(current[-1].person)
