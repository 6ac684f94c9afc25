"""The life of a measure, told from its accounts: which step holds as of a day, and the four dates apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.model import Measure, RecordStated, last_day
from detente.state.claims import affirms, holds, known_day, start_day

Stage = Literal[
    "proposed", "conditional", "threatened", "announced", "unconfirmed",
    "in force", "raised", "lowered", "suspended", "extended", "exempted", "lapsed", "expired", "removed",
]  # fmt: skip

_DONE: dict[str, Stage] = {
    "impose": "in force", "keep": "in force", "raise": "raised", "lower": "lowered", "suspend": "suspended",
    "extend": "extended", "remove": "removed", "exempt": "exempted", "announce": "announced",
    "threaten": "threatened", "propose": "proposed",
}  # fmt: skip
_CLAIMED: dict[str, Stage] = {
    "unconfirmed": "unconfirmed", "threatened": "threatened", "proposed": "proposed", "conditional": "conditional",
    "planned": "announced",
}  # fmt: skip
IN_FORCE = frozenset({"in force", "raised", "lowered", "extended", "suspended", "exempted"})
"""Stages of a measure that is on the books."""
CHANGES = frozenset({"impose", "raise", "lower", "suspend", "extend", "remove"})
"""Actions that alter what is in force."""
NEWS = frozenset({"raise", "lower", "suspend", "extend"})
"""Changes that are news when first told, even without a date; 'imposed' often looks back."""
FOR_A_TIME = frozenset({"suspended", "extended", "lowered", "exempted"})
"""Stages that end by themselves where an end is given."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said of a measure: what holds from when, until when.

    `date` is the day given, None where none is; `since` the day to order it by: the one given, or for a change told
    without a date that brings a rate not heard of before, the day it became known.
    """

    entry: RecordStated
    record: Measure
    stage: Stage
    date: dt.date | None
    known: dt.date
    since: dt.date | None

    @property
    def settled(self) -> bool:
        return affirms(self.record) and self.stage not in ("announced", "threatened", "proposed")

    @property
    def to_the_day(self) -> bool:
        """Whether the day it began is known, not just the month."""
        when = self.record.when
        return when is not None and when.start is not None and len(when.start) == len("2025-06-05")

    @property
    def ends(self) -> str | None:
        """The end of a step that holds for a time only.

        An end before publication is none: there the two dates only say that the day of the act is not known.
        """
        when = self.record.when
        if when is None or when.end is None or self.stage not in FOR_A_TIME:
            return None
        return when.end if when.end != when.start and last_day(when.end) > self.known else None

    @property
    def claim(self) -> tuple[object, ...]:
        """What two accounts of one step have in common."""
        rate = self.record.rate
        return (self.stage, self.date, rate and (rate.value, rate.unit))


@dataclass(frozen=True, slots=True)
class Life:
    """A measure as of a day. The current step's accounts stand first; `earlier` are the steps it supersedes."""

    stage: Stage
    current: Step
    accounts: tuple[RecordStated, ...]
    earlier: tuple[RecordStated, ...]
    announced: str | None = None
    effective: str | None = None
    expires: str | None = None
    removed: str | None = None
    ahead: Step | None = None


def steps(accounts: Sequence[RecordStated], day: dt.date) -> list[Step]:
    """The steps that may be told as of `day`, as they became known; what is said not to be makes no step."""
    heard: set[tuple[float, str]] = set()
    found = []
    for entry in sorted((e for e in accounts if holds(e.record, e.clocks, day)), key=_by_knowledge):
        step = _step(entry, heard)
        if step is not None:
            found.append(step)
            heard |= {(step.record.rate.value, step.record.rate.unit)} if step.record.rate and step.settled else set()
    return found


def _by_knowledge(entry: RecordStated) -> tuple[dt.date, str]:
    return (known_day(entry.clocks), entry.id)


def _step(entry: RecordStated, heard: set[tuple[float, str]]) -> Step | None:
    record = entry.record
    if not isinstance(record, Measure) or record.status == "negated":
        return None
    stage = _CLAIMED.get(record.status) or _DONE[record.action]
    if record.status == "ended":
        stage = "removed" if record.action == "remove" else "expired"
    date, known = start_day(record), known_day(entry.clocks)
    rate = record.rate
    news = record.action in NEWS and affirms(record) and rate is not None and (rate.value, rate.unit) not in heard
    return Step(entry, record, stage, date, known, date or (known if news else None))


def life(accounts: Sequence[RecordStated], day: dt.date) -> Life | None:
    """The measure's life as of `day`; None where nothing of it was so or said by then.

    A step that has a day (see Step) outranks one that has none, since a report may restate what no longer holds; of
    the former the latest holds, of the latter the one known last. What is merely foreseen holds only where nothing is
    settled.
    """
    told = steps(accounts, day)
    if not told:
        return None
    settled = [step for step in told if step.settled]
    current = max(settled or told, key=_precedence)
    return _life(told, current, day)


def _precedence(step: Step) -> tuple[bool, dt.date, bool, bool, float, str]:
    """Later beats earlier; on one day a dated step beats another, and one with a rate or an end one without."""
    dated = step.settled and step.since is not None
    when = step.since if dated and step.since else step.known
    says_more = step.record.rate is not None or step.ends is not None
    return (dated, when, step.date is not None, says_more, step.record.confidence, step.entry.id)


def _life(told: Sequence[Step], current: Step, day: dt.date) -> Life:
    same = [step for step in told if step.claim == current.claim and step.settled == current.settled]
    earlier = [step for step in told if step.settled and _before(step, current)]
    return Life(
        stage=_stage(current, day),
        current=current,
        accounts=(current.entry, *(step.entry for step in same if step is not current)),
        earlier=tuple(step.entry for step in earlier),
        announced=_announced(told),
        effective=_effective(current),
        expires=current.ends,
        removed=_start(current) if current.stage in ("removed", "expired") else None,
        ahead=_ahead(told, current),
    )


def _before(step: Step, current: Step) -> bool:
    if step.claim == current.claim:
        return False
    return bool(step.since and current.since and step.since < current.since)


def _stage(current: Step, day: dt.date) -> Stage:
    lapsed = current.ends is not None and last_day(current.ends) < day
    return "lapsed" if lapsed else current.stage


def _start(step: Step) -> str | None:
    return step.record.when.start if step.record.when else None


def _effective(current: Step) -> str | None:
    """The day the current step took, or is to take, effect; an announcement's own day is none."""
    announced = current.record.action in ("announce", "threaten", "propose") and affirms(current.record)
    return None if announced or current.stage in ("removed", "expired") else _start(current)


def _announced(told: Sequence[Step]) -> str | None:
    """The last dated act of announcing."""
    acts = [_start(step) for step in told if step.record.action == "announce" and affirms(step.record)]
    return max((start for start in acts if start), default=None)


def _ahead(told: Sequence[Step], current: Step) -> Step | None:
    """The last thing foreseen of a settled measure since its current step."""
    if not current.settled:
        return None
    since = current.since or current.known
    foreseen = [step for step in told if not step.settled and step.stage != "unconfirmed" and step.known >= since]
    return max(foreseen, key=lambda step: (step.known, step.entry.id), default=None)


def in_force_at(accounts: Sequence[RecordStated], day: dt.date) -> list[Step]:
    """The changes with a rate that had taken effect by `day`, oldest first.

    A rise to less or a cut to more is no rate in force but the amount of the change, and is left out.
    """
    changes = [
        step
        for step in steps(accounts, day)
        if step.settled and step.since and step.record.rate and step.record.action in CHANGES
    ]
    kept: list[Step] = []
    for step in sorted(changes, key=lambda step: (step.since or day, step.known, step.entry.id)):
        if plausible(step.record, kept[-1].record if kept else None):
            kept.append(step)
    return kept


def plausible(measure: Measure, before: Measure | None) -> bool:
    """Whether the figure of a change can be the rate that holds after it, given the rate before."""
    if measure.rate is None or measure.action in ("suspend", "remove", "extend"):
        return False
    if before is None or before.rate is None or before.rate.unit != measure.rate.unit:
        return True
    up, down = measure.rate.value > before.rate.value, measure.rate.value < before.rate.value
    return {"raise": up, "lower": down}.get(measure.action, True)
