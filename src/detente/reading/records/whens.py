"""When: which of the stretches of time that a record may have is its own, or none.

The stretches and 'no time' share out a probability of one: each weighs the exponential of the summed weights of its
features (`when_weights.csv`, a conditional logit learned by `training/whens.py` from the training sheets). What one
expression may mean counts together. The likeliest is taken where it is likely enough: a day that the sentence does not
name must be likelier than one that it does. Where no day of what happened is, but those of one month together are, the
month is given.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from detente import vocabulary
from detente.model import Interval, Status
from detente.reading.records import dates_elsewhere
from detente.reading.records.dates import impossible
from detente.reading.records.frames import Frame
from detente.reading.records.whens_features import Candidate, of_candidate, of_none, setting

STATED, LOOSE, TOGETHER = 0.25, 0.35, 0.2
"""From which probability a date of the sentence, or one from elsewhere, is the record's; or all of one month together.

The higher, the fewer dates and the more of them right; by folds of documents see `training/whens.py`.
"""
TOLD = frozenset({"event", "move"})
"""Kinds that may be dated by the month where no day is likely enough: nothing takes effect by them."""
MONTH = 7


LEAD = 40
"""Characters before a date that are looked at for what leads up to it."""
EFFECTIVE = re.compile(
    r"\b(?:effective|t(?:ake|akes|aking|ook) effect|(?:in|into) (?:effect|force))"
    r"(?:\s+(?:from|on|as of|as from|starting|beginning))?\s+(?:the\s+)?\Z",
    re.I,
)
"""What leads up to the day from which a measure holds: 'effective from Saturday'."""
Chosen = tuple[Interval | None, float | None]
"""A stretch of time and its probability (0..1)."""
NEVER: Chosen = (None, None)


def when(frame: Frame, status: Status, quoted: bool) -> Chosen:
    """The interval of the likeliest dating; NEVER where none is likely enough. `quoted`: somebody says it."""
    found = candidates(frame, status)
    if not found:
        return NEVER
    shares = chances(rows(frame, status, quoted, found), weights())
    at = chosen(found, shares)
    if at is None and frame.proposal.kind == "measure":
        at = effective(frame, found, shares)
    if at is not None:
        return found[at][0].interval, round(shares[at + 1], 3)
    return month(found, shares) if status == "happened" and frame.proposal.kind in TOLD else NEVER


def month(found: Sequence[Candidate], shares: Sequence[float]) -> Chosen:
    """The month in which most of the probability lies, where the days of it are likely enough together only."""
    together: dict[str, float] = {}
    for candidate, share in zip(found, shares[1:], strict=True):
        start, end = candidate[0].interval.start or "", candidate[0].interval.end or ""
        if len(start) >= MONTH and start[:MONTH] == end[:MONTH]:
            together[start[:MONTH]] = together.get(start[:MONTH], 0.0) + share
    best = max(together, key=together.__getitem__, default=None)
    if best is None or together[best] < TOGETHER:
        return NEVER
    return Interval(best, best), round(together[best], 3)


def candidates(frame: Frame, status: Status) -> list[Candidate]:
    """All that may be the record's time."""
    return [c for c in dates_elsewhere.datings(frame, status) if not any(impossible(frame, status, d) for d in c)]


def rows(frame: Frame, status: Status, quoted: bool, found: Sequence[Candidate]) -> list[list[str]]:
    """The features of 'no time', and of each candidate."""
    given = setting(frame, status, quoted, found)
    return [of_none(given), *[of_candidate(given, at) for at in range(len(found))]]


def chances(features: Sequence[Iterable[str]], table: Mapping[str, float]) -> list[float]:
    """The softmax of the summed weights."""
    scores = [sum([table.get(feature, 0.0) for feature in row]) for row in features]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def chosen(found: Sequence[Candidate], shares: Sequence[float]) -> int | None:
    """The likeliest candidate of the likeliest expression, where that is likely enough; `shares` begin with 'none'."""
    grounds = [rests_on(candidate) for candidate in found]
    together: dict[object, float] = {}
    for ground, share in zip(grounds, shares[1:], strict=True):
        together[ground] = together.get(ground, 0.0) + share
    best = max(together, key=together.__getitem__, default=None)
    alike = [at for at, ground in enumerate(grounds) if ground == best]
    likeliest = max(alike, key=lambda at: shares[at + 1], default=None)
    if likeliest is None or together[best] < (STATED if isinstance(best, int) else LOOSE):
        return None
    return likeliest


def effective(frame: Frame, found: Sequence[Candidate], shares: Sequence[float]) -> int | None:
    """The likeliest candidate of a day on which the words say that it takes effect, however unlikely that it is."""
    end = frame.offsets(frame.evidence)[1]
    told = [
        at
        for at, candidate in enumerate(found)
        if isinstance(start := rests_on(candidate), int)
        and start < end
        and EFFECTIVE.search(frame.page.text[max(0, start - LEAD) : start])
    ]
    return max(told, key=lambda at: shares[at + 1], default=None)


def rests_on(candidate: Candidate) -> int | Interval:
    """What a candidate counts together with others by: its expression in the sentence, else the stretch itself."""
    starts = [dating.time.start for dating in candidate if dating.how == "stated" and dating.time is not None]
    return min(starts) if starts else candidate[0].interval


@functools.cache
def weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in vocabulary.rows("when_weights")}
