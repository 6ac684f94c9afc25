"""Groups of documents: stories (B-cubed) and copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from detente.evaluation.figures import Counts, Summary, added, f1_figures, percent, share
from detente.evaluation.matching import Json


def score_stories(gold: Sequence[Json], predicted: Mapping[str, Json]) -> Summary:
    """B-cubed of the predicted stories."""
    return b_cubed({row["id"]: row["story"] for row in gold}, {name: row["story"] for name, row in predicted.items()})


def b_cubed(gold: Mapping[str, str], predicted: Mapping[str, Hashable]) -> Summary:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) in percent; a document left out stands alone."""
    stories = {name: predicted.get(name, ("alone", name)) for name in gold}
    wanted: dict[Hashable, set[str]] = defaultdict(set)
    given: dict[Hashable, set[str]] = defaultdict(set)
    for name in gold:
        wanted[gold[name]].add(name)
        given[stories[name]].add(name)
    shared = {name: len(wanted[gold[name]] & given[stories[name]]) for name in gold}
    precision = sum(shared[n] / len(given[stories[n]]) for n in gold) / len(gold)
    recall = sum(shared[n] / len(wanted[gold[n]]) for n in gold) / len(gold)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"b3_p": percent(precision), "b3_r": percent(recall), "b3_f1": percent(f1)}


def score_copies(gold: Sequence[Json], predicted: Mapping[str, Json]) -> Summary:
    """Copies found, of the right family, and originals wrongly called copies, in percent."""
    families = {row["id"]: row["origin"] or row["id"] for row in gold}
    counts = added([_count_copy(row, predicted.get(row["id"], {}).get("origin"), families) for row in gold])
    edits = sorted(key.removeprefix("n_") for key in counts if key.startswith("n_"))
    return {
        **f1_figures("copies", counts["hit"], counts["pred"], counts["copies"]),
        "originals_called_copies": share(counts["false"], counts["originals"]),
        **{f"recall_{edit}": share(counts["hit_" + edit], counts["n_" + edit]) for edit in edits},
    }


def _count_copy(gold: Json, origin: str | None, families: Mapping[str, str]) -> Counts:
    """One document: was it called a copy, and of the right family."""
    counts: Counts = Counter(pred=origin is not None)
    if gold["origin"]:
        found = origin is not None and families.get(origin) == gold["origin"]
        counts.update({"copies": 1, "hit": found, "n_" + gold["edit"]: 1, "hit_" + gold["edit"]: found})
    else:
        counts.update({"originals": 1, "false": origin is not None})
    return counts
