"""The life of a measure, told from its accounts: which step holds as of a day, and the four dates apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from detente.model import Measure, RecordStated, last_day
from detente.state.claims import affirms
from detente.state.steps import Stage, Step, formerly, steps


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

    @property
    def as_announced(self) -> bool:
        return self.current.as_announced and self.stage != "lapsed"


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
    figures = any(step.moves and step.since and step.record.rate for step in settled)
    rated = [step for step in told if step.record.rate]
    telling = [step for step in settled if not _bare(step) or not (figures or (rated and not step.since))]
    current = max(telling or rated or told, key=_precedence)
    return _life(told, current, day)


def _bare(step: Step) -> bool:
    """Whether it tells no more than that something was imposed; that is no news where others tell at which rate."""
    return step.record.action == "impose" and step.record.rate is None


def _precedence(step: Step) -> tuple[bool, bool, dt.date, bool, bool, int, float, str]:
    """Later beats earlier; on one day what was done beats what was announced, then the dated and fuller account."""
    dated = step.settled and step.since is not None
    when = step.since if dated and step.since else step.known
    says_more = sum(part is not None for part in (step.record.rate, step.ends, formerly(step.record)))
    told, surer = not step.as_announced, step.record.confidence
    return (dated, step.moves, when, told, step.date is not None, says_more, surer, step.entry.id)


def _life(told: Sequence[Step], current: Step, day: dt.date) -> Life:
    same = [step for step in told if _alike(step, current)]
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


def _alike(step: Step, current: Step) -> bool:
    """Whether two accounts tell of one step, or one tells that the rate of the other stands."""
    if step.claim == current.claim and step.settled == current.settled:
        return True
    since = current.since or current.known
    stands = not step.moves and step.settled and step.known >= since
    return stands and step.record.rate is not None and step.record.rate == current.record.rate


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
    no_act = current.settled and not current.moves
    return None if announced or no_act or current.stage in ("removed", "expired") else _start(current)


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
    changes = [step for step in steps(accounts, day) if step.settled and step.since and step.record.rate and step.moves]
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
