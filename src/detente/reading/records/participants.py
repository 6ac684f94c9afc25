"""Who did it to whom: a log-linear choice among candidates, by where they stand around the trigger.

Each candidate is an actor, a target or neither with the softmax of the weights of its features
(`participant_weights.csv`, learned by `training/participants.py` from the training sheets).
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence

from detente import vocabulary
from detente.model import Actor
from detente.reading.factuality import AUXILIARIES
from detente.reading.records import imposers
from detente.reading.records.candidates import Candidate, words
from detente.reading.records.frames import Frame
from detente.reading.records.scene import Scene

ROLES = ("actor", "target", "none")
ACTOR_FLOOR, TARGET_FLOOR, PARTY_FLOOR, FURTHER_FLOOR = 0.12, 0.2, 0.45, 0.4
NO_TARGET = 1e-3
ACTOR_FIRST = 1.0
"""How much more the actor of a pair counts than its target."""
MOST_PARTIES = 4
LIST_JOINTS = frozenset({",", "and", "&"})
MOST_JOINTS = 2
PASSIVE = frozenset({"was", "were", "been", "being", "be", "is", "are"})
Scored = Sequence[tuple[float, float, float]]


def choose(frame: Frame, scene: Scene, found: Sequence[Candidate]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and targets of a frame among its candidates: the likeliest pair of two parties."""
    if frame.proposal.kind == "measure":
        found = [candidate for candidate in found if imposers.imposes(candidate.mention)]
    scored = [probabilities(tuple(features(frame, scene, found, at))) for at in range(len(found))]
    if symmetric(frame):
        chosen = parties(found, scored)
        return (*chosen, *listed(frame, found, chosen)), ()
    pair = by_agent(frame, found) or likeliest(found, scored)
    if pair is None:
        return (), ()
    actor, target = subject(frame, found, pair[0]), pair[1]
    actors = (found[actor].mention.actor,) if max(scored[actor][:2]) >= ACTOR_FLOOR else ()
    if target is None or max(scored[target][:2]) < TARGET_FLOOR:
        return (*actors, *further(found, scored, 0, actors)), ()
    targets = (found[target].mention.actor,)
    more = further(found, scored, 0, (*actors, *targets))
    return (*actors, *more), (*targets, *further(found, scored, 1, (*actors, *targets, *more)))


def subject(frame: Frame, found: Sequence[Candidate], at: int) -> int:
    """The candidate itself, or one of its country that stands with a name before the trigger in its own clause.

    'The ministry said China will suspend its duties' tells what China does.
    """
    chosen = found[at]
    nearer = [
        place
        for place, c in enumerate(found)
        if c.how == "name" and not c.back and frame.clause[0] <= c.first and c.last <= frame.trigger[0]
        if c.mention.kind != "unnamed" and c.mention.country and c.mention.country == chosen.mention.country
    ]
    return at if at in nearer or not nearer else nearer[-1]


def by_agent(frame: Frame, found: Sequence[Candidate]) -> tuple[int, int | None] | None:
    """Agent and object of a passive with 'by': they stand the other way round, and the grammar leaves no doubt."""
    first, last = frame.trigger
    words_ = frame.tokens.words
    if frame.form != "verb" or not any(w in PASSIVE for w in words_[max(0, first - 2) : first]):
        return None
    agents = [at for at, c in enumerate(found) if last < c.first <= last + 4 and "by" in words_[last : c.first]]
    objects = [at for at, c in enumerate(found) if not c.back and frame.clause[0] <= c.first and c.last <= first]
    return (agents[0], objects[-1] if objects else None) if agents else None


def likeliest(found: Sequence[Candidate], scored: Scored) -> tuple[int, int | None] | None:
    """The candidates that are the likeliest actor and target together, two parties; None where there is nobody."""
    if not found:
        return None
    first = max(range(len(found)), key=lambda at: scored[at][0])
    best: tuple[float, int, int | None] = (scored[first][0] ** ACTOR_FIRST * NO_TARGET, first, None)
    for actor, target in itertools.permutations(range(len(found)), 2):
        joint = scored[actor][0] ** ACTOR_FIRST * (scored[target][1] + NO_TARGET)
        if joint > best[0] and not same(found[actor].mention.actor, found[target].mention.actor):
            best = (joint, actor, target)
    return best[1:]


def symmetric(frame: Frame) -> bool:
    return frame.proposal.kind == "event" and bool(vocabulary.table("events")[frame.proposal.type]["symmetric"])


def parties(found: Sequence[Candidate], scored: Scored) -> tuple[Actor, ...]:
    """All that take part in a symmetric event: the likely ones, two at the least where there are two."""
    order = sorted(range(len(found)), key=lambda at: -scored[at][0])
    chosen: list[Actor] = []
    for at in order:
        floor = PARTY_FLOOR if len(chosen) > 1 else ACTOR_FLOOR
        actor = found[at].mention.actor
        if scored[at][0] >= floor and len(chosen) < MOST_PARTIES and not any(same(actor, c) for c in chosen):
            chosen.append(actor)
    return tuple(chosen)


def listed(frame: Frame, found: Sequence[Candidate], chosen: Sequence[Actor]) -> tuple[Actor, ...]:
    """People named in one list with a chosen one, 'A, B and C met D', take part as well, of whatever country."""
    named = [c for c in found if c.how == "name" and not c.back]
    groups: list[list[Candidate]] = []
    for candidate in named:
        if groups and joined(frame, groups[-1][-1], candidate):
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    more = [c for group in groups if any(c.mention.actor in chosen for c in group) for c in group]
    people = {c.mention.name: c.mention.actor for c in more if c.mention.kind == "person"}
    return tuple(actor for name, actor in people.items() if all(name != c.name for c in chosen))


def joined(frame: Frame, one: Candidate, other: Candidate) -> bool:
    between = frame.tokens.words[one.last : other.first]
    return 0 < len(between) <= MOST_JOINTS and all(word in LIST_JOINTS for word in between)


def further(found: Sequence[Candidate], scored: Scored, role: int, taken: Sequence[Actor]) -> tuple[Actor, ...]:
    """More candidates for a role that are surely in it, each a party of its own."""
    chosen: list[Actor] = []
    for at in sorted(range(len(found)), key=lambda at: -scored[at][role]):
        actor = found[at].mention.actor
        if scored[at][role] < FURTHER_FLOOR or len(chosen) == MOST_PARTIES - 1:
            break
        if not any(same(actor, other) for other in (*chosen, *taken)):
            chosen.append(actor)
    return tuple(chosen)


def same(one: Actor, other: Actor) -> bool:
    """Whether two actors are one party: the same name, or two names of one country."""
    return one.name == other.name or (one.country is not None and one.country == other.country)


def probabilities(found: Sequence[str]) -> tuple[float, float, float]:
    """The softmax over ROLES."""
    table = weights()
    rows = [table[feature] for feature in found if feature in table]
    scores = [sum(row[at] for row in rows) for at in range(len(ROLES))]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return powers[0] / total, powers[1] / total, powers[2] / total


@functools.cache
def weights() -> dict[str, tuple[float, float, float]]:
    return {
        row["feature"]: (float(row["actor"] or 0), float(row["target"] or 0), float(row["none"] or 0))
        for row in vocabulary.rows("participant_weights")
    }


def features(frame: Frame, scene: Scene, found: Sequence[Candidate], at: int) -> Iterator[str]:
    """What speaks for a candidate's role: its place, the words beside it, what it is; each alone and by type."""
    candidate = found[at]
    key = frame.key
    place = position(frame, found, at)
    if candidate.how == "voice":
        yield from ("voice", f"{key}|voice", f"voice|others={min(3, len(found))}", f"voice|{frame.form}")
        return
    for name in (
        f"place={place}",
        f"{frame.form}|{place}",
        f"{place}|{beside(frame, candidate)}",
        f"before={preposition(frame.tokens.words, candidate)}|{place[0]}",
        f"after={following(frame.tokens.words, candidate)}|{place[0]}",
        f"{place}|{preposition(frame.tokens.words, candidate)}|{passive(frame)}",
    ):
        yield name
        yield f"{key}|{name}"
    mention = candidate.mention
    rank = str(scene.countries.index(mention.country)) if mention.country in scene.countries[:3] else "other"
    for name in (
        f"what={mention.kind}|{candidate.how}",
        f"rank={rank if mention.country else 'none'}",
        f"country={mention.country in ('USA', 'CHN') and mention.country}",
        f"seen={repeated(found, at)}",
        f"first={first_of_sentence(found, at)}",
    ):
        yield name
        yield f"{key}|{name}"
        yield f"{name}|{place[:2]}"
    yield f"bias|{key}"


def position(frame: Frame, found: Sequence[Candidate], at: int) -> str:
    """'L1' for the nearest to the left of the trigger, 'R2' for the second to the right, 'B1' a sentence back."""
    candidate = found[at]
    if candidate.back or candidate.how == "voice":
        return f"B{candidate.back}"
    first, last = frame.trigger
    if candidate.last <= first:
        side, order = (
            "L",
            sum(1 for c in found if not c.back and c.how != "voice" and candidate.first < c.first and c.last <= first)
            + 1,
        )
    elif candidate.first >= last:
        side, order = (
            "R",
            sum(1 for c in found if not c.back and c.how != "voice" and last <= c.first < candidate.first) + 1,
        )
    else:
        return "I0"
    inside = frame.clause[0] <= candidate.first < frame.clause[1]
    covered = frame.evidence[0] <= candidate.first < frame.evidence[1]
    return f"{side}{min(order, 3)}{'c' if inside else 'e' if covered else 's'}"


def beside(frame: Frame, candidate: Candidate) -> str:
    """How the candidate touches the trigger."""
    first, last = frame.trigger
    between = frame.tokens.words[candidate.last : first] or frame.tokens.words[last : candidate.first]
    if len(between) > 8:
        return "far"
    kinds = [
        "aux" if w in AUXILIARIES else w if w in words("prepositions") or not w[0].isalpha() else "" for w in between
    ]
    return "+".join(dict.fromkeys(k for k in kinds if k)) or ("touch" if len(between) < 2 else "near")


def preposition(text: Sequence[str], candidate: Candidate) -> str:
    """The preposition or verb before a candidate, past articles and titles."""
    at = candidate.first - 1
    while at >= 0 and candidate.first - at < 6 and text[at] in words("passed"):
        at -= 1
    if at < 0:
        return "start"
    return text[at] if text[at] in words("prepositions") or not text[at][0].isalpha() else "word"


def following(text: Sequence[str], candidate: Candidate) -> str:
    """What comes after a candidate: a possessive, an auxiliary, a preposition, a mark or a word."""
    if candidate.last >= len(text):
        return "end"
    word = text[candidate.last]
    if word in AUXILIARIES:
        return "aux"
    if word in words("prepositions") or not word[0].isalpha():
        return word
    return "ed" if word.endswith("ed") else "ing" if word.endswith("ing") else "s" if word.endswith("s") else "word"


def passive(frame: Frame) -> bool:
    before = frame.tokens.words[max(0, frame.trigger[0] - 3) : frame.trigger[0]]
    return any(w in PASSIVE for w in before)


def repeated(found: Sequence[Candidate], at: int) -> bool:
    country = found[at].mention.country
    return country is not None and any(
        other.mention.country == country for place, other in enumerate(found) if place != at and not other.back
    )


def first_of_sentence(found: Sequence[Candidate], at: int) -> bool:
    return not found[at].back and all(c.back or c.first >= found[at].first for c in found)
