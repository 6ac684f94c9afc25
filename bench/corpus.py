"""News of our own making to time things on: the demo's dispatches, varied by a seed so that no two are copies."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from detente.model import Document

DISPATCHES = Path(__file__).parents[1] / "demo" / "dispatches.jsonl"


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


def _text(paragraphs: list[str], words: int, draw: random.Random) -> str:
    taken: list[str] = []
    while sum(len(paragraph.split()) for paragraph in taken) < words:
        paragraph = draw.choice(paragraphs)
        taken.append("".join(str(draw.randint(1, 9)) if c.isdigit() and draw.random() < 0.3 else c for c in paragraph))
    return "\n\n".join(taken)
