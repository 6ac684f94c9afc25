"""How many documents there will be, for whoever draws a bar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente.ingest.inputs import expand
from detente.ingest.kinds import SEVERAL, SUFFIXES, module_of

BLOCK = 1 << 20


def expected(names: Sequence[str]) -> int | None:
    """Lines of JSON Lines files and one for each other file; None where some input is a pipe, or of a kind that holds
    any number of documents.
    """
    paths = [source.path for source in expand(names, SUFFIXES)]
    if any(path is None or not path.is_file() or module_of(path) in SEVERAL for path in paths):
        return None
    return sum(lines(path) if module_of(path) == "jsonl" else 1 for path in paths if path)


def lines(path: Path) -> int:
    """The lines of a file, a last one without a line break included; 0 where it cannot be opened."""
    count, last = 0, b"\n"
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                count += block.count(b"\n")
                last = block[-1:]
    except OSError:
        return 0
    return count + (last != b"\n")
