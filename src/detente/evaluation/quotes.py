"""Attributions in running text (the PolNeAR convention: attitudes, thoughts and polls count too)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.evaluation.figures import Counts, Summary, f1_figures, share
from detente.evaluation.matching import Json, characters, matched, overlap, span_pairs
from detente.evaluation.reliability import Outcome

KINDS = ("direct", "mixed", "indirect")


def count(text: str, gold: Json, reading: Json) -> Counts:
    """Counts of one document; `gold["attributions"]` hold `source` and `content` as [start, end] pairs."""
    marked = inside_marks(text)
    wanted = [(characters(text, a["content"]), characters(text, a["source"])) for a in gold["attributions"]]
    given = [
        (characters(text, span_pairs(q.get("content"))), characters(text, span_pairs(q.get("speaker_span"))))
        for q in reading.get("quotes", [])
    ]
    wanted, given = [pair for pair in wanted if pair[0]], [pair for pair in given if pair[0]]
    kinds = [kind_of(content, marked) for content, _ in wanted]
    counts: Counts = Counter(gold=len(wanted), pred=len(given))
    counts.update("gold_" + kind for kind in kinds)
    for i, j in matched(lambda i, j: overlap(wanted[i][0], given[j][0]), len(wanted), len(given), 0.5):
        speaker = overlap(wanted[i][1], given[j][1]) >= 0.5
        counts["half"] += 1
        counts["half_" + kinds[i]] += 1
        counts["exact"] += wanted[i][0] == given[j][0]
        counts["speaker"] += speaker
        counts["speaker_" + kinds[i]] += speaker
    return counts


def outcomes(text: str, gold: Json, reading: Json) -> Iterator[Outcome]:
    """Every predicted quote with its confidence, and whether half of it and a gold content overlap."""
    wanted = [content for content in (characters(text, a["content"]) for a in gold["attributions"]) if content]
    quotes = [(q, characters(text, span_pairs(q.get("content")))) for q in reading.get("quotes", [])]
    given = [(q, content) for q, content in quotes if content]
    right = {j for _, j in matched(lambda i, j: overlap(wanted[i], given[j][1]), len(wanted), len(given), 0.5)}
    yield from (Outcome("quote", quote["confidence"], j in right) for j, (quote, _) in enumerate(given))


def inside_marks(text: str) -> list[bool]:
    """For each character: does it stand inside double quotation marks (closed at each line's end)?"""
    marked, inside = [], False
    for character in text:
        if character in "\n”":
            inside = False
        elif character == "“":
            inside = True
        elif character == '"':
            inside = not inside
        marked.append(inside)
    return marked


def kind_of(content: frozenset[int], marked: list[bool]) -> str:
    """Direct where 95 % of the letters stand inside marks, mixed where any do."""
    part = sum(marked[i] for i in content) / len(content)
    return "direct" if part >= 0.95 else "mixed" if part else "indirect"


def summary(counts: Counts) -> Summary:
    """Figures in percent, named as the scorer names them."""
    size = (counts["pred"], counts["gold"])
    return {
        **f1_figures("content_exact", counts["exact"], *size),
        **f1_figures("content_half", counts["half"], *size),
        **f1_figures("content_and_speaker", counts["speaker"], *size),
        **{f"recall_{kind}": share(counts["half_" + kind], counts["gold_" + kind]) for kind in KINDS},
        "recall_with_speaker_direct": share(counts["speaker_direct"], counts["gold_direct"]),
    }
