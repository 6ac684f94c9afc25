"""The source summary (after ICD 206): what this brief rests on, how good it has been, and where it is thin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.briefing import phrases
from detente.briefing.brief import Part, Section, Sentence
from detente.briefing.scene import Scene, section, sentence
from detente.model import Evidence
from detente.state.views import SourceLine


def compose(scene: Scene, others: Sequence[Section]) -> Section:
    """The whole first, then a descriptor for each outlet cited, the most cited first."""
    sentences = [one for other in others for one in other.sentences()]
    cited: dict[str, list[Evidence]] = {}
    for note in dict.fromkeys(note for one in sentences for note in one.notes):
        cited.setdefault(phrases.outlet(note), []).append(note)
    order = sorted(cited, key=lambda name: (-len(cited[name]), name))
    if not order:
        return section("sources", ())
    whole = [_whole(order, cited), *_unnamed(cited), *_alone(sentences)]
    return section("sources", [Part(sentences=tuple(whole)), scene.part(_descriptors(scene, order, cited), "Outlets")])


def _whole(order: Sequence[str], cited: dict[str, list[Evidence]]) -> Sentence:
    documents = {note.document for notes in cited.values() for note in notes}
    text = phrases.say(
        "cited",
        documents=phrases.count(len(documents), "document"),
        outlets=phrases.count(len(order), "outlet"),
        first=phrases.listed(order[:3]),
    )
    return Sentence(text=text, notes=tuple(cited[name][0] for name in order), sort="judgement")


def _unnamed(cited: dict[str, list[Evidence]]) -> Iterator[Sentence]:
    """What came through sources that no text names."""
    found = [
        (note, source.name)
        for notes in cited.values()
        for note in notes
        for source in note.chain
        if source.kind == "unnamed"
    ]
    if found:
        names = phrases.listed(name for _, name in found[:4])
        text = phrases.say("unnamed", count=phrases.count(len(found), "passage"), names=names)
        yield Sentence(text=text, notes=tuple(dict.fromkeys(note for note, _ in found)), sort="judgement")


def _alone(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """How much rests on one origin."""
    alone = [one for one in sentences if one.sort == "report" and one.line and one.origins == 1]
    told = [one for one in sentences if one.sort == "report" and one.line]
    if alone:
        count = f"{phrases.count(len(alone), 'report')} of {len(told)} rest{'s' * (len(alone) == 1)}"
        notes = tuple(dict.fromkeys(one.notes[0] for one in alone if one.notes))
        yield Sentence(text=phrases.say("alone", count=count), notes=notes, sort="judgement")


def _descriptors(scene: Scene, order: Sequence[str], cited: dict[str, list[Evidence]]) -> Iterator[Sentence]:
    known = {
        line.name: line for line in scene.view("sources") if isinstance(line, SourceLine) and line.role == "outlet"
    }
    for name in order:
        if name in known:
            yield _descriptor(known[name], cited[name])


def _descriptor(line: SourceLine, notes: Sequence[Evidence]) -> Sentence:
    few = phrases.FEW[line.copies] if line.copies < len(phrases.FEW) else line.copies
    copies = f", {few} of them {'a copy' if line.copies == 1 else 'copies'}" if line.documents > 1 else ", a copy"
    text = phrases.say(
        "descriptor",
        outlet=line.name,
        documents=phrases.count(line.documents, "document"),
        copies=copies if line.copies else "",
        cited=phrases.count(len(notes), "passage"),
        grade=line.reliability,
        reason=line.reliability_reason,
    )
    return sentence(text, line, notes[:1], sort="judgement")
