"""Whether two accounts of one sort and day tell of one happening: parties, people, mode, figures and words compared.

Only what speaks against it keeps two accounts apart; likeness of words alone joins nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from detente.model import Actor, Commitment, Event, Measure, Record, RecordStated
from detente.state.claims import SETTLED
from detente.vocabulary import rows, table

ALIKE, FEWEST = 0.3, 3
"""Share of content words (of the shorter evidence), and how many at the least, that acts of one day have in common."""
DAY = len("2025-06-05")
MET = frozenset({"CONSULT", "AGREE"})
"""Event types that two parties have one of on a day, whatever the words."""


def one(entry: RecordStated, other: RecordStated) -> bool:
    """Whether two accounts of one sort and day tell of one happening, as far as they show."""
    a, b = entry.record, other.record
    if isinstance(a, Event) and isinstance(b, Event):
        return _one_event(entry, other, a, b)
    if isinstance(a, Measure) and isinstance(b, Measure):
        return _one_measure(a, b)
    promised = isinstance(a, Commitment) and isinstance(b, Commitment)
    return promised and _meet(states(a.actors), states(b.actors)) and _alike(a, b)


def _one_event(entry: RecordStated, other: RecordStated, a: Event, b: Event) -> bool:
    if (a.status in SETTLED) != (b.status in SETTLED) or (a.mode and b.mode and a.mode != b.mode):
        return False
    if not _meet(_people(a), _people(b)):
        return False
    if a.type in MET:
        return _overlap(a, b) and _same_parties(a, b)
    same = _meet(states(a.actors), states(b.actors)) and _meet(states(a.targets), states(b.targets))
    return same and (like(entry, other) or (entry.document == other.document and bool(set(a.issues) & set(b.issues))))


def _same_parties(a: Event, b: Event) -> bool:
    """Whether contacts or agreements are between the same two states; one that names a single state must be alike
    in words, one that is told to the month in people or words.
    """
    mine, theirs = states((*a.actors, *a.targets)), states((*b.actors, *b.targets))
    if not (mine <= theirs or theirs <= mine):
        return False
    named = _to_the_day(a) or bool(_people(a) & _people(b))
    return (len(mine & theirs) > 1 and named) or (bool(mine & theirs) and _alike(a, b))


def _overlap(a: Record, b: Record) -> bool:
    """Whether the dates share a day, where both are told to the day; a beginning without an end is that day."""
    if a.when is None or b.when is None or not a.when.start or not b.when.start:
        return False
    return a.when.start <= (b.when.end or b.when.start) and b.when.start <= (a.when.end or a.when.start)


def _to_the_day(record: Record) -> bool:
    return record.when is not None and len(record.when.start or "") == DAY


def _one_measure(a: Measure, b: Measure) -> bool:
    if a.rate and b.rate and (a.rate.value, a.rate.unit) != (b.rate.value, b.rate.unit):
        return False
    who = states(a.actors) == states(b.actors)
    return who and _meet(states(a.targets), states(b.targets)) and (bool(a.rate and b.rate) or _alike(a, b))


def _meet(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both have somebody in common, or one does not say."""
    return not mine or not theirs or bool(mine & theirs)


def _people(record: Record) -> frozenset[str]:
    """Who takes part by name: states, their bodies, descriptions ('their teams') and whoever is only cited left out."""
    cited = {source.name for source in record.attribution}
    named = {actor.name for actor in (*record.actors, *record.targets) if not _description(actor.name)}
    return frozenset(named - cited - bodies())


def _description(name: str) -> bool:
    """Whether the name has a word of its own without a capital: 'trade negotiators', 'U.S. teams'."""
    return any(word.islower() and len(word) > len("von") for word in name.split())


@functools.cache
def bodies() -> frozenset[str]:
    """The names of states and of bodies of states."""
    bodies = [row["name"] for row in rows("organisations") if row["kind"] == "government"]
    return frozenset([*bodies, *(row["name"] for row in rows("countries"))])


def states(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.country or actor.name for actor in actors)


def one_sided(record: Record) -> bool:
    """Whether a contact or an agreement is told with the parties of one state alone."""
    together = isinstance(record, Event) and record.type in MET
    named = [actor for actor in (*record.actors, *record.targets) if actor.country or not _description(actor.name)]
    return together and len(states(named)) < len(("one", "other"))


def like(entry: RecordStated, other: RecordStated) -> bool:
    """Whether two acts are told in like words; a phrase that one text repeats may be of two things."""
    a, b = entry.record, other.record
    return _alike(a, b) or (entry.document != other.document and _words(a) == _words(b))


def _alike(a: Record, b: Record) -> bool:
    mine, theirs = _words(a), _words(b)
    return len(mine & theirs) >= max(FEWEST, ALIKE * min(len(mine), len(theirs)))


@functools.lru_cache(maxsize=100_000)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{4,}", text.lower()) if word not in _common())


@functools.cache
def _common() -> frozenset[str]:
    """Small words, and those for states: whom an act is between says nothing of what it is about."""
    small = [word for words in table("function_words")["words"].values() for word in words]
    states = [row[part] for row in rows("countries") for part in ("name", "capital", "adjectives", "people")]
    return frozenset([*small, *re.findall(r"\w+", " ".join(states).lower())])


def _words(record: Record) -> frozenset[str]:
    return _content(" ".join(span.text for span in record.evidence))
