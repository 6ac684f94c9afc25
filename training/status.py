"""Learns the weights of factuality: `python -m training.status SHEETS_DIR...`.

A SHEETS_DIR holds sheets, docs.jsonl and split.json; only the sheets of the split's training part are read, all of
them where there is no split (the sheets that `training.standoff restore` writes). Each record is seen twice: with its
evidence, and with the whole sentence of its evidence, as a model that proposes sentences gives it. Writes
`status_weights.csv`, and prints the accuracy of five folds by document.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from detente.model import STATUSES
from detente.reading import factuality, mentions, sentences, times
from detente.reading.page import Page, RecordProposal
from detente.reading.records.frames import frame
from training import softmax

SMALLEST = 0.05
"""Weights nearer to zero than this are left out of the file."""
FOLDS = 5


def pages_of(text: str, published: str | None) -> Page:
    """A page with all that the stages before the records find in it."""
    split = sentences.split(text)
    return Page(
        text=text,
        published=published,
        sentences=split,
        mentions=mentions.find(text, split, published),
        times=times.find(text, split, published),
    )


def pages(*folders: Path) -> Iterator[tuple[Page, list[dict[str, Any]]]]:
    """The documents of the folders with their gold records: the training part of a split, all where there is none."""
    for folder in folders:
        ids = trained_on(folder)
        for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            if document["id"] in ids:
                page = pages_of(document["text"], document["published"])
                sheet = json.loads((folder / "sheets" / f"{document['id']}.json").read_text(encoding="utf-8"))
                yield page, sheet["records"]


def trained_on(folder: Path) -> set[str]:
    """The documents of a folder that may be learned from."""
    split = folder / "split.json"
    if split.is_file():
        return set(json.loads(split.read_text(encoding="utf-8"))["train"])
    return {path.stem for path in (folder / "sheets").glob("*.json")}


def proposal(page: Page, record: dict[str, Any], *, whole: bool) -> RecordProposal | None:
    """A gold record's place, kind and type; with `whole`, the sentence of its evidence."""
    start = page.text.find(record["evidence"][0])
    if start < 0:
        return None
    end = start + len(record["evidence"][0])
    if whole:
        sentence = page.sentences[page.sentence_at(start)]
        start, end = min(start, sentence.start), max(end, sentence.end)
    return RecordProposal(start=start, end=end, kind=record["kind"], type=record["type"], rule="gold")


def examples(*folders: Path) -> Iterator[tuple[int, list[str], int]]:
    """Document number, features and status number of each record but the gaps, whose status is fixed."""
    for number, (page, records) in enumerate(pages(*folders)):
        for record in records:
            for whole in (False, True):
                given = proposal(page, record, whole=whole)
                framed = frame(page, given) if given and record["kind"] != "gap" else None
                if framed is not None:
                    yield number, list(factuality.features(framed)), STATUSES.index(record["status"])


def accuracy(rows: list[list[str]], labels: list[int], documents: list[int]) -> float:
    """Accuracy in percent over folds by document."""
    right = 0
    for fold in range(FOLDS):
        held = [d % FOLDS == fold for d in documents]
        kept = [(r, y) for r, y, h in zip(rows, labels, held, strict=True) if not h]
        names, weights = softmax.train([r for r, _ in kept], [y for _, y in kept], len(STATUSES), least=6)
        tested = [(r, y) for r, y, h in zip(rows, labels, held, strict=True) if h]
        at, column = softmax.indices([r for r, _ in tested], names)
        likeliest = softmax.probabilities(at, column, weights, len(tested)).argmax(1)
        right += int(np.sum(likeliest == np.array([y for _, y in tested])))
    return 100 * right / len(rows)


def write(names: dict[str, int], weights: softmax.Matrix, header: tuple[str, ...], name: str) -> None:
    """The weights as a vocabulary; features all of whose weights are small are left out."""
    path = Path(str(files("detente.vocabulary") / f"{name}.csv"))
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(("feature", *header))
        for feature, at in names.items():
            values = [f"{w:.2f}" if abs(w) >= SMALLEST else "" for w in weights[at]]
            if any(values):
                rows.writerow((feature, *values))


def main(*folders: Path) -> None:
    documents, rows, labels = map(list, zip(*examples(*folders), strict=True))
    print(f"{len(rows)} examples, accuracy of {FOLDS} folds {accuracy(rows, labels, documents):.1f}")  # noqa: T201
    names, weights = softmax.train(rows, labels, len(STATUSES), least=6)
    write(names, weights, STATUSES, "status_weights")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
