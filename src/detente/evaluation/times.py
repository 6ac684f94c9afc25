"""Time expressions: extent, type and value (TempEval-3's measures)."""

from __future__ import annotations

from collections import Counter

from detente.evaluation.figures import Counts, Summary, f1_figures
from detente.evaluation.matching import Json, matched

MEASURES = ("strict", "relaxed", "type", "value")


def count(_text: str, gold: Json, reading: Json) -> Counts:
    """Counts of one document; `gold["times"]` are [start, end, type, value] rows."""
    wanted, given = gold["times"], reading.get("times", [])
    counts: Counts = Counter(gold=len(wanted), pred=len(given))

    def shared(i: int, j: int) -> float:
        return float(min(wanted[i][1], given[j]["end"]) - max(wanted[i][0], given[j]["start"]))

    for i, j in matched(shared, len(wanted), len(given), 1):
        start, end, kind, value = wanted[i]
        counts["relaxed"] += 1
        counts["strict"] += (start, end) == (given[j]["start"], given[j]["end"])
        counts["type"] += kind == given[j].get("type")
        counts["value"] += (value or "") == (given[j].get("value") or "")
    return counts


def summary(counts: Counts) -> Summary:
    """Figures in percent, named as the scorer names them."""
    figures: Summary = {}
    for measure in MEASURES:
        figures.update(f1_figures(measure, counts[measure], counts["pred"], counts["gold"]))
    return figures
