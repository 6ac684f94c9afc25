"""Markets: what was reported of them in the period, and what the desk's series of closes say to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.scene import Scene, section
from detente.errors import ExtraMissing
from detente.markets.verdicts import VERDICTS
from detente.model import day_published, last_day
from detente.state import phrasing
from detente.verifying import Verified, verify
from detente.vocabulary import table


def compose(scene: Scene) -> Section:
    """What cannot be so first, then the latest; without the calendars of exchanges nothing, which is said."""
    asked = scene.asked
    try:
        held = list(verify(scene.desk, asked.as_of, asked.known_at or asked.as_of, {}))
    except ExtraMissing as missing:
        return msgspec.structs.replace(section("markets", ()), nothing=f"Left out: {missing}.")
    found = sorted(_once(scene, [one for one in held if _worth(scene, one)]), key=_order)
    moves = [sentence for one in found for sentence in told(one)]
    unheld = [one for one in found if not one.source]
    return section("markets", [scene.part(moves), scene.part(_unchecked(unheld[:1]), "Not checked")])


def _once(scene: Scene, found: Sequence[Verified]) -> Iterator[Verified]:
    """Accounts of one move with one figure as one, by an outlet that has it from no other, with all their words."""
    groups: dict[object, list[Verified]] = {}
    for one in sorted(found, key=lambda one: one.evidence[0].document in scene.state.families):
        groups.setdefault((one.instrument, one.told, one.unit, one.when), []).append(one)
    for first, *others in groups.values():
        notes = tuple(note for one in (first, *others) for note in one.evidence)
        yield msgspec.structs.replace(first, evidence=notes)


def _worth(scene: Scene, one: Verified) -> bool:
    """Whether it has a figure and a day of the period."""
    return one.told is not None and scene.asked.since <= _day(one) <= scene.asked.as_of


def _day(one: Verified) -> dt.date:
    end = (one.when.end or one.when.start) if one.when else None
    return last_day(end) if end else (day_published(one.evidence[0].published) or dt.date.min)


def _order(one: Verified) -> tuple[int, float, str]:
    return (VERDICTS.index(one.verdict), -_day(one).toordinal(), one.id)


def _unchecked(found: Sequence[Verified]) -> Iterator[Sentence]:
    """Why what was reported could not be held against prices."""
    for one in found:
        text = phrases.say("unchecked", instrument=one.instrument, ground=one.ground.partition(";")[0])
        yield Sentence(text=text, notes=one.evidence, sort="judgement", line=one.id)


def told(one: Verified) -> Iterator[Sentence]:
    """The report, and apart from it what the desk finds."""
    first = one.evidence[0]
    by = phrases.amount(abs(one.told), one.unit) if one.told is not None and one.unit else ""
    text = phrases.say(
        "move",
        outlet=phrases.outlet(first),
        instrument=one.instrument,
        direction=table("brief")["directions"].get(one.direction, one.direction),
        change=(f" to {by}" if one.unit == "level" else f" by {by}") if by else "",
        when=phrasing.on(one.when),
        words=phrases.quotation(first.text),
    )
    yield Sentence(text=text, notes=one.evidence, line=one.id)
    if one.source:
        text = phrases.say("checked", source=one.source, vintage=phrases.dates(one.vintage), ground=one.ground)
        yield Sentence(text=phrases.dates(text), notes=one.evidence, sort="judgement", line=one.id)
