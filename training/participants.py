"""Learns who does it to whom: `python -m training.participants SHEETS_DIR...` (as for `training.status`).

Each candidate of each gold record is an example: an actor, a target, or neither. Writes `participant_weights.csv` and
prints how often, in folds by document, the likeliest actor and target are right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model import Mention
from detente.reading.coreference import Resolver
from detente.reading.quotes import attribution
from detente.reading.quotes import rules as quote_rules
from detente.reading.records import participants
from detente.reading.records.candidates import candidates
from detente.reading.records.frames import frame
from detente.reading.records.scene import Scene
from training import softmax
from training.status import pages, proposal, write

FOLDS = 5
NOISE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "us",
        "u.s",
        "president",
        "mr",
        "ms",
        "mrs",
        "state",
        "government",
        "administration",
        "officials",
    ]
)


@dataclass(frozen=True, slots=True)
class Case:
    """A record's candidates: their features and roles, and whether gold names an actor and a target."""

    document: int
    rows: tuple[tuple[str, ...], ...]
    roles: tuple[int, ...]
    has: tuple[bool, bool]


def cases(*folders: Path) -> Iterator[Case]:
    for number, (page, records) in enumerate(pages(*folders)):
        resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
        quotes = attribution.attribute(page, quote_rules.propose(page), resolver)
        scene = Scene.of(page, resolver, quotes)
        for record in records:
            for whole in (False, True):
                given = proposal(page, record, whole=whole)
                framed = frame(page, given) if given and record["kind"] != "move" else None
                if framed is None:
                    continue
                found = candidates(framed, scene, scene.quote_at(*framed.offsets(framed.trigger)))
                rows = tuple(tuple(participants.features(framed, scene, found, at)) for at in range(len(found)))
                roles = tuple(role(candidate.mention, record) for candidate in found)
                has = (bool(record.get("actors")), bool(record.get("targets")))
                yield Case(number, rows, roles, has)


def role(mention: Mention, record: dict[str, Any]) -> int:
    """Of participants.ROLES: by name first, then by country."""
    actors, targets = record.get("actors") or [], record.get("targets") or []
    for same in (same_name, same_country):
        for number, actors_of_role in enumerate((actors, targets)):
            if any(same(mention, actor) for actor in actors_of_role):
                return number
    return 2


def same_country(mention: Mention, actor: dict[str, Any]) -> bool:
    return mention.country is not None and mention.country == actor.get("country")


def same_name(mention: Mention, actor: dict[str, Any]) -> bool:
    mine = set(mention.name.lower().split()) - NOISE
    gold = set(actor["name"].lower().split()) - NOISE
    return bool(mine and gold) and (mine <= gold or gold <= mine)


def judged(held: list[Case], names: dict[str, int], weights: softmax.Matrix) -> tuple[int, int, int, int]:
    """How many likeliest actors are right, of how many; the same for targets."""
    right, total = [0, 0], [0, 0]
    for case in held:
        if not case.rows:
            total = [t + h for t, h in zip(total, case.has, strict=True)]
            continue
        at, column = softmax.indices(case.rows, names)
        shares = softmax.probabilities(at, column, weights, len(case.rows))
        for number in (0, 1):
            if case.has[number]:
                total[number] += 1
                right[number] += case.roles[int(shares[:, number].argmax())] == number
    return right[0], total[0], right[1], total[1]


def main(*folders: Path) -> None:
    found = list(cases(*folders))
    sums = [0, 0, 0, 0]
    for fold in range(FOLDS):
        kept = [c for c in found if c.document % FOLDS != fold]
        held = [c for c in found if c.document % FOLDS == fold]
        sums = [a + b for a, b in zip(sums, judged(held, *learned(kept)), strict=True)]
    print(f"likeliest actor {100 * sums[0] / sums[1]:.1f}, target {100 * sums[2] / sums[3]:.1f}")  # noqa: T201
    names, weights = learned(found)
    write(names, weights, participants.ROLES, "participant_weights")


def learned(found: list[Case]) -> tuple[dict[str, int], softmax.Matrix]:
    rows = [row for case in found for row in case.rows]
    return softmax.train(rows, [r for case in found for r in case.roles], 3, least=8, l2=5e-4, steps=60, rate=0.15)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
