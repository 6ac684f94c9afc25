"""PLOVER types of sentences: for a marked pair of parties, and end to end with countries."""

from __future__ import annotations

from collections import Counter
from typing import Any

from detente.evaluation.figures import Counts, Summary, f1_figures, share
from detente.evaluation.matching import Json, same_name
from detente.vocabulary import table

YIELD = frozenset({"CONCEDE", "RETREAT"})


def merged(root: str) -> str:
    """The older root YIELD holds CONCEDE and RETREAT."""
    return "YIELD" if root in YIELD else root


def quad(root: str) -> int | None:
    """The quad class of a root: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    events = table("plover")["events"]
    if root == "YIELD":
        return 1
    return int(events[root]["quad"]) if root in events else None


def _events(reading: Json) -> list[Any]:
    return [record for record in reading.get("records", []) if record.get("kind") == "event"]


def count_pair(text: str, gold: Json, reading: Json) -> Counts:
    """The most confident event between the marked pair, else the sentence's most confident one, against the root."""
    source, target = text[slice(*gold["source"])], text[slice(*gold["target"])]

    def named(actors: list[Any] | None, words: str) -> bool:
        return any(same_name(a.get("name"), words) or same_name(a.get("text"), words) for a in actors or [])

    def fit(record: Json) -> tuple[int, float]:
        actors, targets = record.get("actors"), record.get("targets")
        parties = named(actors, source) + (named(targets, target) or named(actors, target))
        return parties, record.get("confidence") or 0.0

    best = max(_events(reading), key=fit, default=None)
    return Counter({f"{gold['root']}>{merged(best['type']) if best else ''}": 1})


def summary_pair(counts: Counts) -> Summary:
    """Accuracy and macro-F1 over roots, accuracy over quad classes, in percent."""
    pairs = {(key.partition(">")[0], key.partition(">")[2]): n for key, n in counts.items()}
    total = sum(pairs.values())
    roots = sorted({gold for gold, _ in pairs})

    def f1(root: str) -> float:
        predicted = sum(n for (_, p), n in pairs.items() if p == root)
        gold = sum(n for (g, _), n in pairs.items() if g == root)
        return f1_figures("x", pairs.get((root, root), 0), predicted, gold)["x_f1"] or 0.0

    return {
        "root_accuracy": share(sum(n for (g, p), n in pairs.items() if g == p), total),
        "root_macro_f1": round(sum(map(f1, roots)) / len(roots), 1) if roots else None,
        "quad_accuracy": share(sum(n for (g, p), n in pairs.items() if quad(g) == quad(p)), total),
        "answered": share(sum(n for (_, p), n in pairs.items() if p), total),
    }


def count_parties(_text: str, gold: Json, reading: Json) -> Counts:
    """Type, and all countries of the most confident event of that type."""
    events = _events(reading)
    wanted = {a["code"] for a in gold["actors"] + gold["targets"] if a.get("code") and len(a["code"]) == 3}
    ranked = sorted(events, key=lambda r: r.get("confidence") or 0.0, reverse=True)
    best: Json = next((record for record in ranked if record["type"] == gold["type"]), {})
    given = {a.get("country") for a in [*(best.get("actors") or []), *(best.get("targets") or [])]} - {None}
    return Counter(
        n=1,
        pred=len(events),
        type=bool(best),
        want=len(wanted),
        have=len(given),
        both=len(wanted & given),
        triple=bool(best) and wanted <= given,
    )


def summary_parties(counts: Counts) -> Summary:
    """Figures in percent, but for events per sentence."""
    return {
        "type_recall": share(counts["type"], counts["n"]),
        "events_per_sentence": round(counts["pred"] / counts["n"], 2) if counts["n"] else None,
        **f1_figures("countries", counts["both"], counts["have"], counts["want"]),
        "type_and_all_countries": share(counts["triple"], counts["n"]),
    }
