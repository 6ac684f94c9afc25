"""Learns which date is a record's own: `python -m training.whens SHEETS_DIR...` (as for `training.status`).

Each stretch of time that a gold record may have is an example, right where it is the sheet's. Writes
`when_weights.csv`, and prints for folds by document how many dated records get their date, how many undated ones
get one, and how many of the dates given are the sheet's.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.model import Interval
from detente.reading.coreference import Resolver
from detente.reading.quotes import attribution
from detente.reading.quotes import rules as quote_rules
from detente.reading.records import dates, whens
from detente.reading.records.frames import frame
from detente.reading.records.scene import Scene
from training import softmax
from training.status import pages, proposal

FOLDS = 5
SMALLEST = 0.04


@dataclass(frozen=True, slots=True)
class Case:
    """A record's datings: their features, how they come, and whether they are right; `dated` where gold has a date."""

    document: int
    rows: tuple[tuple[str, ...], ...]
    how: tuple[str, ...]
    right: tuple[int, ...]
    dated: bool


def cases(*folders: Path) -> Iterator[Case]:
    for number, (page, records) in enumerate(pages(*folders)):
        resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
        quotes = attribution.attribute(page, quote_rules.propose(page), resolver)
        scene = Scene.of(page, resolver, quotes)
        for record in records:
            for whole in (False, True):
                given = proposal(page, record, whole=whole)
                framed = frame(page, given) if given else None
                if framed is None:
                    continue
                status = record["status"]
                quoted = scene.quote_at(*framed.offsets(framed.trigger)) is not None
                found = dates.datings(framed, status)
                yield Case(
                    number,
                    tuple(tuple(whens.features(framed, status, quoted, found, at)) for at in range(len(found))),
                    tuple(d.how for d in found),
                    tuple(int(same(record.get("when"), d.interval)) for d in found),
                    bool(record.get("when")),
                )


def same(gold: dict[str, Any] | None, span: Interval) -> bool:
    """Whether a stretch is the sheet's, as far as both are precise."""
    return gold is not None and all(
        (g is None and s is None) or (g is not None and s is not None and s.startswith(g[: len(s)]) and bool(s))
        for g, s in ((gold["start"], span.start), (gold["end"], span.end))
    )


def judged(held: list[Case], names: dict[str, int], weights: softmax.Matrix) -> Counter[str]:
    """Dated records, those that get their date, undated ones, those that get a date, by how the date comes."""
    count: Counter[str] = Counter()
    for case in held:
        at, column = softmax.indices(case.rows, names)
        shares = softmax.probabilities(at, column, weights, len(case.rows))[:, 1]
        likely = [(p, i) for i, p in enumerate(shares) if p >= whens.FLOORS[case.how[i]]]
        best = max(likely)[1] if likely else None
        count["dated" if case.dated else "undated"] += 1
        if best is not None:
            count[f"given {case.how[best]}"] += 1
            count[f"right {case.how[best]}"] += case.right[best]
            count["right"] += case.right[best]
            count["invented"] += not case.dated
    return count


def learned(found: list[Case]) -> tuple[dict[str, int], softmax.Matrix]:
    rows = [row for case in found for row in case.rows]
    labels = [right for case in found for right in case.right]
    return softmax.train(rows, labels, 2, least=6, l2=1e-3, steps=100, rate=0.1)


def main(*folders: Path) -> None:
    found = list(cases(*folders))
    count: Counter[str] = Counter()
    for fold in range(FOLDS):
        names, weights = learned([c for c in found if c.document % FOLDS != fold])
        count += judged([c for c in found if c.document % FOLDS == fold], names, weights)
    print(f"dated right {100 * count['right'] / count['dated']:.1f}, {dict(count)}")  # noqa: T201
    names, weights = learned(found)
    path = Path(str(files("detente.vocabulary") / "when_weights.csv"))
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("feature", "right"))
        for feature, at in names.items():
            weight = float(weights[at, 1] - weights[at, 0])
            if abs(weight) >= SMALLEST:
                table.writerow((feature, f"{weight:.2f}"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
