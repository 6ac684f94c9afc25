"""Proposals by rule: trigger words of a sentence, weighed with what else the sentence holds.

The score of a kind and type is the sum of the weights of its triggers (triggers.csv, instruments.toml) and of the
traits of the sentence (proposal_weights.csv); a proposal is made where it passes the type's threshold.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Container, Iterator, Sequence

import msgspec

from detente import vocabulary
from detente.reading import quantities
from detente.reading.page import KindOfRecord, Page, RecordProposal
from detente.reading.records import lexicon, moves
from detente.reading.records.frames import action
from detente.reading.records.lexicon import Hit
from detente.reading.records.tokens import Tokens, tokens

LONGEST = 120
"""Tokens of a sentence that are looked at; what is longer is a list or a table."""


class Lead(msgspec.Struct, frozen=True):
    """A kind and type that a sentence may hold, with what speaks for it; `place` are the tokens of its best trigger."""

    kind: KindOfRecord
    type: str
    place: tuple[int, int]
    traits: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.type}"


def propose(page: Page, among: Container[int] | None = None) -> tuple[RecordProposal, ...]:
    """All proposals of a page, in text order; where `among` is given, of those sentences alone."""
    found: list[RecordProposal] = []
    for index, held in sentences(page, cues(), among):
        sentence = page.sentences[index]
        likely = [(lead, p) for lead in held if (p := probability(lead)) >= threshold(lead.key)]
        for lead, confidence in likely:
            if not outdone(lead, confidence, likely):
                found.append(proposal(page, sentence.start, sentence.end, lead, confidence))
        found.extend(market_moves(page, index))
    return tuple(found)


def outdone(lead: Lead, confidence: float, likely: Sequence[tuple[Lead, float]]) -> bool:
    """Whether a surer lead of the sentence is a close reading of the same, and this one is not likely by itself."""
    floor, pairs = close_readings()
    return confidence < floor and any(
        p > confidence and frozenset((lead.key, other.key)) in pairs for other, p in likely
    )


@functools.cache
def close_readings() -> tuple[float, frozenset[frozenset[str]]]:
    table = vocabulary.table("close_readings")
    return float(table["floor"]), frozenset(frozenset(pair) for pair in table["pairs"])


def proposal(page: Page, start: int, end: int, lead: Lead, confidence: float) -> RecordProposal:
    all_tokens = tokens(page.text)
    place = (all_tokens.starts[lead.place[0]], all_tokens.ends[lead.place[1] - 1])
    return RecordProposal(
        start=start,
        end=end,
        kind=lead.kind,
        type=lead.type,
        trigger=place,
        confidence=round(confidence, 3),
        rule=f"trigger:{page.text[place[0] : place[1]].lower()}",
    )


def sentences(
    page: Page, cue_words: frozenset[str], among: Container[int] | None = None
) -> Iterator[tuple[int, list[Lead]]]:
    """The leads of each sentence (of those `among` alone, where given), its traits among the `cue_words` with them."""
    all_tokens = tokens(page.text)
    seen: Counter[tuple[str, str]] = Counter()
    for index, sentence in enumerate(page.sentences):
        first, last = all_tokens.within(sentence.start, sentence.end)
        span = (first, min(last, first + LONGEST))
        held = hits(all_tokens, span)
        if among is None or index in among:
            common = list(traits(page, index, all_tokens, span, cue_words)) if held else []
            yield index, [lead(all_tokens, span, found, common, seen[told(found)]) for found in held.values()]
        seen.update(map(told, held.values()))


def hits(all_tokens: Tokens, span: tuple[int, int]) -> dict[tuple[str, str], list[Hit]]:
    """The triggers of a sentence by kind and type."""
    by_key: dict[tuple[str, str], list[Hit]] = {}
    for table in (lexicon.triggers(), lexicon.instruments()):
        for hit in lexicon.find(table, all_tokens.words, *span):
            by_key.setdefault((hit.trigger.kind, hit.trigger.type), []).append(hit)
    return by_key


def best(found: Sequence[Hit]) -> Hit:
    """The trigger that tells most; the first of equals."""
    return max(found, key=lambda hit: hit.trigger.weight)


def told(found: Sequence[Hit]) -> tuple[str, str]:
    """The type that triggers tell of, and the words of the best."""
    trigger = best(found).trigger
    return trigger.type, trigger.words


def lead(all_tokens: Tokens, span: tuple[int, int], found: Sequence[Hit], common: list[str], repeated: int) -> Lead:
    """What the triggers of one kind and type tell; `repeated`: how often the sentences before told the same."""
    first = best(found)
    kind, place = first.trigger.kind, (first.first, first.last)
    own = [hit.trigger.trait for hit in found]
    own.append(f"repeat={min(3, repeated)}")
    if kind == "measure":
        done = action(all_tokens, span, place)
        own.append(f"action={done.trigger.type if done else 'none'}")
        own.append(f"act={done.trigger.words if done else 'none'}")
    return Lead(kind, first.trigger.type, place, (*dict.fromkeys(own), *common))  # type: ignore[arg-type]


def traits(
    page: Page, index: int, all_tokens: Tokens, span: tuple[int, int], cue_words: frozenset[str]
) -> Iterator[str]:
    """What a sentence holds, whatever its triggers: parties, figures, dates, marks, place in the document."""
    sentence = page.sentences[index]
    mentions = page.mentions_in(sentence.start, sentence.end)
    countries = len({m.country for m in mentions if m.country})
    words = set(all_tokens.words[span[0] : span[1]])
    yield f"countries={min(3, countries)}"
    yield f"people={any(m.kind == 'person' for m in mentions)}"
    yield f"place={'top' if index < 4 else 'middle' if index < 20 else 'tail'}"
    yield f"length={min(5, (span[1] - span[0]) // 10)}"
    yield f"date={bool(page.times_in(sentence.start, sentence.end))}"
    units = {q.unit for q in quantities.find(page.text, sentence.start, sentence.end)}
    yield f"percent={'percent' in units}"
    yield f"money={'USD' in units}"
    yield f"quoted={bool(words & {'“', '”', chr(34)})}"
    for word in sorted(words & cue_words):
        yield f"word={word}"


@functools.cache
def cues() -> frozenset[str]:
    """Words of a sentence that may speak for or against a type (proposal_weights.csv)."""
    return frozenset(row["trait"][5:] for row in vocabulary.rows("proposal_weights") if row["trait"][:5] == "word=")


def probability(lead: Lead) -> float:
    """The logistic of the summed weights."""
    own = lexicon.weights().get(lead.key, {})
    return 1 / (1 + math.exp(-sum([own[trait] for trait in ("bias", *lead.traits) if trait in own])))


def threshold(key: str) -> float:
    return lexicon.weights().get(key, {}).get("threshold", 1.0)


def market_moves(page: Page, index: int) -> Iterator[RecordProposal]:
    """A proposal for each instrument that a sentence sends somewhere."""
    all_tokens, sentence = tokens(page.text), page.sentences[index]
    span = all_tokens.within(sentence.start, sentence.end)
    for move in moves.find(page.text, all_tokens, span):
        place = (all_tokens.starts[move.first], all_tokens.ends[move.last - 1])
        yield RecordProposal(
            start=sentence.start,
            end=sentence.end,
            kind="move",
            type="move",
            trigger=place,
            confidence=0.6 if move.change is None else 0.8,
            rule="market",
        )
