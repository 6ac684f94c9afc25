"""What changed since the day asked for, by kind, the weightiest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.scene import Scene, section, sentence
from detente.briefing.sections.in_force import between, latest
from detente.model import Event, Evidence, Line, first_day
from detente.state import Change
from detente.state.views import ContestedLine, MeasureLine
from detente.vocabulary import table

BACKGROUND = dt.timedelta(days=14)
"""A measure that last changed so long before the period is background to what a later text tells."""


SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "PROTEST"})
"""Acts that are words alone."""
Weight = tuple[int, bool, int, str]


def compose(scene: Scene) -> Section:
    """Measures, deadlines, contacts, acts and contradictions that are the two sides' own."""
    changes = scene.changes()
    headings = table("changes")["headings"]
    parts = []
    for view, kept in KEPT.items():
        found = [one for one in changes if one.view == view and kept(scene, one)]
        parts.append(scene.part(_told(sorted(found, key=_weight(view))), headings[view]))
    return section("changed", parts)


def _told(changes: Sequence[Change]) -> Iterator[Sentence]:
    for change in changes:
        line = change.after or change.before
        if line is not None:
            notes = [note for one in change.lines for note in (*one.evidence, *_against(one))]
            yield sentence(_text(change, notes), line, notes, weighed=change.view != "contested")


def _text(change: Change, notes: Sequence[Evidence]) -> str:
    """The desk's sentence; of a contradiction the ground, since its own section has the words."""
    line = change.after or change.before
    if isinstance(line, ContestedLine):
        return phrases.say("now_contested", ground=phrases.dates(line.ground))
    return phrases.dates(phrases.requoted(change.text, notes))


def _against(line: Line) -> tuple[Evidence, ...]:
    return line.against_evidence if isinstance(line, ContestedLine) else ()


def _weight(view: str) -> Callable[[Change], Weight]:
    """Measures, deadlines and contradictions in their own order; contacts and acts by how many origins tell of them,
    what is done before what is said, the latest first.
    """

    def by_origins(change: Change) -> Weight:
        line = change.lines[-1]
        day = line.clocks.valid.start if line.clocks.valid else None
        spoken = isinstance(line.subject, Event) and line.subject.type in SPOKEN
        return (-line.origins, spoken, -first_day(day).toordinal() if day else 0, line.id)

    return by_origins if view in ("meetings", "timeline") else lambda _: (0, False, 0, "")


def _measure(scene: Scene, change: Change) -> bool:
    line = change.lines[-1]
    if not isinstance(line, MeasureLine) or not between(scene, line):
        return False
    told = latest(line)
    fresh = not told or first_day(told) >= scene.asked.since - BACKGROUND
    return fresh and (change.change != "gone" or scene.asked.length == "full")


def _deadline(scene: Scene, change: Change) -> bool:
    return scene.concerns(change.lines[-1])


def _contact(scene: Scene, change: Change) -> bool:
    """What is told to the day, or by more than one origin."""
    line = change.lines[-1]
    if change.change == "gone" or not scene.between(line) or not scene.lately(line):
        return False
    valid = line.clocks.valid
    exact = valid is not None and valid.start is not None and len(valid.start) == len("2025-06-05")
    return line.origins > 1 or (exact and valid is not None and valid.start == valid.end)


def _contradiction(_: Scene, change: Change) -> bool:
    return change.change != "gone"


KEPT: dict[str, Callable[[Scene, Change], bool]] = {
    "measures": _measure,
    "due": _deadline,
    "meetings": _contact,
    "timeline": _contact,
    "contested": _contradiction,
}
"""Which changes of a view belong in a brief; what is not known has a section of its own."""
