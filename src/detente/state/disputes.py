"""Where accounts of one thing contradict each other, each with its ground in words.

Compared is only what has one typed key (or is the general rate of one imposer on one target, or one speaker's words):
different wordings of one fact are no contradiction, and neither are two statements of one document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from detente.model import Measure, Move, QuoteStated, Rate, RecordStated, StateOfPlay
from detente.state.claims import affirms, denies, known_day
from detente.state.contact_days import contact_days
from detente.state.measures import in_force_at
from detente.state.misquotes import misquotes
from detente.state.steps import Step, formerly, steps

Field = Literal["outcome", "day", "rate", "stale rate", "expiry", "direction", "change", "words"]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two accounts that cannot both be right, and why. `one` is the account that stands to be checked."""

    field: Field
    ground: str
    key: str
    one: RecordStated | QuoteStated
    other: RecordStated | QuoteStated


def disputes(state: StateOfPlay) -> tuple[Dispute, ...]:
    """All disputes as of the moment looked at, by key."""
    day = state.as_of.valid
    found = [dispute for key, group in state.records.items() for dispute in _within(key, group, day)]
    found += _stale(state.records, day)
    found += [
        Dispute(field="words", ground=ground, key=one.key, one=one, other=other)
        for one, other, ground in misquotes(state.quotes, day)
    ]
    found += [
        Dispute(field="day", ground=ground, key=one.key, one=one, other=other)
        for one, other, ground in contact_days(state)
    ]
    return tuple(sorted(found, key=lambda one: (one.key, one.field, one.one.id, one.other.id)))


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
    yes = next((entry for entry in group if affirms(entry.record)), None)
    no = next((entry for entry in group if denies(entry.record)), None)
    if yes and no and yes.document != no.document:
        ground = "one account says that it happened, the other that it did not"
        yield Dispute(field="outcome", ground=ground, key=key, one=no, other=yes)


def _measures(key: str, group: Sequence[RecordStated], day: dt.date) -> Iterator[Dispute]:
    """Accounts of one act on one day that give different rates or ends."""
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
    if {one.direction, other.direction} == {"up", "down"}:
        ground = f"the direction: {other.direction} against {one.direction}"
        yield Dispute(field="direction", ground=ground, key=key, one=entry, other=first)
    elif one.basis == "close" and not _rounded_alike(one.change, other.change):
        ground = f"the change at the close: {other.change} against {one.change} {one.unit or ''}".rstrip()
        yield Dispute(field="change", ground=ground, key=key, one=entry, other=first)


def _rounded_alike(one: float | None, other: float | None) -> bool:
    """Whether the figures agree at the coarser one's decimals; one that is not given contradicts none."""
    if one is None or other is None:
        return True
    places = min(len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in (one, other))
    return abs(round(one, places) - round(other, places)) <= 10.0**-places * 0.51 + 1e-9


def figure(rate: Rate) -> str:
    """A rate in words: 'up to 125 percent'."""
    bound = {"max": "up to ", "min": "at least ", None: ""}[rate.bound]
    return f"{bound}{rate.value:g} {rate.unit}"


def _stale(records: Mapping[str, Sequence[RecordStated]], day: dt.date) -> list[Dispute]:
    """Rates told as in force that the ledger has already replaced by others."""
    found = []
    groups = _general(records)
    for parts, group in groups.items():
        changes = in_force_at(group, day)
        kind, imposer, target, *rest = parts
        other = in_force_at(groups.get((kind, target, imposer, *rest), ()), day)
        for entry in group if changes else ():
            dispute = _overtaken(entry, changes, other)
            if dispute and known_day(entry.clocks) <= day:
                found.append(dispute)
    return found


def _general(records: Mapping[str, Sequence[RecordStated]]) -> dict[tuple[str, ...], list[RecordStated]]:
    """Measures on all goods, or on goods not named, by imposer, target, instrument and programme."""
    groups: dict[tuple[str, ...], list[RecordStated]] = {}
    for key, group in records.items():
        if key.startswith("measure|"):
            *parts, scope = key.split("|")
            if scope in ("all", "-") and len(parts) == 5:
                groups.setdefault(tuple(parts), []).extend(group)
    return {key: sorted(group, key=lambda entry: entry.id) for key, group in groups.items()}


def _overtaken(entry: RecordStated, changes: Sequence[Step], other: Sequence[Step]) -> Dispute | None:
    """A rate told as in force that is above the one in force and was either party's before (`other` are the changes
    of the party that the measure falls on).

    A lower rate than the one in force may be a part of it, and one that nobody had may be a sum, since programmes
    stack; neither contradicts anything.
    """
    record = entry.record
    if not isinstance(record, Measure) or record.rate is None or record.status != "ongoing":
        return None
    before = [step for step in changes if step.since and step.since <= known_day(entry.clocks)]
    if not before or entry.document in {step.entry.document for step in before}:
        return None
    latest, now = before[-1], before[-1].record.rate
    told = record.rate
    if now is None or told.value not in _held([*before, *other]) or now.unit != told.unit or told.value <= now.value:
        return None
    ground = f"told as in force: {figure(told)}; the ledger has {figure(now)}{_since(latest)}, {latest.words}"
    return Dispute(field="stale rate", ground=ground, key=entry.key, one=entry, other=latest.entry)


def _held(changes: Sequence[Step]) -> set[float]:
    """The rates that held at some time: those set, and those from which they were changed."""
    set_ = {step.record.rate.value for step in changes if step.record.rate}
    return set_ | {rate for step in changes if (rate := formerly(step.record)) is not None}


def _since(step: Step) -> str:
    """' since DAY' of a dated step, ' by DAY' of one that is only known to have been so then."""
    return f" since {step.date}" if step.date else f" by {step.since}"
