"""Documents and acts to the points of an index, each with its coverage and what it opens to."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from detente.errors import UsageError
from detente.markets.indices import Scale, scaled
from detente.markets.indices_periods import By, bounds, period, periods

NOWHERE = "(no outlet)"
"""What the outlet is called of a document that names none."""
Value = Literal["mean", "sum"]
"""How the scores of a period's acts become one figure."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A document as an index counts it: `day` is when it was published, `meets` whether it meets the specification."""

    id: str
    outlet: str
    day: str
    meets: bool = False


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An act with its PLOVER score; `day` is a partial date. It opens to the line `id` and to `documents`."""

    id: str
    day: str
    score: float
    documents: tuple[str, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One period of an index; `start` and `end` are its first and last day (ISO). `value` is None where nothing tells.

    `count` are the documents that meet the specification, or the acts. Coverage: `documents` is how many the desk has
    of the period, from `outlets` of the `all_outlets` that the index counts. The point opens to `ids` (documents) and,
    of acts, to `lines`.
    """

    index: str
    period: str
    start: str
    end: str
    value: float | None
    count: int
    documents: int
    outlets: int
    all_outlets: int
    ids: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Base(msgspec.Struct, frozen=True):
    """The periods over which an index has a mean of 100; None is an open end."""

    first: str | None = None
    last: str | None = None

    def holds(self, name: str) -> bool:
        """Whether all days of the period lie in it."""
        start, end = (day.isoformat() for day in bounds(name))
        return (self.first is None or start >= self.first) and (self.last is None or end <= self.last)


def share_points(
    index: str, documents: Iterable[Published], by: By, scale: Scale, base: Base | None = None
) -> tuple[Point, ...]:
    """The points of a share index, from the first period with a document to the last.

    Raises UsageError where the base has too little.
    """
    held = placed(documents, by)
    names = spanned(held, by)
    outlets = sorted({one.outlet for group in held.values() for one in group})
    if not names:
        return ()
    hits, totals = np.zeros((len(outlets), len(names))), np.zeros((len(outlets), len(names)))
    for column, name in enumerate(names):
        for one in held.get(name, ()):
            totals[outlets.index(one.outlet), column] += 1
            hits[outlets.index(one.outlet), column] += one.meets
    within = np.array([(base or Base()).holds(name) for name in names])
    if not within.any():
        raise UsageError(f"the base holds no whole period between {names[0]} and {names[-1]}; give another --base")
    values = scaled(scale, np.where(totals > 0, hits, np.nan), totals, within)
    return tuple(
        point(index, name, float(value), held.get(name, ()), outlets) for name, value in zip(names, values, strict=True)
    )


def point(index: str, name: str, value: float, group: Sequence[Published], outlets: Collection[str]) -> Point:
    """The point of one period."""
    start, end = bounds(name)
    met = [one.id for one in group if one.meets]
    return Point(
        index=index,
        period=name,
        start=start.isoformat(),
        end=end.isoformat(),
        value=value if math.isfinite(value) else None,
        count=len(met),
        documents=len(group),
        outlets=len({one.outlet for one in group}),
        all_outlets=len(outlets),
        ids=tuple(met),
    )


def act_points(
    index: str, acts: Iterable[Act], documents: Iterable[Published], by: By, value: Value
) -> tuple[Point, ...]:
    """The points of an index of acts, over all periods with an act or a document.

    The value of a period without acts is None where it is a mean; a sum is zero where the desk has documents of the
    period, and None where it has none.
    """
    done = defaultdict[str, list[Act]](list)
    for act in acts:
        if (name := period(act.day, by)) is not None:
            done[name].append(act)
    held = placed(documents, by)
    outlets = {one.outlet for group in held.values() for one in group}
    return tuple(
        msgspec.structs.replace(
            point(index, name, figure(done.get(name, ()), name in held, value), held.get(name, ()), outlets),
            count=len(done.get(name, ())),
            ids=tuple(dict.fromkeys(document for act in done.get(name, ()) for document in act.documents)),
            lines=tuple(act.id for act in done.get(name, ())),
        )
        for name in spanned({**held, **done}, by)
    )


def figure(acts: Sequence[Act], covered: bool, value: Value) -> float:
    """The mean or the sum of the scores of a period's acts; NaN where it has none (a sum is zero if it is covered)."""
    if not acts:
        return 0.0 if covered and value == "sum" else math.nan
    total = math.fsum(act.score for act in acts)
    return total / len(acts) if value == "mean" else total


def placed(documents: Iterable[Published], by: By) -> dict[str, list[Published]]:
    """The documents by period; those not dated as closely are not in it."""
    held = defaultdict[str, list[Published]](list)
    for one in documents:
        if (name := period(one.day, by)) is not None:
            held[name].append(one)
    return dict(held)


def spanned(held: Mapping[str, object], by: By) -> list[str]:
    """All periods from the first with something in it to the last."""
    found = sorted(held)
    return periods(found[0], found[-1], by) if found else []
