"""What the parties say of an agreement between them: that it was kept, or that the other side broke it.

That is their word. It is no evidence of performance, which `detente.state.performance` looks for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model import Event, RecordStated
from detente.state.book import Book
from detente.state.claims import known_day
from detente.state.country_names import country_names
from detente.state.deadlines import SURE, countries, text_of
from detente.state.groups import of_kind
from detente.vocabulary import table


@dataclass(frozen=True, slots=True)
class Word:
    """A party's word: `by` says that `of` has kept or broken an agreement (ISO 3166 alpha-3)."""

    verdict: Literal["kept", "broken"]
    by: str
    of: str
    entry: RecordStated


class Words:
    """What the parties said by the day looked at, the earliest first."""

    def __init__(self, book: Book) -> None:
        kinds = of_kind(book.state.records, "event:ACCUSE", "event:AGREE", "event:SUPPORT")
        told = [entry for group in kinds for entry in book.holding(group)]
        found = [word for entry in told for word in _words(entry)]
        self._all = sorted(found, key=lambda word: (known_day(word.entry.clocks), word.entry.id))

    def between(self, parties: frozenset[str], told: RecordStated) -> tuple[Word, ...]:
        """The last word of each party on each, on what was agreed between them by the time of an account."""
        since = known_day(told.clocks)
        last = {
            (word.by, word.of): word
            for word in self._all
            if {word.by, word.of} <= parties and known_day(word.entry.clocks) >= since
        }
        return tuple(last.values())


def _words(entry: RecordStated) -> Iterator[Word]:
    record = entry.record
    text = text_of(record)
    if record.confidence < SURE or "?" in text or _unsaid().search(text):
        return
    speaking = (entry.source or "").removeprefix("party:") if (entry.source or "").startswith("party:") else None
    if isinstance(record, Event) and record.type == "ACCUSE":
        by, of = countries(record.actors), countries(record.targets)
        if len(by) == len(of) == 1 and by != of and _says("broken", text, min(of), by):
            yield Word("broken", min(by), min(of), entry)
    elif speaking and speaking in countries(record.actors):
        others = countries((*record.actors, *record.targets)) - {speaking}
        if _says("kept", text, speaking, others):
            yield Word("kept", speaking, speaking, entry)


def _says(part: str, text: str, who: str, others: Iterable[str]) -> bool:
    """Whether the words tell that it was kept or broken, and name none of the others between `who` and that.

    In 'he wrote that China broke the deal' a reader may have taken China for the one who says so.
    """
    said = _said(part).search(text)
    if said is None:
        return False
    before = text[: said.start()]
    named = _last_named(before, who)
    return all(_last_named(before, other) <= named for other in others)


def _last_named(text: str, country: str) -> int:
    """Where the text names the country for the last time; -1 where it does not."""
    names = country_names(country)
    return max((match.end() for match in names.finditer(text)), default=-1) if names else -1


@functools.cache
def _said(part: str) -> re.Pattern[str]:
    """The words shortly before a noun for what binds the parties."""
    words = table("deadlines")
    bond = "|".join(words["bond"]["words"])
    return re.compile(rf"\b(?:{'|'.join(words[part]['patterns'])})(?:\W+\w+){{0,6}}?\W+(?:{bond})\b", re.I)


@functools.cache
def _unsaid() -> re.Pattern[str]:
    return re.compile("|".join(table("deadlines")["unsaid"]["patterns"]), re.I)
