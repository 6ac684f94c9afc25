"""The total rate of one state's duties on another's goods: a view of the ledger with its parts, never a record.

Programmes stack: a duty under one does not replace that under another. The total is what the accounts tell as the rate
on all goods (the key without a programme), unless the parts add up to more, which is so when a programme was added
since, or when no total is told. Rates on a list or sector stand beside it, since they fall on other goods.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.model import RecordStated, StateOfPlay
from detente.state.groups import of_kind
from detente.state.prevailing import Bound, Origin, Stretch, at, document, prevailing
from detente.state.steps import steps

Basis = Literal["told", "told, and the parts add up to it", "sum of the parts"]
OPEN, ALL = "-", "all"
PERCENT = "percent"
PARTS = 6
"""Parts of the typed key of a measure."""
Pair = tuple[str, str]
"""Imposing state and the states it falls on, as in a key."""


@dataclass(frozen=True, slots=True)
class Held:
    """A programme's or a scope's rate on a day; `programme` and `scope` are as in the key."""

    programme: str
    scope: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Total:
    """The total rate on all goods on a day, in percent, with the account of it, if any, and its parts."""

    day: dt.date
    value: float
    basis: Basis
    told: Stretch | None
    parts: tuple[Held, ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What it rests on: the rate told, else its parts."""
        return (self.told,) if self.told else tuple(part.stretch for part in self.parts)

    @property
    def bound(self) -> Bound | None:
        """'max' or 'min' where what it rests on is told as a most or a least."""
        return next((stretch.bound for stretch in self.stretches if stretch.bound), None)

    @property
    def as_announced(self) -> bool:
        """Whether something that it rests on was but announced for its day."""
        return any(stretch.as_announced for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Duties:
    """All stretches of one pair: by programme on all goods, and by programme and scope on the rest."""

    general: Mapping[str, tuple[Stretch, ...]]
    special: Mapping[tuple[str, str], tuple[Stretch, ...]]

    def total(self, day: dt.date) -> Total | None:
        """The total on a day; None where no rate on all goods is known."""
        told = at(self.general.get(OPEN, ()), day)
        parts = tuple(
            Held(programme, ALL, stretch)
            for programme, stretches in sorted(self.general.items())
            if programme != OPEN and (stretch := at(stretches, day)) is not None
        )
        added = sum(part.stretch.value for part in parts)
        if told is not None and told.value >= added:
            agreed = bool(parts) and told.value == added
            return Total(day, told.value, "told, and the parts add up to it" if agreed else "told", told, parts)
        return Total(day, added, "sum of the parts", None, parts) if parts else None

    def lists(self, day: dt.date) -> tuple[Held, ...]:
        """The rates on lists and sectors on a day."""
        found = ((key, at(stretches, day)) for key, stretches in sorted(self.special.items()))
        return tuple(Held(*key, stretch) for key, stretch in found if stretch is not None)

    def series(self) -> Iterator[Total]:
        """The totals, a step for each day on which the total changes."""
        days = sorted({stretch.since for stretches in self.general.values() for stretch in stretches})
        before: Total | None = None
        for day in days:
            now = self.total(day)
            if now is not None and (before is None or now.value != before.value):
                yield now
                before = now


def duties(state: StateOfPlay, origin: Origin = document) -> dict[Pair, Duties]:
    """The duties of each pair of states, by pair."""
    general: dict[Pair, dict[str, list[RecordStated]]] = {}
    special: dict[Pair, dict[tuple[str, str], list[RecordStated]]] = {}
    for group in of_kind(state.records, "measure:tariff"):
        parts = group[0].key.split("|")
        if len(parts) != PARTS or parts[2] == OPEN:
            continue
        _, imposer, on, _, programme, scope = parts
        if scope in (ALL, OPEN):
            general.setdefault((imposer, on), {}).setdefault(programme, []).extend(group)
        else:
            special.setdefault((imposer, on), {}).setdefault((programme, scope), []).extend(group)
    return {
        pair: Duties(
            {name: stretches(group, origin) for name, group in general.get(pair, {}).items()},
            {name: stretches(group, origin) for name, group in special.get(pair, {}).items()},
        )
        for pair in sorted({*general, *special})
    }


def stretches(group: Sequence[RecordStated], origin: Origin) -> tuple[Stretch, ...]:
    """The stretches of a group of accounts, whatever their order; dollars a ton are no part of a percentage."""
    told = steps(group, dt.date.max)
    return prevailing([s for s in told if s.record.rate is None or s.record.rate.unit == PERCENT], origin)
