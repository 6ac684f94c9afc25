"""The bottom line: rates, the next deadline, the last contact, what is contested, and how far all this carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.briefing import phrases
from detente.briefing.brief import Part, Section, Sentence
from detente.briefing.scene import Scene, section, sentence
from detente.briefing.sections import contested, due, in_force
from detente.model import Line, first_day
from detente.state import phrasing
from detente.state.views import MeetingLine


def compose(scene: Scene) -> Section:
    """Reports and what follows from the record, then, apart, the confidence in them."""
    found = [*in_force.totals(scene), *_next(scene), *_contact(scene)]
    judged = [_confidence(found)] if found else []
    return section("bottom_line", [_whole((*found, *_disputed(scene))), _whole(judged)])


def _whole(sentences: Sequence[Sentence]) -> Part:
    return Part(sentences=tuple(sentences))


def _next(scene: Scene) -> Iterator[Sentence]:
    """The end of a truce, and the next thing due that more than one origin tells of."""
    ahead = [line for line in due.lines(scene) if line.days is not None and line.days >= 0]
    truces = [line for line in ahead if line.sort == "truce"]
    first = [line for line in ahead if line.origins > 1]
    yield from (due.told(line) for line in dict.fromkeys((*truces[:1], *first[:1])))


def _contact(scene: Scene) -> Iterator[Sentence]:
    """Of the contacts of the two sides that were held to the day, the one of the period told most."""
    held = [
        line
        for line in scene.view("meetings")
        if isinstance(line, MeetingLine) and line.state == "held" and scene.between(line) and _to_the_day(line)
    ]
    best = max(
        held, key=lambda line: (_start(line) >= scene.asked.since.isoformat(), line.origins, _start(line)), default=None
    )
    if best is not None:
        text = phrases.say("contact", contact=phrasing.contact(best, None).partition(": ")[2].rstrip("."))
        yield sentence(text, best, weighed=True)


def _start(line: Line) -> str:
    return (line.clocks.valid.start or "") if line.clocks.valid else ""


def _to_the_day(line: Line) -> bool:
    return len(_start(line)) == len("2025-06-05") and first_day(_start(line)).year > 0


def _disputed(scene: Scene) -> Iterator[Sentence]:
    """How much is contested, and that of it of which most is to be said."""
    found = list(contested.lines(scene))
    if found:
        count = phrases.count(len(found), "account")
        verb = "is" if len(found) == 1 else "are"
        shown = max(found, key=lambda line: len(line.ground))
        text = phrases.say("contested_count", count=count, verb=verb, ground=phrases.dates(shown.ground))
        notes = [note for line in found for note in (line.evidence[:1] + line.against_evidence[:1])]
        yield sentence(text, shown, notes, sort="judgement")


def _confidence(found: Sequence[Sentence]) -> Sentence:
    """ICD 203: how well the statements are borne out, in a sentence of its own."""
    several = sum(one.origins > 1 for one in found)
    doubtful = sum(one.contested for one in found)
    level = "high" if several == len(found) and not doubtful else "low" if doubtful * 2 > len(found) else "moderate"
    if not several:
        level = "low"
    text = phrases.say(
        "confidence",
        level=level,
        several=phrases.FEW[several] if several < len(phrases.FEW) else several,
        all=phrases.FEW[len(found)] if len(found) < len(phrases.FEW) else len(found),
        contested=f", and {phrases.FEW[doubtful]} {'is' if doubtful == 1 else 'are'} contested" if doubtful else "",
    )
    notes = tuple(dict.fromkeys(note for one in found for note in one.notes))
    return Sentence(text=text, notes=notes, sort="judgement")
