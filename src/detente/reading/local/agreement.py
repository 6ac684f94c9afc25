"""Where the model and the rules are heard together: which records stand, and their status."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from detente.model import STATUSES
from detente.reading import factuality
from detente.reading.local.heads import calibrated
from detente.reading.page import Page, RecordProposal
from detente.reading.records import rules
from detente.reading.records.frames import frame

RULES_WEIGHT = 0.5
"""How much the rules' log-probabilities of a status count beside the model's."""
SECONDED, ALONE = 0.25, -0.37
"""What is added to the log-odds of a record that the rules find in the same sentence too, and of another."""
STANDS = 0.3
"""From which confidence a record is kept. All three are fitted on the development sheets (`training.calibrate`)."""
SHORT, STANDS_IN_SHORT = 2, 0.15
"""A text of so few sentences is a headline or a coded sentence, which tells of an event more often than others do."""


def agreed(page: Page, proposals: Iterable[RecordProposal]) -> Iterator[RecordProposal]:
    """The model's proposals that stand, with the confidence and status that follow from both."""
    floor = STANDS_IN_SHORT if len(page.sentences) <= SHORT else STANDS
    by_rules = {key(page, proposal) for proposal in rules.propose(page)}
    for proposal in proposals:
        shift = SECONDED if key(page, proposal) in by_rules else ALONE
        confidence = calibrated(proposal.confidence, 1.0, shift)
        if confidence >= floor:
            yield with_status(page, msgspec.structs.replace(proposal, confidence=confidence))


def key(page: Page, proposal: RecordProposal) -> tuple[int, str, str]:
    """What two proposals must share to be the same: sentence, kind and type."""
    return page.sentence_at(proposal.start), proposal.kind, proposal.type


def with_status(page: Page, proposal: RecordProposal) -> RecordProposal:
    """The proposal with the status that is likeliest by model and rules."""
    framed = frame(page, proposal) if proposal.statuses and proposal.kind != "move" else None
    if framed is None or proposal.statuses is None:
        return proposal
    told = by_rule(tuple(factuality.features(framed)))
    both = [math.log(ours + 1e-6) + RULES_WEIGHT * theirs for ours, theirs in zip(proposal.statuses, told, strict=True)]
    return msgspec.structs.replace(proposal, status=STATUSES[both.index(max(both))])


def by_rule(features: Sequence[str]) -> list[float]:
    """Log-probability of each status by the rules' regression."""
    scores = [0.0] * len(STATUSES)
    table = factuality.weights()
    for feature in features:
        for place, weight in table.get(feature, ()):
            scores[place] += weight
    highest = max(scores)
    total = highest + math.log(sum(math.exp(score - highest) for score in scores))
    return [score - total for score in scores]
