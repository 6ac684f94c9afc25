"""Which mentions are a record's actors and targets: a scorer over the mentions of its sentence and the three before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.model import Mention
from detente.reading.local.heads import Heads, logistic
from detente.reading.local.tokens import Floats, Integers, Tokens

BEFORE = 3
"""How many sentences before its own a record's actor is sought in."""
KINDS = ("person", "government", "organisation", "outlet", "document", "unnamed", "place")
FEATURES = len(KINDS) + 14
ROLES = ("actor", "target")


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of a text as the scorer sees them, one row a mention; those without wordpieces are left out.

    `index` counts into the page's mentions; `place` is (k, 2) wordpieces; `order` counts from 1 in each sentence;
    `fixed` are features of the mention alone.
    """

    index: Integers
    place: Integers
    sentence: Integers
    order: Integers
    fixed: Floats


def cast_of(tokens: Tokens, mentions: Sequence[Mention]) -> Cast:
    """Where the mentions stand, in text order."""
    starts = np.searchsorted(tokens.ends, [m.start for m in mentions], side="right")
    ends = np.searchsorted(tokens.starts, [m.end for m in mentions], side="left")
    kept = np.flatnonzero(ends > starts)
    place = np.stack([starts[kept], ends[kept]], axis=1)
    fixed = alone(mentions)[kept]
    sentence = tokens.sentence[place[:, 0]]
    order = np.arange(1, len(kept) + 1) - np.searchsorted(sentence, sentence)
    return Cast(kept, place, sentence, order, fixed)


def alone(mentions: Sequence[Mention]) -> Floats:
    """Features of each mention by itself: its kind, its country, how often it is named, and whether that is new."""
    found = np.zeros((len(mentions), len(KINDS) + 6), np.float32)
    names, countries = Counter(m.name for m in mentions), Counter(m.country for m in mentions)
    seen: set[str] = set()
    for row, mention in zip(found, mentions, strict=True):
        row[KINDS.index(mention.kind)] = 1
        row[-6] = mention.country is not None
        row[-5] = np.log1p(names[mention.name])
        row[-4] = np.log1p(countries[mention.country]) if mention.country else 0
        row[-3] = mention.name not in seen
        row[-2] = mention.name == mention.country
        row[-1] = len(mention.text) <= 4 and mention.text.islower()
        seen.add(mention.name)
    return found


def near(cast: Cast, sentence: int) -> slice:
    """The mentions of a sentence and of the BEFORE before it."""
    first, last = np.searchsorted(cast.sentence, [sentence - BEFORE, sentence + 1])
    return slice(int(first), int(last))


def features(cast: Cast, rows: slice | Integers, sentence: int | Integers, trigger: int | Integers) -> Floats:
    """(k, FEATURES) of the mentions `rows`, each toward a record of a sentence whose trigger is a wordpiece."""
    place, away = cast.place[rows], sentence - cast.sentence[rows]
    here = away == 0
    before = place[:, 1] <= trigger
    distance = np.where(before, trigger - place[:, 1] + 1, place[:, 0] - trigger)
    order = cast.order[rows] * here
    columns = [
        here,
        here & before,
        here & ~before,
        away == 1,
        away / BEFORE,
        np.log1p(distance.clip(0)) / 4,
        here & (order == 1),
        order / 5,
    ]
    return np.concatenate([cast.fixed[rows], np.stack(columns, axis=1).astype(np.float32)], axis=1)


def means_of(states: Floats, place: Integers) -> Floats:
    """The mean state (k, W) of each of k runs of wordpieces."""
    return np.stack([states[start:end].mean(0) for start, end in place.tolist()])


def projected(heads: Heads, states: Floats, cast: Cast) -> Floats:
    """What the scorer looks at of each mention, (k, width), whatever the record."""
    if not len(cast.place):
        return np.zeros((0, 0), np.float32)
    return heads.linear("actor_mention", means_of(states, cast.place))


def role_chances(heads: Heads, who: Floats, what: Floats, extra: Floats, labels: Integers) -> Floats:
    """Probability (k, roles) that each of k projected mentions is actor and target of its projected record."""
    record = what + heads.arrays["actor_label"][labels]
    together = np.concatenate([who, record, who * record, extra], axis=1)
    inner = np.maximum(heads.linear("actor_inner", together), 0)
    return logistic(heads.linear("actor_roles", inner))
