"""Factuality: what status a text claims for an act, from the words around the word that tells of it.

A multinomial logistic regression over cues that an analyst can read: the auxiliaries and governors of the trigger,
its form, negation, conditions, hedges and dates of its clause. The weights are data (`status_weights.csv`), learned
by `training/status.py` from the training sheets; no other step of the rules reader is learned.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from detente import vocabulary
from detente.model import STATUSES, Status
from detente.reading.records import lexicon
from detente.reading.records.frames import Frame
from detente.reading.records.lexicon import closed_class

AUXILIARIES = closed_class("auxiliaries")
DELIBERATION = closed_class("deliberation")
SKIPPED = closed_class("skipped")
REACH = 8
CLOSE = 6


def status(frame: Frame) -> Status:
    """The likeliest status of the frame's record."""
    likeliest = most_likely(tuple(features(frame)))
    if likeliest not in ("happened", "ongoing"):
        return likeliest
    return "negated" if denied(frame) else "proposed" if considered(frame) else likeliest


def considered(frame: Frame) -> bool:
    """Whether the measure is the object of a verb of deliberation: 'is weighing tariffs' puts none in force."""
    return frame.action is not None and frame.action.trigger.words in DELIBERATION


def denied(frame: Frame) -> bool:
    """Whether the verb itself is negated: 'has not imposed', 'did not meet'. Never let such an act pass as done."""
    verb = predicate(frame)
    if (frame.form != "verb" and frame.action is None) or any(negative(w) for w in frame.words(verb)):
        return False
    return any(negative(word) for word in auxiliaries(frame.tokens.words, verb[0], frame.sentence[0]))


def negative(word: str) -> bool:
    return word in ("not", "never") or word.endswith("n't")


def most_likely(found: Sequence[str]) -> Status:
    scores = [0.0] * len(STATUSES)
    table = weights()
    for feature in found:
        for place, weight in table.get(feature, ()):
            scores[place] += weight
    return STATUSES[max(range(len(STATUSES)), key=scores.__getitem__)]


@functools.cache
def weights() -> dict[str, tuple[tuple[int, float], ...]]:
    """The weights by feature: pairs of a status's place in STATUSES and its weight."""
    return {
        row["feature"]: tuple((at, float(row[name])) for at, name in enumerate(STATUSES) if row[name])
        for row in vocabulary.rows("status_weights")
    }


def features(frame: Frame) -> Iterator[str]:
    """The cues of a frame, each a string `name=value`."""
    kind, key = frame.proposal.kind, frame.key
    yield "bias"
    yield f"key={key}"
    verb = predicate(frame)
    chain = auxiliaries(frame.tokens.words, verb[0], frame.sentence[0])
    form = ending(frame.tokens.words[verb[0]])
    for name, value in (("form", form), ("aux", "+".join(chain) or "none")):
        yield f"{name}={value}"
        yield f"{kind}|{name}={value}"
    yield f"{kind}|aux={'+'.join(chain[:1])}|{form}"
    yield f"{key}|{frame.form}|{form}|{'aux' if chain else 'bare'}"
    if frame.action:
        yield f"action={frame.action.trigger.type}"
        yield f"action={frame.action.trigger.type}|form={form}|{'+'.join(chain)}"
    yield f"trigger={' '.join(frame.words(frame.trigger))}"
    yield from cues(frame, verb)
    yield from neighbours(frame, verb)
    yield from bag(frame)
    yield from dates(frame)


def predicate(frame: Frame) -> tuple[int, int]:
    """The verb that carries the record: the action of a measure, else the trigger."""
    if frame.action is not None and frame.action.trigger.form == "verb":
        return frame.action.first, frame.action.last
    return frame.trigger


def auxiliaries(words: Sequence[str], verb: int, floor: int) -> list[str]:
    """Auxiliaries before a verb, nearest last; 'plans to impose' gives ['plans', 'to']."""
    found: list[str] = []
    at = verb - 1
    while at >= max(floor, verb - REACH):
        word = words[at]
        if word in AUXILIARIES or word in ("to", "not", "never"):
            found.append(word)
            if word == "to" and at - 1 >= floor:
                found.append(words[at - 1])
                at -= 1
        elif word not in SKIPPED and not word.endswith("ly"):
            break
        at -= 1
    return found[::-1]


def ending(word: str) -> str:
    for suffix in ("ing", "ed", "s"):
        if word.endswith(suffix):
            return suffix
    return "other"


def cues(frame: Frame, verb: tuple[int, int]) -> Iterator[str]:
    """Which classes of cue stand close before the verb, in its clause, its evidence, its sentence."""
    kind, seen = frame.proposal.kind, set()
    for hit in lexicon.find(lexicon.status_cues(), frame.tokens.words, *frame.sentence):
        place = where(hit.first, frame, verb)
        seen.add((place, hit.trigger.type, hit.trigger.form))
    for place, name, form in sorted(seen):
        yield f"cue={place}:{name}:{form}"
        yield f"{kind}|cue={place}:{name}"
        if place != "sentence":
            yield f"{frame.key}|cue={name}"


def where(at: int, frame: Frame, verb: tuple[int, int]) -> str:
    if verb[0] - CLOSE <= at < verb[0] and at >= frame.clause[0]:
        return "close"
    if verb[0] <= at < verb[1]:
        return "self"
    if frame.clause[0] <= at < frame.clause[1]:
        return "clause"
    return "evidence" if frame.evidence[0] <= at < frame.evidence[1] else "sentence"


def neighbours(frame: Frame, verb: tuple[int, int]) -> Iterator[str]:
    words = frame.tokens.words
    first, last = verb
    for step in (1, 2, 3):
        if first - step >= frame.sentence[0]:
            yield f"before{step}={words[first - step]}"
        if last + step - 1 < frame.sentence[1]:
            yield f"after{step}={words[last + step - 1]}"


def bag(frame: Frame) -> Iterator[str]:
    kind = frame.proposal.kind
    inside = set(frame.words(frame.clause))
    evidence = set(frame.words(frame.evidence))
    for word in sorted(inside):
        yield f"clause={word}"
        yield f"{kind}|clause={word}"
    for word in sorted(evidence - inside):
        yield f"evidence={word}"
    for word in sorted(set(frame.words(frame.sentence)) - inside - evidence):
        yield f"sentence={word}"


def dates(frame: Frame) -> Iterator[str]:
    page = frame.page
    if page.published is None:
        return
    day = page.published[:10]
    for time in page.times_in(*frame.offsets(frame.clause)):
        if time.earliest and time.latest and time.type != "SET":
            side = "past" if time.latest[:10] < day[: len(time.latest)] else "future" if time.earliest > day else "now"
            yield f"date={side}"
            yield f"{frame.proposal.kind}|date={side}"
