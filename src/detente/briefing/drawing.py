"""Charts as strokes, boxes and labels on a sheet of 640 by 240 units, for whatever draws them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.briefing.brief import Chart, Series

WIDTH, HEIGHT = 640.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 12.0, 12.0, 54.0
INKS = ("#1f4e79", "#b3541e", "#5b8db8", "#e0a878")
"""Dark and light of two hues, told apart in grey as well."""
RULE, TEXT = "#d0d4d9", "#4a5058"
LINES = 4
"""Rules between the least and the most."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    ink: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words on a base line at `y`."""

    x: float
    y: float
    text: str
    align: Literal["start", "middle", "end"] = "start"


Mark = Stroke | Box | Label


def marks(chart: Chart) -> tuple[Mark, ...]:
    """Everything to be drawn, what lies behind first."""
    sheet = Sheet.of(chart)
    drawn = _steps(chart, sheet) if chart.kind == "steps" else _bars(chart, sheet)
    return (*_grid(chart, sheet), *drawn, *_legend(chart.series))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where days and values stand."""

    since: dt.date
    days: int
    least: float
    most: float

    @classmethod
    def of(cls, chart: Chart) -> Sheet:
        values = [step.value for one in chart.series for step in one.steps]
        most, least = max((*values, 0.0)), min((*values, 0.0))
        size = pace(most - least)
        return cls(
            chart.since, max(1, (_end(chart) - chart.since).days), -size * -(-least // -size), size * -(-most // size)
        )

    def x(self, day: dt.date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.since).days / self.days

    def y(self, value: float) -> float:
        span = (self.most - self.least) or 1.0
        return TOP + (HEIGHT - TOP - BOTTOM) * (self.most - value) / span


def _end(chart: Chart) -> dt.date:
    """Bars of a month are drawn to its end."""
    if chart.kind == "steps":
        return chart.until
    return (chart.until.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


def pace(span: float) -> float:
    """Between rules: 1, 2 or 5 times a power of ten, so that there are about LINES of them."""
    if span <= 0:
        return 1.0
    raw = span / LINES
    power = 10.0 ** (len(str(int(raw))) - 1) if raw >= 1 else 1.0
    return next(power * step for step in (1, 2, 5, 10) if power * step >= raw)


def _grid(chart: Chart, sheet: Sheet) -> Iterator[Mark]:
    size = pace(sheet.most - sheet.least)
    value = sheet.least
    while value <= sheet.most + size / 2:
        yield Stroke(((LEFT, sheet.y(value)), (WIDTH - RIGHT, sheet.y(value))), TEXT if value == 0 else RULE, 0.6)
        yield Label(LEFT - 6, sheet.y(value) + 3.5, f"{value:g}{chart.unit}".replace("-", "−"), "end")
        value += size
    months = list(_months(chart.since, _end(chart)))
    every = max(1, -(-len(months) // 7))
    for month in months[::every]:
        yield Stroke(((sheet.x(month), sheet.y(sheet.least)), (sheet.x(month), sheet.y(sheet.least) + 4)), TEXT, 0.6)
        yield Label(sheet.x(month), sheet.y(sheet.least) + 15, f"{month:%b} {month.year}", "start")


def _months(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    day = since.replace(day=1)
    while day < until:
        if day >= since:
            yield day
        day = (day + dt.timedelta(days=31)).replace(day=1)


def _steps(chart: Chart, sheet: Sheet) -> Iterator[Mark]:
    """A rate holds from its day until the next."""
    for at, one in enumerate(chart.series):
        points: list[tuple[float, float]] = []
        for step in one.steps:
            if points:
                points.append((sheet.x(step.day), points[-1][1]))
            points.append((sheet.x(step.day), sheet.y(step.value)))
        if points:
            points.append((sheet.x(chart.until), points[-1][1]))
            yield Stroke(tuple(points), INKS[at % len(INKS)], 2.0)


def _bars(chart: Chart, sheet: Sheet) -> Iterator[Mark]:
    """The series of a month side by side, by party; engagement rises from zero, pressure falls."""
    parties = list(dict.fromkeys(one.name.partition(":")[0] for one in chart.series))
    for at, one in enumerate(chart.series):
        lane = parties.index(one.name.partition(":")[0])
        for step in one.steps:
            room = (sheet.x(step.day + dt.timedelta(days=30)) - sheet.x(step.day)) * 0.8
            wide = room / max(1, len(parties))
            top, foot = sorted((sheet.y(step.value), sheet.y(0)))
            yield Box(sheet.x(step.day) + room * 0.1 + lane * wide, top, wide * 0.9, foot - top, INKS[at % len(INKS)])


def _legend(series: Sequence[Series]) -> Iterator[Mark]:
    """Two columns under the chart."""
    for at, one in enumerate(series):
        x, y = LEFT + (at % 2) * (WIDTH - LEFT) / 2, HEIGHT - 16 + (at // 2) * 13
        yield Box(x, y - 7, 10, 7, INKS[at % len(INKS)])
        yield Label(x + 15, y, one.name)
