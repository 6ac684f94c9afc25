"""What is contested: account against account, with the ground."""

from __future__ import annotations

from collections.abc import Iterator

from detente.briefing import phrases
from detente.briefing.brief import Section, Sentence
from detente.briefing.scene import Scene, section, sentence
from detente.state.views import ContestedLine


def compose(scene: Scene) -> Section:
    """The latest first."""
    return section("contested", [scene.part(told(line) for line in lines(scene))])


def lines(scene: Scene) -> Iterator[ContestedLine]:
    """The contradictions, the latest first."""
    for line in reversed(scene.view("contested")):
        if isinstance(line, ContestedLine):
            yield line


def told(line: ContestedLine) -> Sentence:
    """Both accounts in their words, and why they cannot both be right."""
    one = phrases.quotation(line.evidence[0].text)
    ground = phrases.dates(line.ground)
    name = phrases.outlet(line.evidence[0])
    if not line.against_evidence:
        return sentence(phrases.say("contested_alone", outlet=name, one=one, ground=ground), line)
    other = line.against_evidence[0]
    against = f"{phrases.quotation(other.text)} ({phrases.outlet(other)})"
    text = phrases.say("contested", outlet=name, one=one, against=against, ground=ground)
    return sentence(text, line, (*line.evidence, *line.against_evidence))
