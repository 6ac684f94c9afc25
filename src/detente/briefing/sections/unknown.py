"""What is not known: what texts say outright not to be known, and what one side does not mention."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.scene import Scene, section, sentence
from detente.model import Line, first_day
from detente.state import phrasing, wording
from detente.state.views import SilenceLine

EACH = 2
"""Gaps of one document."""
SHORT = 6
"""Words under which a gap tells nothing by itself."""
OWN = re.compile(r"\b(?:I|I['’]\w+|QUESTION|Q)\b|\?\s*$")
"""What somebody says of himself that he does not know, and questions."""


def compose(scene: Scene) -> Section:
    """What texts say not to be known, the most told and the latest first; then silences."""
    silent = scene.part(_silences(scene), "Named by one side, not mentioned in the words of the other that were read")
    return section("unknown", [scene.part(told(line) for line in lines(scene)), silent])


def lines(scene: Scene) -> Iterator[Line]:
    """The gaps of the two sides that were published in the period."""
    found = [line for line in scene.view("gaps") if scene.concerns(line) and scene.published_lately(line)]
    heard: Counter[str] = Counter()
    for line in sorted(found, key=lambda one: (one.clocks.known_at or "", one.subject.confidence), reverse=True):
        first = line.evidence[0]
        heard[first.document] += 1
        if heard[first.document] <= EACH and len(first.text.split()) >= SHORT and not OWN.search(first.text):
            yield line


def told(line: Line) -> Sentence:
    """'Metro Post, 6 June 2025: “...”'."""
    first = line.evidence[0]
    day = phrasing.date((line.clocks.known_at or "")[:10]) if line.clocks.known_at else "undated"
    text = phrases.say("gap", outlet=phrases.outlet(first), day=day, words=phrases.quotation(first.text))
    return sentence(text, line)


def _silences(scene: Scene) -> Iterator[Sentence]:
    for line in scene.view("silences"):
        if isinstance(line, SilenceLine) and first_day(line.day) >= scene.asked.since:
            text = phrases.say(
                "silence",
                by=phrasing.article(wording.state_names(line.by)),
                of=phrasing.article(wording.state_names(line.of)),
                issue=line.issue,
                day=phrasing.date(line.day),
                words=phrases.quotation(line.evidence[0].text),
                read=phrases.count(len(line.searched), "document"),
            )
            yield sentence(text, line, sort="judgement")
