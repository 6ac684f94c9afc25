"""Where accounts of one thing contradict each other, each with its ground in words.

Compared is only what has one typed key (or is the general rate of one imposer on one target, or one speaker's words):
different wordings of one fact are no contradiction, and neither are two statements of one document.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from detente.model import Measure, Move, QuoteStated, RecordStated, StateOfPlay
from detente.state.against_series import against_series
from detente.state.claims import affirms, denies, known_day
from detente.state.contact_days import contact_days
from detente.state.figures import figure
from detente.state.firsts import firsts
from detente.state.groups import of_kind, several
from detente.state.lengths import lengths
from detente.state.misquotes import misquotes
from detente.state.opposed import oppositions
from detente.state.sorts import Sign
from detente.state.stale import stale
from detente.state.steps import DAY, Step, steps
from detente.vocabulary import table

Field = Literal[
    "outcome",
    "talks",
    "breach",
    "last contact",
    "day",
    "length",
    "rate",
    "stale rate",
    "expiry",
    "direction",
    "change",
    "series",
    "words",
]
Stated = RecordStated | QuoteStated
Opposed = tuple[Field, Stated, Stated, str]
"""In what they differ, the account that stands to be checked, the other, and the ground."""


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two accounts that cannot both be right, and why. `one` is the account that stands to be checked."""

    field: Field
    ground: str
    key: str
    one: Stated
    other: Stated


def disputes(state: StateOfPlay) -> tuple[Dispute, ...]:
    """All disputes as of the moment looked at, by key."""
    day = state.as_of.valid
    found = [
        Dispute(field=field, ground=ground, key=one.key, one=one, other=other)
        for field, one, other, ground in _between(state)
    ]
    told = (several(state.records, "measure", "move"), several(state.records, "event", sign=Sign.DENIES))
    found += [dispute for groups in told for group in groups for dispute in _within(group[0].key, group, day)]
    return tuple(sorted(found, key=lambda one: (one.key, one.field, one.one.id, one.other.id)))


def _between(state: StateOfPlay) -> Iterator[Opposed]:
    """Contradictions of accounts that have no key in common."""
    day = state.as_of.valid
    yield from (("day", *pair) for pair in contact_days(state))
    yield from (("last contact", *pair) for pair in firsts(state))
    yield from (("length", *pair) for pair in lengths(state))
    yield from oppositions(state)
    yield from (("series", one.entry, one.instead, one.ground) for one in against_series(state))
    yield from (("words", *pair) for pair in misquotes(state.quotes, day))
    yield from (("stale rate", *pair) for pair in stale(of_kind(state.records, "measure"), day))


def _within(key: str, group: Sequence[RecordStated], day: dt.date) -> Iterator[Dispute]:
    known = [entry for entry in group if known_day(entry.clocks) <= day]
    if len(known) < 2:
        return
    record = known[0].record
    if isinstance(record, Measure):
        yield from _measures(key, known, day)
    elif isinstance(record, Move):
        yield from _moves(key, known)
    elif record.kind == "event":
        yield from _outcome(key, known)


def _outcome(key: str, group: Sequence[RecordStated]) -> Iterator[Dispute]:
    """One day's act of at least two parties that one account affirms and another denies; a month may hold both."""
    if not any(denies(entry.record) for entry in group):
        return
    told = [entry for entry in group if _one_act(entry)]
    yes = next((entry for entry in told if affirms(entry.record)), None)
    no = next((entry for entry in told if denies(entry.record) and _says_no(entry)), None)
    if yes and no and yes.document != no.document:
        ground = "one account says that it happened, the other that it did not"
        yield Dispute(field="outcome", ground=ground, key=key, one=no, other=yes)


def _one_act(entry: RecordStated) -> bool:
    return _to_the_day(entry) and len({*entry.record.actors, *entry.record.targets}) > 1


def _to_the_day(entry: RecordStated) -> bool:
    start = entry.record.when.start if entry.record.when else None
    return start is not None and len(start) == DAY


def _says_no(entry: RecordStated) -> bool:
    """Whether its own words have a negation; a status of 'negated' without one may be misread."""
    return any(_negations().search(span.text) for span in entry.record.evidence)


@functools.cache
def _negations() -> re.Pattern[str]:
    words = "|".join(table("contested")["negation"]["words"])
    return re.compile(rf"\b(?:{words})\b|n[’']t\b", re.IGNORECASE)


def _measures(key: str, group: Sequence[RecordStated], day: dt.date) -> Iterator[Dispute]:
    """Accounts of one act on one day that give different rates or ends."""
    dated = {entry.document for entry in group if _to_the_day(entry)}
    if len(dated) < 2:
        return
    acts: dict[tuple[str, dt.date], Step] = {}
    for step in steps(group, day):
        if not step.settled or step.date is None or not step.to_the_day:
            continue
        first = acts.setdefault((step.record.action, step.date), step)
        if first.entry.document != step.entry.document:
            yield from _act(key, first, step)


def _act(key: str, first: Step, step: Step) -> Iterator[Dispute]:
    one, other = first.record.rate, step.record.rate
    if one and other and one.unit == other.unit and one.bound == other.bound and one.value != other.value:
        ground = f"the rate set on {step.date}: {figure(other)} against {figure(one)}"
        yield Dispute(field="rate", ground=ground, key=key, one=step.entry, other=first.entry)
    if first.ends and step.ends and _apart(first.ends, step.ends):
        ground = f"until when it holds: {step.ends} against {first.ends}"
        yield Dispute(field="expiry", ground=ground, key=key, one=step.entry, other=first.entry)


def _apart(one: str, other: str) -> bool:
    """Whether two partial dates cannot be the same day."""
    return not one.startswith(other) and not other.startswith(one)


def _moves(key: str, group: Sequence[RecordStated]) -> Iterator[Dispute]:
    firsts: dict[tuple[str | None, str | None], RecordStated] = {}
    for entry in group:
        move = entry.record
        if not isinstance(move, Move):
            continue
        first = firsts.setdefault((move.basis, move.unit), entry)
        if isinstance(first.record, Move) and first.document != entry.document:
            yield from _move(key, first, entry, first.record, move)


def _move(key: str, first: RecordStated, entry: RecordStated, one: Move, other: Move) -> Iterator[Dispute]:
    if one.basis != "close":
        return
    if {one.direction, other.direction} == {"up", "down"}:
        ground = f"the direction: {other.direction} against {one.direction}"
        yield Dispute(field="direction", ground=ground, key=key, one=entry, other=first)
    elif not _rounded_alike(one.change, other.change):
        ground = f"the change at the close: {other.change} against {one.change} {one.unit or ''}".rstrip()
        yield Dispute(field="change", ground=ground, key=key, one=entry, other=first)


def _rounded_alike(one: float | None, other: float | None) -> bool:
    """Whether the figures agree at the coarser one's decimals; one that is not given contradicts none."""
    if one is None or other is None:
        return True
    places = min(len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in (one, other))
    return abs(round(one, places) - round(other, places)) <= 10.0**-places * 0.51 + 1e-9
