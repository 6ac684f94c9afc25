"""Tone: pressure and engagement of each side toward the other, two counts that are never one average."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import permutations

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.charting import tones
from detente.briefing.scene import Scene, section, sentence
from detente.state import phrasing, wording
from detente.state.views import ToneLine

SERIES = ("pressure", "engagement")


def compose(scene: Scene) -> Section:
    """Each side's acts toward the other in the month of the day, beside the month before."""
    chart = tones(scene)
    return section("tone", [scene.part(told(scene))], charts=(chart,) if chart else ())


def lines(scene: Scene) -> list[ToneLine]:
    """The lines of the two sides toward each other."""
    return [
        line
        for line in scene.view("tone")
        if isinstance(line, ToneLine) and frozenset((line.party, line.toward)) == scene.pair
    ]


def told(scene: Scene) -> Iterator[Sentence]:
    """For each side the counts, which the desk works out, and the strongest act of pressure in its words."""
    found = lines(scene)
    month = scene.asked.as_of.replace(day=1)
    before = (month - dt.timedelta(days=1)).replace(day=1)
    for party, toward in permutations(sorted(scene.pair), 2):
        own = [line for line in found if (line.party, line.toward) == (party, toward)]
        now = [line for line in own if line.month == _name(month)]
        was = [line for line in own if line.month == _name(before)]
        if now or was:
            yield from _side(now or was, was if now else [], (party, toward))


def _side(now: Sequence[ToneLine], was: Sequence[ToneLine], sides: tuple[str, str]) -> Iterator[Sentence]:
    party, toward = (phrasing.article(wording.state_names(code)) for code in sides)
    counted = {name: _counted(now, name) for name in SERIES}
    text = phrases.say(
        "tone",
        month=phrasing.date(now[0].month),
        party=party,
        toward=toward,
        pressure=counted["pressure"][0],
        pressure_score=counted["pressure"][1],
        engagement=counted["engagement"][0],
        engagement_score=counted["engagement"][1],
        before=_before(was),
    )
    notes = tuple(note for line in (*now, *was) for note in line.evidence)
    yield sentence(text, now[0], notes, sort="judgement")
    for line in now:
        if line.series == "pressure" and line.score:
            first = line.evidence[0]
            words = phrases.say("strongest", outlet=phrases.outlet(first), words=phrases.quotation(first.text))
            yield sentence(words, line, (first,))


def _counted(lines: Sequence[ToneLine], name: str) -> tuple[str, str]:
    acts = sum(line.acts for line in lines if line.series == name)
    return phrases.count(acts, "act"), phrases.score(sum(line.score for line in lines if line.series == name))


def _before(was: Sequence[ToneLine]) -> str:
    if not was:
        return ""
    counted = {name: _counted(was, name) for name in SERIES}
    return phrases.template("tone_before").format(
        month=phrasing.date(was[0].month),
        pressure=counted["pressure"][0],
        pressure_score=counted["pressure"][1],
        engagement=counted["engagement"][0],
        engagement_score=counted["engagement"][1],
    )


def _name(month: dt.date) -> str:
    return month.isoformat()[:7]
