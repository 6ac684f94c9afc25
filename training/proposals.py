"""Learns the weights of the rules' proposals: `python -m training.proposals GOLD_DIR [SHEETS...]`.

GOLD_DIR holds `sheets` (only the training part of its split is read) and `events-plv`; SHEETS are folders of more
sheets; `sentences.jsonl` beside this file is read as `events-plv` is. For each kind and type a
logistic regression over the leads (sentences with a trigger of the type), and the threshold that serves its F1 best,
both judged by folds of documents. Writes `proposal_weights.csv`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.reading.page import Page
from detente.reading.records import rules
from detente.reading.records.tokens import tokens
from training import softmax
from training.status import pages, pages_of

COMMON = 15
"""A word counts as a cue where it occurs in so many sentences at least."""
SMALLEST = 0.05
FOLDS = 5
OWN = Path(__file__).with_name("sentences.jsonl")
MERGED = {"YIELD": ("CONCEDE", "RETREAT")}


@dataclass(frozen=True, slots=True)
class Example:
    """The traits of a lead, whether gold has a record of its key there, and of which document it is.

    `weight` 0 keeps it out of the learning: another reading of a record that gold has under another key.
    """

    traits: tuple[str, ...]
    positive: bool
    document: int
    weight: float = 1.0


def cue_words(all_pages: Sequence[Page]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page in all_pages:
        all_tokens = tokens(page.text)
        for sentence in page.sentences:
            first, last = all_tokens.within(sentence.start, sentence.end)
            counts.update(set(all_tokens.words[first:last]))
    return frozenset(word for word, count in counts.items() if count >= COMMON)


def held(page: Page, records: Sequence[dict[str, Any]], *, also: bool) -> dict[int, set[str]]:
    """The keys of the gold records of each sentence; with `also`, those of their other readings instead."""
    found: dict[int, set[str]] = defaultdict(set)
    for record in records:
        keys = record.get("also", ()) if also else (f"{record['kind']}:{record['type']}",)
        for words in record["evidence"]:
            start = page.text.find(words)
            if start >= 0:
                for index in range(page.sentence_at(start), page.sentence_at(start + len(words) - 1) + 1):
                    found[index].update(keys)
    return found


def sheet_examples(folders: Sequence[Path]) -> tuple[dict[str, list[Example]], Counter[str], frozenset[str]]:
    """The examples by key, how many records of each key gold has, and the cue words."""
    gold = list(pages(*folders))
    cues = cue_words([page for page, _ in gold])
    found: dict[str, list[Example]] = defaultdict(list)
    totals: Counter[str] = Counter()
    for number, (page, records) in enumerate(gold):
        totals.update(f"{r['kind']}:{r['type']}" for r in records)
        keys, masked = held(page, records, also=False), held(page, records, also=True)
        for index, leads in rules.sentences(page, cues):
            for lead in leads:
                positive = lead.key in keys[index]
                weight = 0.0 if lead.key in masked[index] and not positive else 1.0
                found[lead.key].append(Example(lead.traits, positive, number, weight))
    return found, totals, cues


def plover_rows(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Text and root of the marked sentences and of the project's own."""
    documents = {d["id"]: d for d in map(json.loads, (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines())}
    for gold in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        yield documents[gold["id"]]["text"], gold["root"]
    for own in map(json.loads, OWN.read_text(encoding="utf-8").splitlines()):
        yield own["text"], own["root"]


def plover_examples(folder: Path, cues: frozenset[str]) -> Iterator[tuple[str, Example]]:
    """Leads of the marked sentences: their root is a positive, the other roots that they tell of negatives."""
    for text, root in plover_rows(folder):
        roots = MERGED.get(root, (root,)) if root else ()
        page = pages_of(text, None)
        for _, leads in rules.sentences(page, cues):
            for lead in leads:
                if lead.kind == "event":
                    yield lead.key, Example(lead.traits, lead.type in roots, -1)


def learned(examples: Sequence[Example]) -> tuple[dict[str, int], softmax.Matrix]:
    examples = [e for e in examples if e.weight]
    rows = [["bias", *e.traits] for e in examples]
    return softmax.train(rows, [int(e.positive) for e in examples], 2, least=3, l2=0.004, steps=120, rate=0.08)


def scores(examples: Sequence[Example], names: dict[str, int], weights: softmax.Matrix) -> list[float]:
    at, column = softmax.indices([["bias", *e.traits] for e in examples], names)
    return [float(p) for p in softmax.probabilities(at, column, weights, len(examples))[:, 1]]


def out_of_fold(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """Probability and truth of each sheet example, by a model that has not seen its document."""
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        kept = [e for e in examples if e.document < 0 or e.document % FOLDS != fold]
        tested = [e for e in examples if e.document >= 0 and e.document % FOLDS == fold]
        if tested and any(e.weight for e in kept):
            found.extend(zip(scores(tested, *learned(kept)), (e.positive for e in tested), strict=True))
    return found


def best_threshold(judged: Sequence[tuple[float, bool]], total: int) -> tuple[float, float, int, int]:
    """The threshold of the highest F1 over `total` gold records, that F1, and its hits and proposals."""
    best = (0.9, 0.0, 0, 0)
    ordered = sorted(judged, reverse=True)
    hits = 0
    for count, (score, positive) in enumerate(ordered, start=1):
        hits += positive
        f1 = 2 * hits / (count + total)
        if f1 > best[1] and score > 0.15:
            best = (score, f1, hits, count)
    return best


def main(folder: Path, *more: Path) -> None:
    examples, totals, cues = sheet_examples([folder / "sheets", *more])
    for key, example in plover_examples(folder / "events-plv", cues):
        examples[key].append(example)
    path = Path(str(files("detente.vocabulary") / "proposal_weights.csv"))
    all_hits = all_proposed = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("key", "trait", "weight"))
        for key in sorted(examples):
            threshold, f1, hits, proposed = best_threshold(out_of_fold(examples[key]), totals[key])
            print(f"{key:32} f1 {100 * f1:5.1f} threshold {threshold:.2f} gold {totals[key]:4} proposed {proposed:4}")  # noqa: T201
            all_hits, all_proposed = all_hits + hits, all_proposed + proposed
            names, weights = learned(examples[key])
            table.writerow((key, "threshold", f"{threshold:.3f}"))
            for trait, at in names.items():
                weight = float(weights[at, 1] - weights[at, 0])
                if abs(weight) >= SMALLEST:
                    table.writerow((key, trait, f"{weight:.2f}"))
    gold = sum(totals.values())
    print(f"all: precision {100 * all_hits / all_proposed:.1f} recall {100 * all_hits / gold:.1f} of {gold}")  # noqa: T201


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
