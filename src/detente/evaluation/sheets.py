"""Dispute sheets: every quote and every record of a document, by the sheet guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from detente.evaluation.figures import Counts, Summary, f1_figures, share
from detente.evaluation.matching import (
    Json,
    characters,
    matched,
    overlap,
    same_actor,
    same_name,
    span_pairs,
)
from detente.evaluation.reliability import Outcome

KINDS = ("event", "measure", "commitment", "move", "gap")


def count(text: str, gold: Json, reading: Json) -> Counts:
    """Counts of one document; `gold` is a sheet, `reading` the contract's reading as JSON."""
    counts: Counts = Counter()
    _count_quotes(counts, text, gold["quotes"], reading.get("quotes", []))
    _count_records(counts, text, gold["records"], reading.get("records", []))
    return counts


def placed(text: str, exact: str, nth: int = 1) -> list[tuple[int, int]]:
    """Where the n-th occurrence of `exact` stands; empty where there is none."""
    at = -1
    for _ in range(nth):
        at = text.find(exact, at + 1)
    return [(at, at + len(exact))] if at >= 0 else []


def outcomes(text: str, gold: Json, reading: Json) -> Iterator[Outcome]:
    """Every predicted quote and record with its confidence, and whether one of the sheet stands at its place."""
    quotes, records = reading.get("quotes", []), reading.get("records", [])
    right = {j for _, j in _quote_pairs(text, gold["quotes"], quotes)}
    yield from (Outcome("quote", quote["confidence"], j in right) for j, quote in enumerate(quotes))
    right = {j for _, j in _Records(text, gold["records"], records).pairs()}
    yield from (Outcome("record", record["confidence"], j in right) for j, record in enumerate(records))


def _quote_pairs(text: str, gold: list[Any], predicted: list[Any]) -> list[tuple[int, int]]:
    wanted = [characters(text, placed(text, quote["content"], quote.get("nth", 1))) for quote in gold]
    given = [characters(text, span_pairs(quote.get("content"))) for quote in predicted]
    return list(matched(lambda i, j: overlap(wanted[i], given[j]), len(wanted), len(given), 0.5))


def _count_quotes(counts: Counts, text: str, gold: list[Any], predicted: list[Any]) -> None:
    counts["quote_gold"] += len(gold)
    counts["quote_pred"] += len(predicted)
    for i, j in _quote_pairs(text, gold, predicted):
        speaker = same_name(gold[i]["speaker"], (predicted[j].get("speaker") or {}).get("name"))
        counts["quote_hit"] += 1
        counts["quote_kind"] += gold[i]["kind"] == predicted[j].get("kind")
        counts["quote_speaker"] += speaker
        counts["quote_chain"] += speaker and _same_chain(gold[i]["chain"], predicted[j].get("chain") or [])


def _same_chain(gold: list[Any], predicted: list[Any]) -> bool:
    return len(gold) == len(predicted) and all(
        same_name(a["name"], b.get("name")) for a, b in zip(gold, predicted, strict=True)
    )


class _Records:
    """Gold and predicted records of one document, and how well each of one side fits each of the other."""

    def __init__(self, text: str, gold: list[Any], predicted: list[Any]) -> None:
        self.gold, self.predicted = gold, predicted
        self.wanted = [[characters(text, placed(text, words)) for words in record["evidence"]] for record in gold]
        self.given = [[characters(text, [span]) for span in span_pairs(r.get("evidence"))] for r in predicted]

    def place(self, i: int, j: int) -> float:
        shares = (len(a & b) / max(1, min(len(a), len(b))) for a in self.wanted[i] for b in self.given[j])
        return max(shares, default=0.0)

    def fit(self, i: int, j: int) -> float:
        g, p = self.gold[i], self.predicted[j]
        if self.place(i, j) < 0.5 or _type(p) not in [_type(g), *g.get("also", [])]:
            return 0.0
        return self.place(i, j) + float(g["status"] == p.get("status")) + _same_party(g, p)

    def placed(self, i: int, j: int) -> float:
        return self.place(i, j) if self.gold[i]["kind"] == self.predicted[j].get("kind") else 0.0

    def pairs(self) -> list[tuple[int, int]]:
        """Records of the same type at the same place."""
        return list(matched(self.fit, len(self.gold), len(self.predicted), 0.5))

    def found(self) -> int:
        """How many gold records have one of their kind at their place."""
        return len(list(matched(self.placed, len(self.gold), len(self.predicted), 0.5)))


def _count_records(counts: Counts, text: str, gold: list[Any], predicted: list[Any]) -> None:
    records = _Records(text, gold, predicted)
    counts["record_gold"] += len(gold)
    counts["record_pred"] += len(predicted)
    counts.update(f"gold_{record['kind']}" for record in gold)
    counts.update(f"pred_{record.get('kind')}" for record in predicted)
    for i, j in records.pairs():
        _count_hit(counts, gold[i], predicted[j])
    counts["found"] += records.found()


def _type(record: Json) -> str:
    return f"{record.get('kind')}:{record.get('type')}"


def _same_party(gold: Json, predicted: Json) -> bool:
    return not gold.get("actors") or any(
        same_actor(a, b) for a in gold["actors"] for b in predicted.get("actors") or []
    )


def _count_hit(counts: Counts, gold: Json, predicted: Json) -> None:
    status = gold["status"] == predicted.get("status")
    if gold["kind"] == "move":
        actor = gold.get("direction") == predicted.get("direction") and same_name(
            gold.get("instrument"), predicted.get("instrument")
        )
    else:
        actor = _same_party(gold, predicted)
    counts["record_hit"] += 1
    counts["hit_" + gold["kind"]] += 1
    counts["record_status"] += status
    counts["record_actor"] += actor
    counts["record_core"] += status and actor
    if gold.get("targets"):
        counts["target_gold"] += 1
        counts["target_hit"] += any(same_actor(a, b) for a in gold["targets"] for b in predicted.get("targets") or [])
    if gold.get("when"):
        counts["when_gold"] += 1
        counts["when_hit"] += _same_when(gold["when"], predicted.get("when"))
    counts["attribution"] += _same_attribution(gold.get("attribution") or [], predicted.get("attribution") or [])


def _same_when(gold: Json, predicted: Json | None) -> bool:
    """Both ends agree as far as the coarser of the two is known."""

    def agree(g: str | None, p: str | None) -> bool:
        return (g is None and p is None) or (g is not None and p is not None and p[: len(g)] == g[: len(p)])

    return bool(predicted) and agree(gold["start"], predicted.get("start")) and agree(gold["end"], predicted.get("end"))  # type: ignore[union-attr]


def _same_attribution(gold: list[Any], predicted: list[Any]) -> bool:
    if not gold or not predicted:
        return not gold and not predicted
    return same_name(gold[-1]["name"], predicted[-1].get("name"))


def summary(counts: Counts) -> Summary:
    """Figures in percent, named as the scorer names them."""
    quotes = (counts["quote_pred"], counts["quote_gold"])
    records = (counts["record_pred"], counts["record_gold"])
    return {
        **f1_figures("quote", counts["quote_hit"], *quotes),
        **f1_figures("quote_with_speaker", counts["quote_speaker"], *quotes),
        **f1_figures("quote_with_chain", counts["quote_chain"], *quotes),
        "quote_kind_accuracy": share(counts["quote_kind"], counts["quote_hit"]),
        **f1_figures("record_found", counts["found"], *records),
        **f1_figures("record", counts["record_hit"], *records),
        **f1_figures("record_core", counts["record_core"], *records),
        "status_accuracy": share(counts["record_status"], counts["record_hit"]),
        "actor_accuracy": share(counts["record_actor"], counts["record_hit"]),
        "target_accuracy": share(counts["target_hit"], counts["target_gold"]),
        "when_accuracy": share(counts["when_hit"], counts["when_gold"]),
        "attribution_accuracy": share(counts["attribution"], counts["record_hit"]),
        **{
            name: value
            for kind in KINDS
            for name, value in f1_figures(
                kind, counts["hit_" + kind], counts["pred_" + kind], counts["gold_" + kind]
            ).items()
        },
    }
