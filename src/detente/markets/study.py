"""An event study: what a price did around events beyond what a model of it foretells, and how sure one can be.

The design follows MacKinlay (1997) and Campbell, Lo and MacKinlay (1997, chapter 4). Two things are not the textbook's:
windows that overlap are merged, and the test that counts is the shifted placebo (`placebo`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.errors import UsageError
from detente.markets.bootstrap import bootstrap
from detente.markets.design import Note, Placed, StudyEvent, contaminated, neighbours
from detente.markets.design_placing import half_days, placed
from detente.markets.models import Abnormal, Model, fit, stacked
from detente.markets.placebo import placebo
from detente.markets.returns import Subject, together, without
from detente.markets.sessions import SessionClock
from detente.markets.significance import Outcome, Sample
from detente.markets.significance_tests import TESTS
from detente.markets.variance import TEXTBOOK, Convention, Mask
from detente.markets.windows_event import Estimation, Offsets, Pattern, gathered, pattern

ALL = "all"
"""What the instruments are called together."""
SHOWN, TESTED, ESTIMATION = Offsets(-5, 5), (Offsets(0, 0), Offsets(-1, 1), Offsets(0, 5)), Estimation()
DEFAULT = "placebo"
"""The test that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a study is made.

    `event` are the sessions shown, `windows` those tested. `merge` makes one window of those that overlap; `clean`
    leaves sessions of any event's window out of the estimation. `draws` is the number of shifts of the placebo and of
    series of the bootstrap (0: neither). `pool` studies all instruments
    together besides each alone.
    """

    model: Model = "constant-mean"
    event: Offsets = SHOWN
    windows: tuple[Offsets, ...] = TESTED
    estimation: Estimation = ESTIMATION
    convention: Convention = TEXTBOOK
    tests: tuple[str, ...] = tuple(TESTS)
    merge: bool = True
    clean: bool = False
    pool: bool = True
    draws: int = 999
    seed: int = 1

    @property
    def hull(self) -> Offsets:
        """The sessions that any of it looks at."""
        every = (self.event, *self.windows)
        return Offsets(min(one.first for one in every), max(one.last for one in every))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The events of one instrument: `abnormal` has a row for each of `placed.events`, a column a session shown."""

    subject: Subject
    placed: Placed
    abnormal: Abnormal


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A test of one window of one instrument: `mean` is the mean sum of abnormal returns over `outcome.n` windows."""

    instrument: str
    window: Offsets
    events: int
    mean: float
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What came of it: the parts, the tests, and the design report."""

    plan: Plan
    parts: tuple[Part, ...]
    tests: tuple[Result, ...]
    notes: tuple[Note, ...] = field(default=())


def study(
    subjects: Sequence[Subject],
    events: Sequence[StudyEvent],
    plan: Plan | None = None,
    clocks: Mapping[str, SessionClock] | None = None,
    instruments: Mapping[str, Sequence[StudyEvent]] | None = None,
) -> Study:
    """Study the events on each subject. `clocks` are session clocks by instrument, for events with a time of day.

    `instruments` gives instruments events of their own, instead of `events`. Raises UsageError where the model needs
    factors that a subject has not.
    """
    chosen = plan or Plan()
    for one in subjects:
        require(one, chosen.model)
    notes: list[Note] = []
    parts = []
    for one in subjects:
        own = (instruments or {}).get(one.instrument, events)
        part, said = _part(one, own, chosen, (clocks or {}).get(one.instrument))
        parts.append(part)
        notes += said
    tests = [row for part in parts for row in results((part,), part.subject.instrument, chosen)]
    if len(parts) > 1 and chosen.pool:
        tests += results(parts, ALL, chosen)
    return Study(plan=chosen, parts=tuple(parts), tests=tuple(tests), notes=tuple(notes))


def require(subject: Subject, model: Model) -> None:
    """Raises UsageError where the model needs factors that the subject has not."""
    if model != "constant-mean" and not subject.factors.shape[1]:
        needed = "factors" if model == "factors" else "a benchmark"
        raise UsageError(f"{subject.instrument}: the model {model} needs {needed}; give it, or take constant-mean")


def _part(
    subject: Subject, events: Sequence[StudyEvent], plan: Plan, clock: SessionClock | None
) -> tuple[Part, list[Note]]:
    """The events that have a place in the series, their abnormal returns, and the notes."""
    found, notes = placed(subject, events, plan.hull, plan.estimation, clock)
    one = without(subject, _mask(subject, found, plan.hull)) if plan.clean else subject
    asked = pattern((one,), (found.places,), plan.event, plan.event.first, merge=False)
    order = [stretch.events[0] for stretch in asked.found[0]]
    ordered = Placed([found.events[at] for at in order], [found.places[at] for at in order])
    name = subject.instrument
    notes += neighbours(name, ordered, plan.hull)
    notes += contaminated(name, ordered, asked.found[0], plan.hull, plan.estimation)
    notes += half_days(subject, ordered, plan.hull, clock)
    return Part(one, ordered, fitted(asked, plan)), notes


def _mask(subject: Subject, found: Placed, offsets: Offsets) -> Mask:
    """The sessions that lie in the window of any event (n,)."""
    masked = np.zeros(len(subject.days), dtype=bool)
    for place in found.places:
        masked[max(place + offsets.first, 0) : place + offsets.last + 1] = True
    return masked


def fitted(asked: Pattern, plan: Plan) -> Abnormal:
    """The abnormal returns of every window of a pattern, subject by subject."""
    pairs = zip(asked.subjects, asked.bounds, strict=True)
    return stacked([fit(plan.model, gathered(one, own, plan.estimation), plan.convention) for one, own in pairs])


def results(parts: Sequence[Part], name: str, plan: Plan) -> list[Result]:
    """Every test of every window, the placebo first."""
    subjects = together([part.subject for part in parts]) if len(parts) > 1 else (parts[0].subject,)
    places = [_places(part, subject) for part, subject in zip(parts, subjects, strict=True)]
    events = sum(map(len, places))
    rows = []
    for window in plan.windows if events else ():
        asked = pattern(subjects, places, window, plan.event.first, merge=plan.merge)
        sample = _sample(asked, parts, window, plan)
        outcomes = [*_drawn(asked, sample, plan), *(TESTS[test](sample) for test in plan.tests)]
        mean = sample.mean
        rows += [
            Result(instrument=name, window=window, events=events, mean=mean, outcome=outcome) for outcome in outcomes
        ]
    return rows


def _places(part: Part, subject: Subject) -> list[int]:
    """The places of a part's events in the days of `subject`, which may be those of several."""
    if subject is part.subject:
        return part.placed.places
    days = part.subject.days[np.array(part.placed.places, dtype=np.intp)]
    return [int(at) for at in np.searchsorted(subject.days, days)]


def _sample(asked: Pattern, parts: Sequence[Part], window: Offsets, plan: Plan) -> Sample:
    """The windows of a pattern as a sample; unmerged windows within the sessions shown keep these for the ranks."""
    shown = plan.event.first <= window.first and window.last <= plan.event.last
    if plan.merge or not shown:
        return Sample.of(fitted(asked, plan), plan.convention)
    abnormal = stacked([part.abnormal for part in parts])
    days = np.zeros(abnormal.event.shape, dtype=bool)
    days[:, window.first - plan.event.first : window.last - plan.event.first + 1] = True
    return Sample.of(abnormal, plan.convention, days)


def _drawn(asked: Pattern, sample: Sample, plan: Plan) -> list[Outcome]:
    if not plan.draws:
        return []
    return [
        placebo(asked, plan.estimation, plan.model, plan.draws, plan.seed),
        bootstrap(asked, sample.mean, plan.model, plan.draws, plan.seed),
    ]
