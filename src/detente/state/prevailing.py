"""The rate in force, stretch by stretch: which of the rates told of a measure the accounts bear out.

Reports err, and readers misread: one account of a rate that several others contradict is kept as an account of the
measure, but it does not move the ledger. Accounts count by origin, so that copies weigh nothing.

A change to a rate is taken from its day unless it goes the wrong way (a rise to less, a cut to more) and stands alone,
or at least two origins go on telling the rate before it and outnumber those that tell the new one. A rate told as
standing, with no change told, is taken from the first day it was told where it is not told to have held in the two
years before (what held lately may be told by whoever has missed the change), and where a change to it was announced
before, or where two origins tell it (one, where it names its programme or list), more than have lately told the one
before. A rate that nobody told for two years gives way to any that others bear out. A lone account of a standing rate
whose words name no party, or no programme or list, moves nothing. What an analyst accepted or corrected always counts,
and gives way to a dated change alone.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeGuard

from detente.model import Actor, Measure, RecordStated, last_day
from detente.state.amendments import read_by_analyst
from detente.state.country_names import country_names
from detente.state.steps import Step, formerly, is_amount
from detente.vocabulary import table

Origin = Callable[[RecordStated], str]
Bound = Literal["max", "min"]

BEFORE, AFTER = dt.timedelta(days=14), dt.timedelta(days=60)
"""How long before and after a change accounts of it are counted."""
LAG = dt.timedelta(days=3)
"""For so long after a change the rate before may still be told as standing."""
FORGOTTEN = dt.timedelta(days=730)
"""A rate that nobody told for so long gives way to any that is borne out, and may come back."""
STANDING = dt.timedelta(days=30)
"""How long after it was first told accounts of a standing rate are counted."""
SEVERAL = 2
SHORT = 3
"""Characters of a description that is too short to be looked for in a text."""
OPEN = "-"
"""The programme of a key where none is named; such a rate may be but a part of another."""
TURNS = frozenset({"raise", "lower"})
NO_RATE = frozenset({"suspend", "remove", "extend", "exempt", "threaten", "propose", "announce"})
"""Actions whose figure is no rate that holds afterwards."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A rate that held from `since` until the next stretch. `told` tell of it, the one shown first.

    `against` are accounts from the same time that tell another rate.
    """

    since: dt.date
    value: float
    told: list[Step]
    against: list[Step] = field(default_factory=list)

    @property
    def step(self) -> Step:
        return self.told[0]

    @property
    def bound(self) -> Bound | None:
        """'max' or 'min' where every account tells the rate as a most or a least."""
        bounds = [step.record.rate.bound for step in self.told if step.record.rate]
        return bounds[0] if all(bounds) else None

    @property
    def as_announced(self) -> bool:
        """Whether it was announced for its day, and no account tells that it came to pass."""
        return all(step.as_announced for step in self.told)


def document(entry: RecordStated) -> str:
    """An account's origin where nothing better is known: its document."""
    return entry.document


def prevailing(told: Sequence[Step], origin: Origin = document) -> tuple[Stretch, ...]:
    """The stretches of a measure's rate, oldest first, from all steps that are known of it."""
    heard = Tellings(told, origin)
    found: list[Stretch] = []
    for step in sorted((s for s in told if s.settled and sets_rate(s)), key=_order):
        now = found[-1] if found else None
        if now is not None and now.value == value(step):
            now.told.append(step)
        elif _counts(step, now, found, heard):
            found.append(Stretch(_began(step, heard), value(step), [step]))
        elif now is not None:
            now.against.append(step)
    for stretch in found:
        stretch.told.sort(key=_shown_first)
    bounds = zip(found, [None, *found], [*found[1:], None], strict=False)
    return tuple(_dated(stretch, origin, before, after) for stretch, before, after in bounds)


def _dated(stretch: Stretch, origin: Origin, before: Stretch | None, after: Stretch | None) -> Stretch:
    """The stretch from the day that most origins give for the change, where any gives a day between its neighbours.

    Of two days that as many give it is the one nearer to when the change was first told.
    """
    first = min(step.known for step in stretch.told)
    told: dict[dt.date, set[str]] = {}
    for step in stretch.told:
        when = step.record.when
        if step.moves and step.date and step.to_the_day and when is not None and when.end in (None, when.start):
            told.setdefault(step.date, set()).add(origin(step.entry))
    day_ = max(told, key=lambda one: (len(told[one]), -abs((one - first).days), one), default=stretch.since)
    between = (before is None or day_ > before.since) and (after is None or day_ < after.since)
    return replace(stretch, since=day_) if between else stretch


def at(stretches: Iterable[Stretch], moment: dt.date) -> Stretch | None:
    """The stretch that holds on a day."""
    return max((s for s in stretches if s.since <= moment), key=lambda s: s.since, default=None)


class Tellings:
    """Who told which rate when, as standing, set or announced; what is but threatened or proposed tells none."""

    def __init__(self, told: Sequence[Step], origin: Origin) -> None:
        self._rows: dict[float, list[tuple[dt.date, str]]] = {}
        self._announced: dict[tuple[float, str], list[dt.date]] = {}
        self._settled: dict[float, list[dt.date]] = {}
        for step in told:
            if step.record.rate and not is_amount(step.record) and (step.settled or step.record.status == "planned"):
                self._note(step, origin(step.entry))
        for rows_ in self._rows.values():
            rows_.sort()
        for days in (*self._announced.values(), *self._settled.values()):
            days.sort()

    def _note(self, step: Step, who: str) -> None:
        rate, action = value(step), step.record.action
        self._rows.setdefault(rate, []).append((day(step), who))
        if step.settled:
            self._settled.setdefault(rate, []).append(step.known)
        if step.record.status == "planned" and action in TURNS:
            self._announced.setdefault((rate, action), []).append(step.known)

    def of(self, rate: float, first: dt.date, last: dt.date) -> int:
        """How many origins told the rate between two days, both included."""
        rows_ = self._rows.get(rate, [])
        low = bisect.bisect_left(rows_, first, key=_when)
        return len({who for _, who in rows_[low : bisect.bisect_right(rows_, last, key=_when)]})

    def borne_out(self, step: Step) -> bool:
        """Whether others tell the rate of a step around its day, too."""
        return self.of(value(step), day(step) - BEFORE, day(step) + AFTER) >= SEVERAL

    def announced(self, rate: float, old: float, before: dt.date) -> bool:
        """Whether a rise or a cut from the old rate to this one was announced within the two months before a day."""
        days = self._announced.get((rate, "raise" if rate > old else "lower"), [])
        return bisect.bisect_left(days, before) > bisect.bisect_left(days, before - AFTER)

    def first(self, rate: float, by: dt.date) -> dt.date:
        """The first day on which it was told that the rate holds, in the two weeks up to a day."""
        days = self._settled.get(rate, [])
        at_ = bisect.bisect_left(days, by - BEFORE)
        return min(days[at_], by) if at_ < len(days) else by


def _when(row: tuple[dt.date, str]) -> dt.date:
    return row[0]


def sets_rate(step: Step) -> bool:
    """Whether a step tells the height of a rate, and not by how much it was changed or what was suspended of it."""
    return step.record.rate is not None and step.record.action not in NO_RATE and not is_amount(step.record)


def value(step: Step) -> float:
    return step.record.rate.value if step.record.rate else 0.0


def day(step: Step) -> dt.date:
    """The day a step is ordered by: the one by which the change had come, else the day it was told."""
    when = step.record.when
    if step.date is not None and step.date > step.known:
        return step.date
    if step.since is None or step.date is None or when is None or when.start is None:
        return step.since or step.known
    latest = last_day(when.end or when.start)
    return step.since if step.as_announced or latest > step.known else max(step.since, latest)


def _counts(step: Step, now: Stretch | None, found: Sequence[Stretch], heard: Tellings) -> bool:
    """Whether a step begins a stretch after the one that holds: an analyst's does, and gives way to a dated change."""
    if read_by_analyst(step.record):
        return True
    if now is not None and any(read_by_analyst(one.record) for one in now.told) and not (step.moves and step.since):
        return False
    return _sound(step, heard) and (now is None or _replaces(step, now, found, heard))


def _sound(step: Step, heard: Tellings) -> bool:
    """Whether it tells of a change, or others tell that rate, too, or its words say whose and which duty they mean."""
    return bool(step.moves and step.since) or heard.borne_out(step) or (_under(step) and grounded(step))


def _under(step: Step) -> bool:
    """Whether it is known under which programme or on which list the rate is: one on all goods may be any of them."""
    *_, programme, scope = step.entry.key.split("|")
    return programme != OPEN or scope not in (OPEN, "all")


def grounded(step: Step) -> bool:
    """Whether the account's own words name one of the parties; else who is meant was taken from words around them."""
    record = step.record
    return named(record, record.actors) or named(record, record.targets)


def named(record: Measure, people: Sequence[Actor]) -> bool:
    """Whether the evidence of a measure names any of the people or their countries."""
    said = " ".join(span.text for span in record.evidence)
    if any(actor.name in said or (_describes(actor.text) and actor.text in said) for actor in people):
        return True
    return any(
        pattern.search(said) for code in {a.country for a in people} if (pattern := country_names(code)) is not None
    )


def _describes(text: str | None) -> TypeGuard[str]:
    """Whether the words for somebody are more than a pronoun, which may mean anybody: 'they'."""
    return text is not None and len(text) > SHORT and text.lower() not in _small()


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(word for words in table("function_words")["words"].values() for word in words)


def _order(step: Step) -> tuple[dt.date, dt.date, str]:
    return (day(step), step.known, step.entry.id)


def _began(step: Step, heard: Tellings) -> dt.date:
    """The day a stretch begins: that of the change, else the first on which it was told that the rate holds."""
    return day(step) if step.since and step.date else heard.first(value(step), day(step))


def _replaces(step: Step, now: Stretch, found: Sequence[Stretch], heard: Tellings) -> bool:
    new, old, when = value(step), now.value, day(step)
    if step.moves and step.since:
        told, still = heard.of(new, when - BEFORE, when + AFTER), heard.of(old, when + LAG, when + AFTER)
        if _contrary(step, old):
            return told >= SEVERAL and told > heard.of(old, now.since, when + AFTER)
        return told >= still or still < SEVERAL
    if _forgotten(now, when):
        return True
    if any(one.value == new and not _forgotten(one, when) for one in found):
        return False
    if heard.announced(new, old, when):
        return True
    lately = STANDING if step.record.status == "happened" else AFTER
    told, still = heard.of(new, when, when + STANDING), heard.of(old, when - lately, when + STANDING)
    return told > still and (told >= SEVERAL or _under(step))


def _forgotten(stretch: Stretch, when: dt.date) -> bool:
    """Whether nobody has told the rate for so long that it says nothing of that day."""
    return max(step.known for step in stretch.told) < when - FORGOTTEN


def _contrary(step: Step, old: float) -> bool:
    """Whether a change goes the wrong way: a rise to less than holds, a cut to more."""
    return {"raise": value(step) < old, "lower": value(step) > old}.get(step.record.action, False)


def _shown_first(step: Step) -> tuple[bool, bool, bool, bool, dt.date, str]:
    """The order of the accounts of a stretch: those of a change first, then the dated, the fuller, the earlier."""
    bare = formerly(step.record) is None and step.ends is None
    return (not step.moves, step.as_announced, step.date is None, bare, step.known, step.entry.id)
