"""What the gate of the ready-made profile loses and lets pass on a mixed stream, and how fast: real documents.

    python -m bench.ingest_gate --documents ../shared/corpora --reader rules

About the dispute is a document of a US-China corpus in which the reader finds a record between the two countries; the
stream has these and all other corpora, in which any such record is no reason to read. Processor time of one process.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detente.ingest import documents
from detente.model import Document, Reader, Record
from detente.reading.readers import reader
from detente.reading.triage import DEFAULT, Gate, profile

PARTIES = {"USA", "CHN"}
OURS = "us-china"
ROUNDS = 3


def read(path: Path) -> Iterator[Document]:
    return (one for one in documents([str(path)]) if isinstance(one, Document))


def between(record: Record) -> bool:
    """Whether both parties take part in it."""
    return {actor.country for actor in (*record.actors, *record.targets)} >= PARTIES


def lines(document: Document, reads: Reader) -> int:
    """Quotes and records of a document about the dispute; 0 for one that is not about it."""
    found = reads.read(document)
    return len(found.quotes) + len(found.records) if any(map(between, found.records)) else 0


def rate(gate: Gate, stream: list[Document]) -> float:
    """Documents a second, the fastest of several rounds: other work on the machine only ever slows them."""
    best = 0.0
    for _ in range(ROUNDS):
        begun = time.process_time()
        for document in stream:
            gate.verdict(document.text)
        best = max(best, len(stream) / (time.process_time() - begun))
    return best


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=Path, required=True, help="a folder of JSON Lines, a file a corpus")
    options.add_argument("--reader", default="rules")
    options.add_argument("--profile", default=DEFAULT)
    given = options.parse_args()
    corpora = {path.stem: list(read(path)) for path in sorted(given.documents.glob("*.jsonl"))}
    gate, reads = Gate(profile(given.profile)), reader(given.reader)
    write, lost = sys.stdout.write, Counter[str]()
    for name, held in corpora.items():
        if name.startswith(OURS):
            worth = {document.id: lines(document, reads) for document in held}
            relevant = [document for document in held if worth[document.id]]
            missed = [document for document in relevant if not gate.verdict(document.text).relevant]
            lost.update(relevant=len(relevant), missed=len(missed))
            lost.update(lines=sum(worth.values()), lines_missed=sum(worth[one.id] for one in missed))
            write(f"{name}: {len(relevant)} of {len(held)} about the dispute, {len(missed)} lost\n")
            for one in missed:
                write(f"  lost: {one.id}: {gate.verdict(one.text).reason}\n")
        else:
            passed = sum(gate.verdict(document.text).relevant for document in held)
            write(f"{name}: {passed} of {len(held)} let pass\n")
    write(f"recall: {1 - lost['missed'] / lost['relevant']:.2%} of {lost['relevant']} documents, ")
    write(f"{1 - lost['lines_missed'] / lost['lines']:.2%} of {lost['lines']} quotes and records\n")
    write(f"speed: {rate(gate, [one for held in corpora.values() for one in held]):.0f} documents/s per core\n")


if __name__ == "__main__":
    main()
