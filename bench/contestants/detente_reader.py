"""A reader of Detente as a contestant; NAME is that of a reader, `local+triage` puts the gate before it."""

from __future__ import annotations

import sys

from bench.contestants.rounds import rounds, texts
from detente.model import Document
from detente.reading.processes import reader_for
from detente.reading.triage import profile


def main() -> None:
    path, name = sys.argv[1:]
    named, _, gate = name.partition("+")
    reader = reader_for(named, (), profile() if gate else None)
    documents = [Document(id=str(at), text=text, published="2025-06-06") for at, text in enumerate(texts(path))]
    rounds(documents, reader.read)


if __name__ == "__main__":
    main()
