"""Where the model and the rules are heard together: which records stand, and their status."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

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


def considered(page: Page) -> float:
    """From which confidence of the model's own a record may stand."""
    return calibrated(floor(page), 1.0, -max(SECONDED, ALONE)) - 1e-6


def floor(page: Page) -> float:
    return STANDS_IN_SHORT if len(page.sentences) <= SHORT else STANDS


def agreed(page: Page, proposals: Iterable[RecordProposal]) -> Iterator[RecordProposal]:
    """The model's proposals that stand, with the confidence and status that follow from both."""
    proposals = tuple(proposals)
    among = {page.sentence_at(proposal.start) for proposal in proposals}
    by_rules = {key(page, proposal) for proposal in rules.propose(page, among)}
    for proposal in proposals:
        shift = SECONDED if key(page, proposal) in by_rules else ALONE
        confidence = calibrated(proposal.confidence, 1.0, shift)
        if confidence >= floor(page):
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
    rows, weights = status_weights()
    scores: list[float] = weights[[rows[feature] for feature in features if feature in rows]].sum(axis=0).tolist()
    highest = max(scores)
    total = highest + math.log(sum(math.exp(score - highest) for score in scores))
    return [score - total for score in scores]


@functools.cache
def status_weights() -> tuple[dict[str, int], npt.NDArray[np.float64]]:
    """The rules' weights of each status as a matrix (features, statuses), and the row of each feature."""
    table = factuality.weights()
    weights = np.zeros((len(table), len(STATUSES)))
    for row, pairs in zip(weights, table.values(), strict=True):
        for place, weight in pairs:
            row[place] = weight
    return {feature: row for row, feature in enumerate(table)}, weights
