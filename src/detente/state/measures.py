"""The life of a measure, told from its accounts: which step holds as of a day, and the four dates apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.model import Measure, RecordStated, last_day
from detente.state.claims import affirms
from detente.state.prevailing import Origin, Stretch, at, document, prevailing
from detente.state.steps import FOR_A_TIME, Stage, Step, formerly, is_amount, steps
from detente.state.terms import eases, term

MONTH = len("2025-06")
ACTS = frozenset({"suspend", "remove", "extend"})
"""Actions that alter what is in force whatever its rate."""


@dataclass(frozen=True, slots=True)
class Life:
    """A measure as of a day. The current step's accounts stand first; `earlier` are the steps it supersedes.

    `since` is the day from which it is known to hold, which no text need call its effective day, `term` how long it is
    told to hold ('90 days'); `against` are accounts that tell another rate and do not bear it out.
    """

    stage: Stage
    current: Step
    accounts: tuple[RecordStated, ...]
    earlier: tuple[RecordStated, ...]
    announced: str | None = None
    effective: str | None = None
    expires: str | None = None
    removed: str | None = None
    ahead: Step | None = None
    since: str | None = None
    term: str | None = None
    against: tuple[RecordStated, ...] = ()

    @property
    def as_announced(self) -> bool:
        return self.current.as_announced and self.stage != "lapsed"


def life(accounts: Sequence[RecordStated], day: dt.date, origin: Origin = document) -> Life | None:
    """The measure's life as of `day`; None where nothing of it was so or said by then.

    The rate is the one that the accounts bear out (see `prevailing`), until an act ends, suspends or extends it. Where
    no rate is told, a step that has a day (see Step) outranks one that has none, since a report may restate what no
    longer holds; of the former the latest holds, of the latter the one known last. What is merely foreseen holds only
    where nothing is settled. `origin` says whose word an account is.
    """
    told = [step for step in steps(accounts, day) if not _adds(step)]
    if not told:
        return None
    stretch = at(prevailing(steps(accounts, dt.date.max), origin), day)
    if stretch is None:
        return _life(told, _latest(told), day)
    after = [step for step in told if _ends(step, stretch)]
    current = max(after, key=_precedence, default=stretch.step)
    against = tuple(step.entry for step in stretch.against if step.known <= day)
    known = {step.entry.id for step in stretch.told}
    lived = _life([*stretch.told, *(step for step in told if step.entry.id not in known)], current, day)
    if after:
        return replace(lived, against=against)
    length = next((found for step in stretch.told if eases(step.record) and (found := term(step.record))), None)
    return replace(lived, since=stretch.since.isoformat(), term=length, against=against)


def _adds(step: Step) -> bool:
    """Whether its figure is but what was added, with no act of raising or lowering: 'the 10 percent increase'."""
    return step.record.action in ("impose", "keep") and is_amount(step.record)


def _latest(told: Sequence[Step]) -> Step:
    """The step that holds where no rate in force is told."""
    settled = [step for step in told if step.settled]
    rated = [step for step in told if step.record.rate]
    telling = [step for step in settled if not _bare(step) or not (rated and not step.since)]
    return max(telling or rated or told, key=_precedence)


def _ends(step: Step, stretch: Stretch) -> bool:
    """Whether a step after a rate was set is told to have suspended, ended or extended it on a given day."""
    ends = (step.record.action in ACTS and not step.as_announced) or step.stage == "expired"
    return ends and step.settled and step.date is not None and step.date > stretch.since


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
    ending = _ending(told, current)
    ends = ending.ends if ending else current.ends
    accounts = (current, *same, *([ending] if ending else []))
    return Life(
        stage="lapsed" if ends is not None and last_day(ends) < day else current.stage,
        current=current,
        accounts=tuple({step.entry.id: step.entry for step in accounts}.values()),
        earlier=tuple(step.entry for step in earlier),
        announced=_announced(told),
        effective=_effective(current),
        expires=ends,
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


def _ending(told: Sequence[Step], current: Step) -> Step | None:
    """The last account that gives the end of the current step and no day of its own: 'the suspension runs out ...'.

    Of a step whose end is known only what extends it gives another, a later one.
    """
    found = [
        step
        for step in told
        if step.settled and step.date is None and step.ends is not None and step.known >= current.known
        if current.stage in FOR_A_TIME and step.stage in {current.stage, "extended"}
        if step.record.rate is None or step.record.rate == current.record.rate
        if current.ends is None or (step.stage == "extended" and last_day(step.ends) > last_day(current.ends))
    ]
    return max(found, key=lambda step: (step.known, step.entry.id), default=None)


def _start(step: Step) -> str | None:
    return step.record.when.start if step.record.when else None


def _effective(current: Step) -> str | None:
    """The day the current step took, or is to take, effect; that of an announcement or a threat itself is none."""
    announced = current.record.action in ("announce", "threaten", "propose") and affirms(current.record)
    no_act = current.settled and not current.moves
    uttered = not current.settled and current.date is not None and current.date <= current.known
    return None if announced or no_act or uttered or current.stage in ("removed", "expired") else _start(current)


def _announced(told: Sequence[Step]) -> str | None:
    """The last act of announcing that is dated to the month at least: a year alone is mostly that of a law."""
    acts = [_start(step) for step in told if step.record.action == "announce" and affirms(step.record)]
    return max((start for start in acts if start and len(start) >= MONTH), default=None)


def _ahead(told: Sequence[Step], current: Step) -> Step | None:
    """The last thing foreseen of a settled measure since its current step."""
    if not current.settled:
        return None
    since = current.since or current.known
    foreseen = [step for step in told if not step.settled and step.stage != "unconfirmed" and step.known >= since]
    return max(foreseen, key=lambda step: (step.known, step.entry.id), default=None)


def plausible(measure: Measure, before: Measure | None) -> bool:
    """Whether the figure of a change can be the rate that holds after it, given the rate before."""
    if measure.rate is None or measure.action in ("suspend", "remove", "extend"):
        return False
    if before is None or before.rate is None or before.rate.unit != measure.rate.unit:
        return True
    up, down = measure.rate.value > before.rate.value, measure.rate.value < before.rate.value
    return {"raise": up, "lower": down}.get(measure.action, True)
