"""How fast the readers read, beside spaCy on the same documents in the same run: `python -m bench.reading`.

Each contestant is a process of its own with one thread; they take turns, round by round, and each figure is a median.
Only what is divided by another figure of the same run means much on another machine.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus import documents, stream

ROOT = Path(__file__).parents[1]
SPACY = ROOT / ".bench" / "bin" / "python"
OURS, PEER = "bench.contestants.detente_reader", "bench.contestants.spacy_pipes"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
WORDS = 800
"""Words of an article, by which rates are counted."""


@dataclass
class Contestant:
    """A process that reads; `start` is the seconds from its launch to the first document read."""

    name: str
    process: subprocess.Popen[str]
    start: float
    seconds: list[float] = field(default_factory=list)
    resident: int = 0

    @classmethod
    def launched(cls, name: str, command: list[str]) -> Contestant:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD
        )
        contestant = cls(name, process, 0.0)
        contestant.line()
        contestant.start = time.perf_counter() - began
        return contestant

    def line(self) -> str:
        """The next line it says. Raises RuntimeError where it has ended instead."""
        said = self.process.stdout.readline() if self.process.stdout else ""
        if not said:
            raise RuntimeError(f"the contestant {self.name} ended before its time; its error stands above")
        return said

    def round(self) -> None:
        """One more round over all documents."""
        if self.process.stdin:
            self.process.stdin.write("round\n")
            self.process.stdin.flush()
        seconds, resident = self.line().split()
        self.seconds.append(float(seconds))
        self.resident = max(self.resident, int(resident))

    def finish(self) -> None:
        self.process.communicate()

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def contest(commands: dict[str, list[str]], rounds: int) -> list[Contestant]:
    """The contestants after their rounds, taken in turn; a first round that is not counted warms them up."""
    found = [Contestant.launched(name, command) for name, command in commands.items()]
    for number in range(rounds + 1):
        for contestant in found:
            contestant.round()
            if not number:
                contestant.seconds.clear()
    for contestant in found:
        contestant.finish()
    return found


def written(texts: Iterable[str], folder: Path, name: str) -> tuple[Path, int, int]:
    """The texts as a JSONL file; how many there are, and how many words."""
    path, kept = folder / name, list(texts)
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in kept), encoding="utf-8")
    return path, len(kept), sum(len(text.split()) for text in kept)


def articles(folder: Path, rounds: int, size: int, spacy: Path | None) -> Iterator[str]:
    """Every reader on articles of 800 words, spaCy beside them."""
    path, _, words = written((document.text for document in documents(size, WORDS)), folder, "articles.jsonl")
    commands = {name: [sys.executable, "-m", OURS, str(path), name] for name in ("local", "rules")}
    if spacy:
        commands["spaCy"] = [str(spacy), "-m", PEER, str(path)]
    found = contest(commands, rounds)
    peer = next((contestant.median for contestant in found if contestant.name == "spaCy"), None)
    yield f"{'reader':14}{'articles/s':>12}{'beside spaCy':>14}{'first reading':>15}{'resident':>10}"
    for one in found:
        beside = f"{peer / one.median:.2f} x" if peer else "-"
        rate = words / WORDS / one.median
        yield f"{one.name:14}{rate:12.1f}{beside:>14}{one.start:13.2f} s{one.resident / 1e6:7.0f} MB"


def mixed(folder: Path, rounds: int, texts: Iterable[str]) -> Iterator[str]:
    """A stream of which 5 % is about the dispute, with triage and without."""
    path, count, words = written(texts, folder, "stream.jsonl")
    names = ("local+triage", "local")
    found = contest({name: [sys.executable, "-m", OURS, str(path), name] for name in names}, rounds)
    quick, full = (one.median for one in found)
    yield f"{'stream':14}{'documents/s':>12}{'beside untriaged':>18}"
    yield f"{'local+triage':14}{count / quick:12.1f}{full / quick:16.1f} x"
    yield f"{'local':14}{count / full:12.1f}{1:16.1f} x"
    yield f"the stream: {count} documents of {words // count} words in the mean, one in twenty about the dispute"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=20, help="how many articles of 800 words")
    parser.add_argument("--stream", type=int, default=200, help="how many documents of the mixed stream")
    parser.add_argument("--spacy", type=Path, default=SPACY, help="the Python that has spaCy (made by `make bench`)")
    parser.add_argument("--shared", type=Path, help="draw the stream from the real documents of this folder instead")
    parser.add_argument("--near", type=int, help="of the real ones about the dispute, those of about so many words")
    options = parser.parse_args()
    spacy = options.spacy if options.spacy.exists() else None
    if spacy is None:
        sys.stderr.write(f"no {options.spacy}: spaCy is left out; run `make bench`, which sets it up\n")
    with tempfile.TemporaryDirectory() as folder:
        tables = (
            articles(Path(folder), options.rounds, options.articles, spacy),
            mixed(Path(folder), options.rounds, stream(options.stream, options.shared, near=options.near)),
        )
        for line in itertools.chain.from_iterable(tables):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
