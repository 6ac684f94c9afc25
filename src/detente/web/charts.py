"""The tariff charts: the total rate of each side as steps, and each programme and list as a lane of phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from detente.model import Line, Rate, first_day
from detente.state.figures import figure
from detente.state.views.rates import TOTAL, Phase, RateLine

YEAR = 365
WIDTH = 1000
"""Units of the width of a lane."""
POINT = 7
"""Units of a mark that stands for a day alone."""
LANES = 16


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a lane, from `x` on: `width` units of WIDTH. A mark for a day alone is `point`."""

    x: float
    width: float
    phase: Phase
    words: str
    line: str
    point: bool = False


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A programme or list of one state's duties on another's goods, and what became of it."""

    imposer: str
    on: str
    label: str
    stretches: tuple[Stretch, ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A stepped line: from each day (seconds since 1970) the value holds."""

    label: str
    steps: tuple[tuple[int, float | None], ...]


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Totals and lanes between two days; `figures` are the lines that the totals are drawn from."""

    since: dt.date
    until: dt.date
    series: tuple[Series, ...] = ()
    lanes: tuple[Lane, ...] = ()
    figures: tuple[RateLine, ...] = ()

    @property
    def data(self) -> str:
        """The series as JSON, for the script that draws them."""
        drawn = {"since": seconds(self.since), "until": seconds(self.until), "series": self.series}
        return msgspec.json.encode(drawn).decode()

    @property
    def years(self) -> tuple[tuple[float, str], ...]:
        """Where each year begins, as a share of 100, with its name."""
        span = max(1, (self.until - self.since).days)
        starts = [dt.date(year, 1, 1) for year in range(self.since.year + 1, self.until.year + 1)]
        return tuple(((day - self.since).days * 100 / span, str(day.year)) for day in starts)


def chart(lines: Iterable[Line], pair: Sequence[str], since: dt.date, until: dt.date) -> Chart:
    """The chart of the duties of two states on each other's goods, from their rate lines."""
    own = [line for line in lines if isinstance(line, RateLine) and between(line, pair)]
    groups: dict[tuple[str, str, str], list[RateLine]] = {}
    for line in own:
        groups.setdefault((line.imposer, line.on, line.label), []).append(line)
    totals = {key: groups[key] for key in sorted(groups, key=lambda key: several(key[1])) if key[2] == TOTAL}
    parts = {key: found for key, found in groups.items() if key[2] != TOTAL and reaches(found, since)}
    newest = sorted(parts, key=lambda key: max(line.day for line in parts[key]), reverse=True)[:LANES]
    return Chart(
        since=since,
        until=until,
        series=tuple(series(f"{key[0]} on {key[1]}", found, since, until) for key, found in totals.items()),
        lanes=tuple(lane(key, parts[key], since, until) for key in sorted(newest)),
        figures=tuple(line for found in totals.values() for line in found),
    )


def between(line: RateLine, pair: Sequence[str]) -> bool:
    """Whether one of the two imposes it on the other, alone or among others."""
    _, imposer, on, *_ = line.key.split("|")
    return not pair or (imposer in pair and any(code in pair for code in on.split("+")))


def several(states: str) -> bool:
    """Whether goods of more than one state are meant."""
    return " and " in states


def reaches(lines: Sequence[RateLine], since: dt.date) -> bool:
    """Whether anything of it is so after that day."""
    return lines[-1].phase in ("in force", "suspended") or first_day(lines[-1].day) >= since


def series(label: str, lines: Sequence[RateLine], since: dt.date, until: dt.date) -> Series:
    """The steps of a total within the two days."""
    steps = [(first_day(line.day), line.percent) for line in lines]
    before = [value for day, value in steps if day <= since]
    within = [(seconds(day), value) for day, value in steps if since < day <= until]
    return Series(label=label, steps=((seconds(since), before[-1] if before else None), *within))


def lane(key: tuple[str, str, str], lines: Sequence[RateLine], since: dt.date, until: dt.date) -> Lane:
    """What is in force until the next step, suspended until it is again; the others are marks."""
    held = [line for line in lines if line.phase != "announced"]
    found = [bar(one, first_day(after.day), since, until) for one, after in pairwise(held)]
    found += [bar(held[-1], until, since, until)] if held else []
    found += [mark(line, since, until) for line in lines if line.phase == "announced"]
    kept = tuple(one for one in found if one is not None)
    return Lane(imposer=key[0], on=key[1], label=key[2], stretches=kept)


def bar(line: RateLine, end: dt.date, since: dt.date, until: dt.date) -> Stretch | None:
    """From the day of a step to the next one; what has lapsed is a mark."""
    if line.phase == "lapsed":
        return mark(line, since, until)
    start = max(first_day(line.day), since)
    if end < since or start > until:
        return None
    x, after = place(start, since, until), place(min(end, until), since, until)
    return Stretch(x=x, width=max(after - x, 2), phase=line.phase, words=words(line), line=line.id)


def mark(line: RateLine, since: dt.date, until: dt.date) -> Stretch | None:
    """The day of a step alone."""
    day = first_day(line.day)
    if not since <= day <= until:
        return None
    x = min(place(day, since, until), WIDTH - POINT)
    return Stretch(x=x, width=POINT, phase=line.phase, words=words(line), line=line.id, point=True)


def words(line: RateLine) -> str:
    """'20 percent, in force from 2025-04-03'."""
    rate = f"{figure(Rate(line.percent, 'percent', line.bound))}, " if line.percent is not None else ""
    return f"{rate}{line.phase} {'for' if line.phase == 'announced' else 'from'} {line.day}"


def place(day: dt.date, since: dt.date, until: dt.date) -> float:
    """Where a day stands, in units of WIDTH."""
    return round((day - since).days * WIDTH / max(1, (until - since).days), 1)


def seconds(day: dt.date) -> int:
    """The beginning of a day, in seconds since 1970, UTC."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
