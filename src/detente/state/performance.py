"""What the record shows of a deadline: by which later account it is met, undone or put off. Typed, never by likeness.

An undertaking is met by an account of the same state doing the same act (see `deadlines.toml`) to the same thing; a
change of a measure by an account that the same state has put the same instrument to work on that day. What is only said
of it (kept, broken) is kept apart: see `detente.state.conduct`.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from detente.model import Commitment, Interval, Measure, Record, RecordStated, first_day, last_day
from detente.state import terms
from detente.state.book import Book
from detente.state.claims import SETTLED, affirms, denies, known_day
from detente.state.deadlines import Deadline, acts, countries, due_of, meet, text_of
from detente.state.groups import of_kind
from detente.state.sorts import Sign
from detente.vocabulary import rows, table

Found = Literal["met", "against", "put off"]
DEEDS = (
    "measure",
    "commitment",
    "event:AGREE",
    "event:COOPERATE",
    "event:AID",
    "event:RETREAT",
    "event:CONCEDE",
    "event:SANCTION",
)
"""Kinds of record that can show that something was done, or not."""
ALIKE = 2
"""Words of the object that an undertaking and its performance have in common."""
AROUND = dt.timedelta(days=60)
"""For so long after its day an account shows that a change was made."""
NEAR = dt.timedelta(days=1)
"""Days by which accounts of one change may differ: midnight has two of them."""
PUT_OFF = "put off"
UNDOES = frozenset({"suspend", "remove"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing the record shows: what, by which account, and the new due date where it was put off."""

    found: Found
    entry: RecordStated
    until: Interval | None = None


class Deeds:
    """The accounts that show that something was done or not, by the state that did it, and what it did.

    Only what may show something of one of these deadlines is looked at: accounts that became known after the first.
    """

    def __init__(self, book: Book, deadlines: Sequence[Deadline]) -> None:
        self._by: dict[tuple[str, str], list[RecordStated]] = {}
        first = min((one.known for one in deadlines), default=dt.date.max)
        for group in of_kind(book.state.records, *DEEDS, sign=Sign.DEED) if deadlines else ():
            for entry in book.holding(entry for entry in group if known_day(entry.clocks) > first):
                for state, deed in product(countries(entry.record.actors), _deeds(entry)):
                    self._by.setdefault((state, deed), []).append(entry)

    def of(self, deadline: Deadline) -> tuple[Shown, ...]:
        """What the record shows of it, in the order in which it became known."""
        record = deadline.record
        asked = {record.type} if isinstance(record, Measure) else acts(text_of(record), "promised") | {PUT_OFF}
        places = product(countries(record.actors), asked)
        later = {e.id: e for place in places for e in self._by.get(place, ()) if _later(e, deadline)}
        judge = _of_change if isinstance(record, Measure) else _of_undertaking
        found = (judge(deadline, entry) for entry in later.values())
        return tuple(sorted((one for one in found if one), key=lambda one: (known_day(one.entry.clocks), one.entry.id)))


def moved(book: Book, deadlines: Iterable[Deadline], since: dt.date) -> list[Deadline]:
    """Those of the deadlines that an account puts off to a day from `since` on."""
    movers: dict[str, list[RecordStated]] = {}
    for group in of_kind(book.state.records, "measure", "commitment", sign=Sign.PUTS_OFF):
        for entry in book.holding(group):
            due = due_of(entry)
            if due is not None and last_day(due.end or due.start or "0001") >= since and _puts_off(entry.record):
                for state in countries(entry.record.actors):
                    movers.setdefault(state, []).append(entry)

    def to_move(one: Deadline) -> Iterator[RecordStated]:
        return (entry for state in countries(one.record.actors) for entry in movers.get(state, ()))

    return [one for one in deadlines if any(_moves(one, entry) for entry in to_move(one))]


def may_show(entry: RecordStated) -> bool:
    """Whether it may show that something was done or not."""
    return bool(_deeds(entry)) and bool(countries(entry.record.actors))


def may_put_off(entry: RecordStated) -> bool:
    """Whether it tells of a later day for something due."""
    return isinstance(entry.record, Measure | Commitment) and due_of(entry) is not None and _puts_off(entry.record)


def _moves(deadline: Deadline, entry: RecordStated) -> bool:
    judge = _of_change if isinstance(deadline.record, Measure) else _later_due
    shown = judge(deadline, entry) if _later(entry, deadline) else None
    return shown is not None and shown.found == "put off"


def _deeds(entry: RecordStated) -> frozenset[str]:
    """What was done: the acts that the words tell as done, and a measure's instrument; or that a due date is moved."""
    if isinstance(entry.record, Commitment):
        return frozenset({PUT_OFF}) if _puts_off(entry.record) else frozenset()
    done = acts(text_of(entry.record), "done")
    return done | {entry.record.type} if isinstance(entry.record, Measure) else done


def _later(entry: RecordStated, deadline: Deadline) -> bool:
    told = {account.id for account in deadline.told}
    return known_day(entry.clocks) > deadline.known and entry.id not in told


def _of_change(deadline: Deadline, entry: RecordStated) -> Shown | None:
    """An account of the same instrument between the same states: done on its day, or undone or put off before it."""
    mine, theirs, due = deadline.record, entry.record, deadline.due
    if not isinstance(mine, Measure) or not isinstance(theirs, Measure) or due is None or mine.type != theirs.type:
        return None
    if not (countries(mine.targets) and countries(mine.targets) & countries(theirs.targets)):
        return None
    if not affirms(theirs) and theirs.status not in ("planned", "negated"):
        return None
    begins, ends = first_day(due.start or due.end or "9999"), last_day(due.end or due.start or "9999")
    return _done(mine, entry, begins, ends) or _averted(mine, entry, ends)


def _done(mine: Measure, entry: RecordStated, begins: dt.date, ends: dt.date) -> Shown | None:
    """The same rate, where both have one, told as in force from that day."""
    theirs, known = entry.record, known_day(entry.clocks)
    if not isinstance(theirs, Measure) or theirs.status not in SETTLED or not begins - NEAR <= known <= ends + AROUND:
        return None
    rates = (mine.rate.value, theirs.rate.value) if mine.rate and theirs.rate else None
    if (rates and rates[0] != rates[1]) or not _on_its_day(theirs, begins, ends, sure=rates is not None):
        return None
    alike = (mine.action in UNDOES) == (theirs.action in UNDOES) and theirs.action not in ("threaten", "propose")
    return Shown("met", entry) if alike else None


def _on_its_day(theirs: Measure, begins: dt.date, ends: dt.date, *, sure: bool) -> bool:
    """Whether it is dated to the day that was announced; where it has no date its rate must be the same (`sure`)."""
    start = theirs.when.start if theirs.when else None
    if start is None:
        return sure
    return len(start) == len("2025-06-05") and begins - NEAR <= first_day(start) <= ends + NEAR


def _averted(mine: Measure, entry: RecordStated, ends: dt.date) -> Shown | None:
    """Told before its day, or in the days after, to be suspended, called off or put off."""
    theirs, known = entry.record, known_day(entry.clocks)
    if not isinstance(theirs, Measure) or known > ends + AROUND or mine.action in UNDOES:
        return None
    due = due_of(entry)
    if _puts_off(theirs) and due is not None and not meet(due, Interval(ends.isoformat(), ends.isoformat())):
        later = last_day(due.end or due.start or "0001") > ends
        return Shown("put off", entry, Interval(due.end or due.start, due.end or due.start)) if later else None
    start = theirs.when.start if theirs.when else None
    off = theirs.action in UNDOES and affirms(theirs)
    return Shown("against", entry) if off and start and abs(first_day(start) - ends) <= NEAR else None


def _puts_off(record: Record) -> bool:
    """Whether the words say that something due is moved to a later day."""
    return terms.extends(record) or _off().search(text_of(record)) is not None


@functools.cache
def _off() -> re.Pattern[str]:
    return re.compile("|".join(table("deadlines")["put_off"]["patterns"]), re.I)


def _of_undertaking(deadline: Deadline, entry: RecordStated) -> Shown | None:
    """The same act done to the same thing, told as done; or told not to have been done once it was due."""
    promised, told = text_of(deadline.record), text_of(entry.record)
    if isinstance(entry.record, Commitment):
        return _later_due(deadline, entry)
    shared = acts(promised, "promised") & acts(told, "done")
    if not shared or not _of_one_thing(deadline.record, entry.record):
        return None
    if affirms(entry.record) and _within_reach(entry, deadline):
        return Shown("met", entry)
    due = (deadline.due.end or deadline.due.start) if deadline.due else None
    denied = denies(entry.record) and due is not None and known_day(entry.clocks) > last_day(due)
    return Shown("against", entry) if denied else None


def _later_due(deadline: Deadline, entry: RecordStated) -> Shown | None:
    """The same undertaking with a later day, told to be put off or prolonged."""
    due = due_of(entry)
    day, until = (one and (one.end or one.start) for one in (deadline.due, due))
    if not day or not until or last_day(until) <= last_day(day) or not _puts_off(entry.record):
        return None
    return Shown("put off", entry, due) if _of_one_thing(deadline.record, entry.record) else None


def _of_one_thing(mine: Record, theirs: Record) -> bool:
    """Whether both name the same object, and not different states to which it is done."""
    named = _names(mine) | _names(theirs)
    shared = (_object(text_of(mine)) & _object(text_of(theirs))) - named
    return len(shared) >= ALIKE and _toward(mine, theirs)


def _within_reach(entry: RecordStated, deadline: Deadline) -> bool:
    """Whether it was done, by a date that is told, after the undertaking was known and not long after it was due.

    Without a date it may tell of anything done before; what is told to go on is of the day of its telling.
    """
    told = entry.record.when.start if entry.record.when else None
    if told is None and entry.record.status == "ongoing":
        told = known_day(entry.clocks).isoformat()
    if told is None or len(told) < len("2025-06") or last_day(told) < deadline.known:
        return False
    due = (deadline.due.end or deadline.due.start) if deadline.due else None
    return due is None or first_day(told) <= last_day(due) + AROUND


def _toward(mine: Record, theirs: Record) -> bool:
    """Whether the act is not told to be toward another state than was promised."""
    a, b = countries(mine.targets) - countries(mine.actors), countries(theirs.targets)
    return not a or not b or bool(a & b)


def _names(record: Record) -> frozenset[str]:
    """The words of which the names of those who take part are made."""
    people = " ".join(f"{actor.name} {actor.text or ''}" for actor in (*record.actors, *record.targets))
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z]+", people.lower()))


def _object(text: str) -> frozenset[str]:
    """What the words are about: their content words, singular, without states and words of the acts."""
    words = (word.removesuffix("s") for word in re.findall(r"[a-z]{4,}", text.lower()))
    return frozenset(word for word in words if word not in _common() and not _of_acts().fullmatch(word))


@functools.cache
def _common() -> frozenset[str]:
    small = [word for words in table("function_words")["words"].values() for word in words]
    states = [row[part] for row in rows("countries") for part in ("name", "capital", "adjectives", "people")]
    about = table("deadlines")["about"]["words"]
    found = re.findall(r"\w+", " ".join([*small, *states, *about]).lower())
    return frozenset(word.removesuffix("s") for word in found)


@functools.cache
def _of_acts() -> re.Pattern[str]:
    acts_of = table("deadlines")["act"].values()
    return re.compile("|".join(pattern for row in acts_of for pattern in (*row["promised"], *row["done"])))


def best(shown: Iterable[Shown]) -> Iterator[Shown]:
    """Of what is shown one account of each thing, the surest."""
    order: tuple[Found, ...] = ("met", "put off", "against")
    rows_of = list(shown)
    for kind in order:
        found = [one for one in rows_of if one.found == kind]
        if found:
            yield max(found, key=lambda one: (one.entry.record.confidence, one.entry.id))
