"""News of our own making to time things on: the demo's dispatches, varied by a seed so that no two are copies."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from detente.model import Document

DISPATCHES = Path(__file__).parents[1] / "demo" / "dispatches.jsonl"
OTHER_NEWS = Path(__file__).with_name("other_news.txt")
RELEVANT = 20
"""One document in so many of a stream is about the dispute."""
ABOUT = ("corpora/us-china-2025.jsonl", "corpora/us-china-2017-2019.jsonl")
NOT_ABOUT = (
    "gold/quotes-train/docs.jsonl",
    "gold/stories-ecb/docs.jsonl",
    "corpora/brexit.jsonl",
    "corpora/russia-ukraine.jsonl",
)


def documents(count: int, words: int = 800, seed: int = 1) -> Iterator[Document]:
    """`count` documents of about `words` words: sentences of the dispatches in a drawn order, figures drawn anew."""
    draw = random.Random(seed)
    paragraphs = [
        paragraph
        for line in DISPATCHES.read_text(encoding="utf-8").splitlines()
        for paragraph in json.loads(line)["text"].split("\n\n")
    ]
    for number in range(count):
        day = f"2025-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        yield Document(id=f"bench-{number}", text=_text(paragraphs, words, draw), published=day, outlet="Bench")


def stream(count: int, shared: Path | None = None, seed: int = 1, near: int | None = None) -> Iterator[str]:
    """`count` texts of which one in RELEVANT is about the dispute: our own, or drawn from the sets in `shared`.

    `near`: of the real ones about the dispute, those that have about so many words (a quarter more or less).
    """
    draw = random.Random(seed)
    if shared is None:
        own = OTHER_NEWS.read_text(encoding="utf-8").split("\n\n")
        about = [document.text for document in documents(count // RELEVANT + 1, seed=seed)]
        other = [_text(own, draw.randint(100, 1000), draw) for _ in range(count)]
    else:
        about, other = (_texts(shared, names) for names in (ABOUT, NOT_ABOUT))
        about = [text for text in about if near is None or abs(len(text.split()) - near) <= near / 4]
    for number in range(count):
        yield draw.choice(other if number % RELEVANT else about)


def _texts(shared: Path, names: tuple[str, ...]) -> list[str]:
    lines = (line for name in names for line in (shared / name).read_text(encoding="utf-8").splitlines())
    return [json.loads(line)["text"] for line in lines]


def _text(paragraphs: list[str], words: int, draw: random.Random) -> str:
    taken: list[str] = []
    while sum(len(paragraph.split()) for paragraph in taken) < words:
        paragraph = draw.choice(paragraphs)
        taken.append("".join(str(draw.randint(1, 9)) if c.isdigit() and draw.random() < 0.3 else c for c in paragraph))
    return "\n\n".join(taken)
