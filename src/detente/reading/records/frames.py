"""Frames: a proposal with the words around its trigger, which the fillers look at."""

from __future__ import annotations

import msgspec

from detente.reading.page import Page, RecordProposal
from detente.reading.records import datelines, lexicon
from detente.reading.records.lexicon import closed_class
from detente.reading.records.tokens import Tokens, tokens

BREAKS = frozenset({";", ":", "—", "–", "“", "”", '"', "(", ")"})
JOINTS = closed_class("joints")
DETERMINERS = frozenset({"the", "its", "their", "his", "our", "a", "an", "any", "'s"})
FARTHEST = 150
SUBORDINATE = closed_class("subordinate")


class Frame(msgspec.Struct, frozen=True):
    """A proposal in its sentence. All ranges are tokens, the end not included.

    `evidence` is what the proposal covers, `clause` the words around the `trigger` up to the next joints,
    `sentence` the whole sentence; `action` is what is done with a measure, where a word says so.
    """

    proposal: RecordProposal
    page: Page
    tokens: Tokens
    sentence_index: int
    sentence: tuple[int, int]
    evidence: tuple[int, int]
    trigger: tuple[int, int]
    clause: tuple[int, int]
    form: str = ""
    mode: str = ""
    action: lexicon.Hit | None = None

    @property
    def key(self) -> str:
        return f"{self.proposal.kind}:{self.proposal.type}"

    def words(self, span: tuple[int, int]) -> tuple[str, ...]:
        return self.tokens.words[span[0] : span[1]]

    def offsets(self, span: tuple[int, int]) -> tuple[int, int]:
        """The offsets of a range of at least one token."""
        return self.tokens.starts[span[0]], self.tokens.ends[span[1] - 1]


def frame(page: Page, proposal: RecordProposal) -> Frame | None:
    """The frame of a proposal; None where it covers no word."""
    all_tokens = tokens(page.text)
    index = page.sentence_at(proposal.start)
    held = page.sentences[index] if page.sentences else None
    opening = datelines.after(page.text, held.start, held.end) if held else proposal.start
    evidence = all_tokens.within(max(proposal.start, opening), proposal.end)
    if evidence[0] == evidence[1]:
        return None
    sentence = all_tokens.within(opening, held.end) if held else evidence
    hit = trigger(proposal, all_tokens, evidence)
    place = (hit.first, hit.last) if hit else given(proposal, all_tokens) or behind_subject(page, all_tokens, evidence)
    sentence = around(place, min(sentence[0], evidence[0]), max(sentence[1], evidence[1]))
    return Frame(
        proposal=proposal,
        page=page,
        tokens=all_tokens,
        sentence_index=index,
        sentence=sentence,
        evidence=evidence,
        trigger=place,
        clause=clause(all_tokens.words, sentence, place) if hit else around(place, *evidence),
        form=hit.trigger.form if hit else "",
        mode=hit.trigger.mode if hit else "",
        action=action(all_tokens, sentence, place) if proposal.kind == "measure" else None,
    )


def behind_subject(page: Page, all_tokens: Tokens, evidence: tuple[int, int]) -> tuple[int, int]:
    """Where no word of the type stands: the place after the first mention, where the predicate is likely to be."""
    start, end = all_tokens.starts[evidence[0]], all_tokens.ends[evidence[1] - 1]
    mentions = page.mentions_in(start, end)
    first = all_tokens.within(start, mentions[0].end)[1] if mentions else evidence[0]
    place = min(first, evidence[1] - 1)
    return place, place + 1


def around(place: tuple[int, int], first: int, last: int) -> tuple[int, int]:
    """The tokens of a sentence that stand not too far from its trigger: a table may pass for a sentence."""
    return max(first, place[0] - FARTHEST), min(last, place[1] + FARTHEST)


def given(proposal: RecordProposal, all_tokens: Tokens) -> tuple[int, int] | None:
    if proposal.trigger is None:
        return None
    first, last = all_tokens.within(*proposal.trigger)
    return (first, last) if first < last else None


def trigger(proposal: RecordProposal, all_tokens: Tokens, evidence: tuple[int, int]) -> lexicon.Hit | None:
    """The best word for the proposal's kind and type: in the place it names, else in its evidence."""
    table = lexicon.instruments() if proposal.kind == "measure" else lexicon.triggers()
    place = given(proposal, all_tokens) or evidence
    hits = [
        hit
        for hit in lexicon.find(table, all_tokens.words, *place)
        if (hit.trigger.kind, hit.trigger.type) == (proposal.kind, proposal.type)
    ]
    return max(hits, key=lambda h: (h.trigger.weight, h.last - h.first), default=None)


def clause(words: tuple[str, ...], sentence: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    """From the joint before the trigger to the joint after it."""
    first, last = place
    while first > sentence[0] and not joint(words, first - 1, sentence):
        first -= 1
    while last < sentence[1] and not joint(words, last, sentence):
        last += 1
    return first, last


def joint(words: tuple[str, ...], at: int, sentence: tuple[int, int]) -> bool:
    """Whether a clause ends at this word: a strong mark, a comma before a joint, or a subordinator."""
    word = words[at]
    if word in BREAKS or word in SUBORDINATE:
        return True
    return word == "," and at + 1 < sentence[1] and words[at + 1] in JOINTS


def action(all_tokens: Tokens, sentence: tuple[int, int], place: tuple[int, int]) -> lexicon.Hit | None:
    """The word nearest to the instrument that says what is done with it; words before it stand nearer."""
    hits = lexicon.find(lexicon.actions(), all_tokens.words, *clause(all_tokens.words, sentence, place))
    outside = [
        hit
        for hit in hits
        if (hit.last <= place[0] or hit.first >= place[1]) and not attributive(all_tokens.words, hit, place)
    ]
    return min(outside, key=lambda h: distance(h, place), default=None)


def attributive(words: tuple[str, ...], hit: lexicon.Hit, place: tuple[int, int]) -> bool:
    """Whether a participle but describes the instrument: 'its added tariff', 'the retaliatory and increased duties'."""
    before = words[hit.first - 1] if hit.first else ""
    return hit.last == place[0] and words[hit.first].endswith(("ed", "ing")) and before in DETERMINERS


def distance(hit: lexicon.Hit, place: tuple[int, int]) -> float:
    return place[0] - hit.last if hit.last <= place[0] else 1.5 * (hit.first - place[1]) + 1
