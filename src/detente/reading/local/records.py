"""Records out of hidden states: kind and type by sentence; status, action, actors by what the label attends to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np

from detente.model import STATUSES, Action, Mention
from detente.reading.local.actors import cast_of, features, near, projected, role_chances
from detente.reading.local.heads import Heads, calibrated
from detente.reading.local.instances import parted
from detente.reading.local.labels import ACTIONS, LABELS
from detente.reading.local.states import View
from detente.reading.local.tokens import Floats, Integers, Tokens
from detente.reading.page import KindOfRecord, RecordProposal
from detente.reading.sentences import trimmed

FLOOR = 0.4
"""From which confidence a record is proposed."""
CALIBRATION = 0.49, -1.51
"""Slope and offset on the log-odds scale that make confidence a probability (`training/calibrate.py`)."""
SURE, LIKELY = 0.7, 0.15
"""From which probability a mention plays a part; the likeliest one plays it from LIKELY on."""


Players = tuple[tuple[int, ...] | None, tuple[int, ...] | None]
"""Indices of the mentions that are actors, and targets."""


@dataclass(frozen=True, slots=True)
class Found:
    """A label in a sentence or a part of it (characters), its probability, and what it attends to, and where most."""

    sentence: int
    start: int
    end: int
    label: int
    chance: float
    pooled: Floats
    trigger: int


@dataclass(frozen=True, slots=True)
class Read:
    """What the heads say of all that was found, a row each: statuses, actions, and what the actor scorer looks at."""

    statuses: Floats
    actions: Floats
    projected: Floats


def records_of(view: View, heads: Heads, floor: float = FLOOR) -> tuple[RecordProposal, ...]:
    """Records in text order, the likelier first within a sentence."""
    found = list(labelled(view, heads, uncalibrated(floor))) if len(view.tokens) else []
    if not found:
        return ()
    pooled = np.stack([item.pooled for item in found])
    labels = [item.label for item in found]
    read = Read(heads.status(pooled, labels), heads.action(pooled), heads.linear("actor_record", pooled))
    players = parts(view, heads, found, read.projected)
    return tuple(
        proposal(view, item, read.statuses[row], read.actions[row], pair)
        for row, (item, pair) in enumerate(zip(found, players, strict=True))
    )


def uncalibrated(confidence: float) -> float:
    """The head's probability that `CALIBRATION` makes this confidence."""
    slope, offset = CALIBRATION
    return calibrated(confidence, 1 / slope, -offset / slope)


def labelled(view: View, heads: Heads, floor: float) -> Iterator[Found]:
    """The labels that are there, sentence by sentence."""
    tokens, states = view.tokens, view.states.own
    starts = np.concatenate([[0], np.flatnonzero(np.diff(tokens.sentence)) + 1]).tolist()
    chances, shares = heads.labels(states, starts)
    for row in np.flatnonzero((chances >= floor).any(axis=1)).tolist():
        sentence = int(tokens.sentence[starts[row]])
        for label in np.argsort(-chances[row], kind="stable").tolist():
            chance = float(chances[row, label])
            if chance < floor:
                break
            for start, end in places(view, sentence, label):
                first, last = np.searchsorted(tokens.starts, [start, end]).tolist()
                share = shares[first:last, label]
                share = share / np.float32(max(1e-9, share.sum()))
                trigger = first + int(share.argmax())
                yield Found(sentence, start, end, label, chance, share @ states[first:last], trigger)


def places(view: View, sentence: int, label: int) -> list[tuple[int, int]]:
    """The whole sentence, or its two parts where it tells of two things with this label."""
    whole = view.sentences[sentence]
    cut = parted(view.text, whole.start, whole.end, LABELS[label])
    if cut is None:
        return [(whole.start, whole.end)]
    found = [trimmed(view.text, whole.start, cut), trimmed(view.text, cut, whole.end)]
    held = [np.searchsorted(view.tokens.starts, span) for span in found]
    return found if all(a < b for a, b in held) else [(whole.start, whole.end)]


def proposal(view: View, found: Found, statuses: Floats, actions: Floats, players: Players) -> RecordProposal:
    kind, _, name = LABELS[found.label].partition(":")
    return RecordProposal(
        start=found.start,
        end=found.end,
        kind=cast("KindOfRecord", kind),
        type=name,
        status=STATUSES[int(statuses.argmax())],
        statuses=tuple(statuses.tolist()),
        action=cast("Action", ACTIONS[int(actions.argmax())]) if kind == "measure" else None,
        actors=players[0],
        targets=players[1],
        trigger=None if kind == "move" else word_at(view.tokens, found.trigger),
        confidence=calibrated(found.chance, *CALIBRATION),
        rule="local model",
    )


def word_at(tokens: Tokens, place: int) -> tuple[int, int]:
    """The characters of the word that a wordpiece is part of."""
    first, last = place, place
    while first > 0 and tokens.starts[first] == tokens.ends[first - 1]:
        first -= 1
    while last + 1 < len(tokens) and tokens.ends[last] == tokens.starts[last + 1]:
        last += 1
    return int(tokens.starts[first]), int(tokens.ends[last])


def parts(view: View, heads: Heads, found: list[Found], records: Floats) -> Iterator[Players]:
    """Actors and targets of each record; None where no mention is near to choose from."""
    people = cast_of(view.tokens, view.mentions)
    spans = [near(people, item.sentence) for item in found]
    sizes = [span.stop - span.start for span in spans]
    rows = np.concatenate([np.arange(span.start, span.stop) for span in spans])
    if not len(rows):
        yield from [(None, None)] * len(found)
        return
    sentence, trigger, label = (
        np.repeat([getattr(item, name) for item in found], sizes) for name in ("sentence", "trigger", "label")
    )
    extra = features(people, rows, sentence, trigger)
    who = projected(heads, view.states.own, people)[rows]
    chances = role_chances(heads, who, np.repeat(records, sizes, axis=0), extra, label)
    cuts = np.cumsum(sizes)[:-1]
    for index, own in zip(np.split(people.index[rows], cuts), np.split(chances, cuts), strict=True):
        yield players(view.mentions, index, own) if len(index) else (None, None)


def players(mentions: tuple[Mention, ...], index: Integers, chances: Floats) -> Players:
    """Actors and targets among the mentions `index`; nobody is both."""
    actors = chosen(mentions, index, chances[:, 0], frozenset())
    return actors, chosen(mentions, index, chances[:, 1], frozenset(mentions[i].name for i in actors))


def chosen(mentions: tuple[Mention, ...], index: Integers, chances: Floats, taken: frozenset[str]) -> tuple[int, ...]:
    """The likeliest mention of each name that plays a part, the likeliest name first."""
    best: dict[str, int] = {}
    for row in np.argsort(-chances, kind="stable").tolist():
        name = mentions[int(index[row])].name
        if chances[row] < (SURE if best else LIKELY):
            break
        if name not in taken and name not in best:
            best[name] = int(index[row])
    return tuple(best.values())
