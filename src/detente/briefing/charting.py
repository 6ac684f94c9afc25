"""The two charts of a brief: total rates as steps, pressure and engagement as bars by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.briefing.brief import Chart, Sentence, Series, Step
from detente.briefing.scene import Scene
from detente.model import Evidence, Line, first_day
from detente.state import wording
from detente.state.views import RateLine, ToneLine
from detente.state.views.rates import TOTAL

STALE = dt.timedelta(days=365)
"""A rate told longer ago than this before the chart begins is not drawn as if it held until then."""


def window(scene: Scene) -> tuple[dt.date, dt.date]:
    """From the first of a month twelve months back, or the period's beginning if earlier, to the day."""
    until = scene.asked.as_of
    back = until.replace(year=until.year - 1, day=1)
    return min(back, scene.asked.since.replace(day=1)), until


def rates(scene: Scene) -> Chart | None:
    """The total rate of each side on the other; None where no step is known."""
    since, until = window(scene)
    found = [
        line
        for line in scene.view("rates")
        if isinstance(line, RateLine)
        and line.programme_key == TOTAL
        and line.percent is not None
        and _sides(scene, line)
    ]
    kept = [line for line in found if first_day(line.day) >= since]
    if not kept:
        return None
    since = min(first_day(line.day) for line in kept).replace(day=1)
    series = [_series(found, name, since) for name in dict.fromkeys((line.imposer, line.on) for line in kept)]
    caption = _caption(
        "Total tariff rate of each side on goods of the other, in percent, by the day it is known from.", kept
    )
    return Chart(kind="steps", caption=caption, unit="%", since=since, until=until, series=tuple(series))


def _sides(scene: Scene, line: RateLine) -> bool:
    names = {wording.state_names(code) for code in scene.pair}
    return {line.imposer, line.on} == names


def _series(found: Sequence[RateLine], sides: tuple[str, str], since: dt.date) -> Series:
    """The steps in the window, after the one that held when it begins."""
    own = [Step(first_day(line.day), line.percent or 0.0) for line in found if (line.imposer, line.on) == sides]
    before = [step for step in own if step.day < since]
    opening = [Step(since, before[-1].value)] if before and before[-1].day >= since - STALE else []
    return Series(name=f"{sides[0]} on {sides[1]}", steps=(*opening, *(step for step in own if step.day >= since)))


def tones(scene: Scene) -> Chart | None:
    """Pressure (below zero) and engagement (above) of each side toward the other; None without acts."""
    since, until = window(scene)
    lines = [
        line
        for line in scene.view("tone")
        if isinstance(line, ToneLine)
        and frozenset((line.party, line.toward)) == scene.pair
        and since <= first_day(line.month) <= until
    ]
    if not lines:
        return None
    since = min(first_day(line.month) for line in lines)
    names = dict.fromkeys((line.party, line.toward, line.series) for line in sorted(lines, key=_side))
    series = [Series(name=_named(*name), steps=_bars(lines, name)) for name in names]
    caption = _caption("Pressure and engagement of each side toward the other by month, sums of PLOVER scores.", lines)
    return Chart(kind="bars", caption=caption, unit="", since=since, until=until, series=tuple(series))


def _side(line: ToneLine) -> tuple[str, str, str]:
    return (line.party, line.toward, line.series)


def _named(party: str, toward: str, series: str) -> str:
    return f"{wording.state_names(party)} toward {wording.state_names(toward)}: {series}"


def _bars(lines: Sequence[ToneLine], name: tuple[str, str, str]) -> tuple[Step, ...]:
    own = [Step(first_day(line.month), line.score) for line in lines if _side(line) == name]
    return tuple(sorted(own, key=lambda step: step.day))


def _caption(text: str, lines: Sequence[Line]) -> Sentence:
    notes: dict[Evidence, None] = dict.fromkeys(note for line in lines for note in line.evidence)
    return Sentence(text=text, notes=tuple(notes), sort="judgement")
