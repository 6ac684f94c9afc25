"""Learns which date is a record's own: `python -m training.whens SHEETS_DIR...` (as for `training.status`).

Each gold record is a choice among the stretches of time that it may have and 'no time': a conditional logit, in full
batch with Adam and L2. It is seen with its evidence and with its whole sentence, with the sheet's status and with the
rules' (what the reader has at hand is not always the sheet's). Writes `when_weights.csv`, and prints for folds by
document how many dated records get their date, how many undated ones get one, and how many of the dates given are the
sheet's.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.model import Interval, Status
from detente.reading import factuality
from detente.reading.coreference import Resolver
from detente.reading.page import Page
from detente.reading.quotes import attribution
from detente.reading.quotes import rules as quote_rules
from detente.reading.records import whens
from detente.reading.records.frames import Frame, frame
from detente.reading.records.scene import Scene
from detente.reading.records.whens_features import Candidate
from training import choice
from training.status import pages, proposal

FOLDS = 5
LEAST = 10
PENALTY, STEPS, RATE = 45.0, 150, 0.1
SMALLEST = 0.04


@dataclass(frozen=True, slots=True)
class Case:
    """A choice: candidates, features of 'no time' and of each, and which are right; whether the sheet has a time.

    `judged`: as the reader meets it, the whole sentence with the status that the rules read.
    """

    document: int
    found: tuple[Candidate, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    dated: bool
    judged: bool


def cases(*folders: Path) -> Iterator[Case]:
    for number, (page, records) in enumerate(pages(*folders)):
        scene = scene_of(page)
        for record in records:
            for whole in (False, True):
                given = proposal(page, record, whole=whole)
                framed = frame(page, given) if given else None
                if framed is not None:
                    yield from seen(number, framed, scene, record, whole)


def scene_of(page: Page) -> Scene:
    resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
    return Scene.of(page, resolver, attribution.attribute(page, quote_rules.propose(page), resolver))


def seen(number: int, framed: Frame, scene: Scene, record: dict[str, Any], whole: bool) -> Iterator[Case]:
    """The record with the sheet's status and, where it is another, with that of the rules."""
    quoted = scene.quote_at(*framed.offsets(framed.trigger)) is not None
    read: Status = "negated" if framed.proposal.kind == "gap" else factuality.status(framed)
    for status in dict.fromkeys((record["status"], read)):
        found = tuple(whens.candidates(framed, status))
        right = [same(record.get("when"), candidate[0].interval) for candidate in found]
        yield Case(
            number,
            found,
            tuple(whens.rows(framed, status, quoted, found)),
            (not any(right), *right),
            dated=record.get("when") is not None,
            judged=whole and status == read,
        )


def same(gold: dict[str, Any] | None, span: Interval) -> bool:
    """Whether a stretch is the sheet's, as far as both are precise."""
    return gold is not None and all(
        (g is None and s is None) or (g is not None and s is not None and s[: len(g)] == g[: len(s)])
        for g, s in ((gold["start"], span.start), (gold["end"], span.end))
    )


def learned(found: Sequence[Case]) -> dict[str, float]:
    """The weights by feature."""
    names, weights = choice.learned(
        [case.rows for case in found],
        [case.right for case in found],
        least=LEAST,
        penalty=PENALTY,
        steps=STEPS,
        rate=RATE,
    )
    return {name: float(weights[at]) for name, at in names.items() if abs(weights[at]) >= SMALLEST}


def judged(held: Sequence[Case], weights: dict[str, float]) -> Counter[str]:
    """Dated records, those that get their date, undated ones, those that get a date, by how the date comes."""
    count: Counter[str] = Counter()
    for case in held:
        best = whens.chosen(case.found, whens.chances(case.rows, weights))
        count["dated" if case.dated else "undated"] += 1
        if best is not None:
            how = case.found[best][0].how
            count[f"given {how}"] += 1
            count[f"right {how}"] += case.right[best + 1]
            count["right"] += case.right[best + 1]
            count["given"] += 1
            count["invented"] += not case.dated
    return count


def main(*folders: Path) -> None:
    found = list(cases(*folders))
    count: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = learned([c for c in found if c.document % FOLDS != fold])
        count += judged([c for c in found if c.judged and c.document % FOLDS == fold], weights)
    print(f"dated right {100 * count['right'] / count['dated']:.1f}, {dict(count)}")  # noqa: T201
    path = Path(str(files("detente.vocabulary") / "when_weights.csv"))
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((name, f"{weight:.2f}") for name, weight in sorted(learned(found).items()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
