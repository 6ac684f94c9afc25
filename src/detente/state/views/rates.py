"""The data of a stepped chart: each rate of each state on each other, from its day, with the total on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from detente.model import Line, Measure, Rate, RecordStated, StateOfPlay
from detente.state.book import Book
from detente.state.figures import figure
from detente.state.groups import by_id, of_kind
from detente.state.lines import make
from detente.state.prevailing import Bound
from detente.state.steps import CHANGES, steps
from detente.state.suspended import Suspension, suspensions
from detente.state.totals import ALL, OPEN, PARTS, PERCENT, Duties, Pair, duties
from detente.state.views import cells, measures, totals
from detente.state.views.view import Column, View
from detente.state.wording import scope_known, state_names

Phase = Literal["announced", "in force", "suspended", "lapsed"]
TOTAL = "total"
RATED = CHANGES - {"suspend", "remove", "extend"}
"""Actions of which the figure may be a rate to come; of a suspension or a removal it is what is taken off."""


class RateLine(Line, frozen=True, kw_only=True):
    """One step of a chart: from `day` the rate is `percent`, or is announced, suspended or has lapsed.

    Of what is suspended or has lapsed `percent` is how much of the duty, where that is told, and no rate in force.
    `bound` says that it is told as a most ('max') or a least ('min'). `programme_key` and `scope_class` are as in the
    measure's key ('total' for the total on all goods), `label` is both in words; `total` is the total on all goods on
    that day and `parts` what it is made of, with what of it is suspended.
    """

    imposer: str
    on: str
    day: str
    phase: Phase
    percent: float | None = None
    bound: Bound | None = None
    label: str = ""
    programme_key: str = OPEN
    scope_class: str = ALL
    total: float | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Where a step of the chart stands; `programme` and `scope` as in the key, or 'total'.

    `part`: it is of points of a duty, the rest of which holds.
    """

    pair: Pair
    programme: str
    scope: str
    day: dt.date
    phase: Phase
    rate: float | None
    bound: Bound | None = None
    part: bool = False

    @property
    def key(self) -> str:
        rate = "" if self.rate is None else f"{self.rate:g}"
        return "|".join(("rate", *self.pair, self.programme, self.scope, self.day.isoformat(), self.phase, rate))


Told = tuple[Point, list[RecordStated]]
"""A step and the accounts that tell of it, the one shown first."""


def lines(state: StateOfPlay) -> tuple[RateLine, ...]:
    """The steps until the day looked at, by pair, day and scope."""
    book = Book.of(state)
    known = duties(state, book.origin)
    eased = suspensions(book)
    found = [*_in_force(book, known), *_eased(book, eased), *_ended(book), *_announced(book)]
    made = (_line(book, point, told, known, eased) for point, told in found)
    return tuple(sorted(made, key=lambda line: (line.imposer, line.on, line.day, line.key)))


def _in_force(book: Book, known: Mapping[Pair, Duties]) -> Iterator[Told]:
    for pair, one in known.items():
        for total in one.series():
            if total.day <= book.day:
                yield (
                    Point(pair, TOTAL, ALL, total.day, "in force", total.value, total.bound),
                    totals.accounts(total, ()),
                )
        held = {(programme, ALL): stretches for programme, stretches in one.general.items()} | dict(one.special)
        for (programme, scope), stretches in held.items():
            for stretch in stretches if scope_known(scope) else ():
                if stretch.since <= book.day:
                    told = list({step.entry.id: step.entry for step in stretch.told}.values())
                    at = Point(pair, programme, scope, stretch.since, "in force", stretch.value, stretch.bound)
                    yield at, told


def _ended(book: Book) -> Iterator[Told]:
    """The measures of the ledger that are suspended or have lapsed by themselves."""
    ended = [(line, day) for line in measures.of(book) if (day := _over(line)) is not None]
    accounts = by_id(book.state.records, {entry for line, _ in ended for entry in line.accounts})
    for line, day in ended:
        _, imposer, on, kind, programme, scope = line.key.split("|")
        told = [accounts[one] for one in line.accounts if one in accounts]
        if kind == "tariff" and on != OPEN and told:
            phase: Phase = "lapsed" if line.stage == "lapsed" else "suspended"
            rate = line.subject.rate if isinstance(line.subject, Measure) else None
            percent = rate if rate and rate.unit == PERCENT and phase == "lapsed" else None
            bound = percent.bound if percent else None
            yield Point((imposer, on), programme, scope, day, phase, percent.value if percent else None, bound), told


def _eased(book: Book, found: Iterable[Suspension]) -> Iterator[Told]:
    """What is suspended of a duty from its day, and lapsed from the day after its end."""
    for one in found:
        at = Point(
            one.pair, one.programme, one.scope, one.since, "suspended", one.rate.value, one.rate.bound, part=True
        )
        yield at, list(one.told)
        if one.until is not None and one.over(book.day):
            yield replace(at, day=one.until + dt.timedelta(days=1), phase="lapsed"), list(one.told)


def _announced(book: Book) -> Iterator[Told]:
    """What was announced with a rate, from its day where one is given, else from when it became known."""
    seen: dict[Point, list[RecordStated]] = {}
    for group in of_kind(book.state.records, "measure:tariff"):
        parts = group[0].key.split("|")
        if len(parts) != PARTS or parts[2] == OPEN or not scope_known(parts[5]):
            continue
        for step in steps(group, book.day):
            record = step.record
            if record.rate and record.status == "planned" and record.action in RATED and not step.settled:
                day = step.date or step.known
                point = Point(
                    (parts[1], parts[2]), parts[4], parts[5], day, "announced", record.rate.value, record.rate.bound
                )
                seen.setdefault(point, []).append(step.entry)
    yield from seen.items()


def _line(
    book: Book,
    point: Point,
    told: list[RecordStated],
    known: Mapping[Pair, Duties],
    eased: Sequence[Suspension],
) -> RateLine:
    total = known[point.pair].total(point.day) if point.pair in known else None
    suspended = [totals.eased(one, point.day) for one in totals.standing(eased, point.pair, point.day)]
    label = TOTAL if point.programme == TOTAL else totals.named(point.programme, point.scope)
    return make(
        RateLine,
        book,
        told,
        point.key,
        imposer=state_names(point.pair[0]),
        on=state_names(point.pair[1]),
        day=point.day.isoformat(),
        phase=point.phase,
        percent=point.rate,
        bound=point.bound,
        label=f"{label}, suspended part" if point.part else label,
        programme_key=point.programme,
        scope_class=point.scope,
        total=total.value if total else None,
        parts=(*(totals.part(held) for held in (total.parts if total else ())), *suspended),
    )


def _over(line: measures.MeasureLine) -> dt.date | None:
    """The day after a measure lapsed, or the one it was suspended on, where it is known to the day."""
    if line.stage not in ("suspended", "lapsed"):
        return None
    day = line.expires if line.stage == "lapsed" else line.effective
    if day is None or len(day) < len("2025-06-05"):
        return None
    return dt.date.fromisoformat(day) + dt.timedelta(days=line.stage == "lapsed")


def _cell(name: str) -> Column:
    headings = {"label": "programme or list", "percent": "rate"}

    def value(line: Line) -> str:
        found = getattr(line, name)
        if name == "percent" and isinstance(line, RateLine) and line.percent is not None:
            return figure(Rate(line.percent, "percent", line.bound)).removesuffix(" percent")
        return "" if found is None else f"{found:g}" if isinstance(found, float) else str(found)

    return Column(headings.get(name, name), value)


RATES = View(
    "rates",
    "the steps of each tariff rate from its day: the data of a stepped chart",
    (*map(_cell, ("day", "imposer", "on", "label", "phase", "percent", "total")), cells.ORIGINS, cells.ID),
    lines,
)
