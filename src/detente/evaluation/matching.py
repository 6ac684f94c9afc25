"""How a predicted span, name or actor is held against a gold one (definitions of the project's scorer)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

NOISE = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "us",
        "u.s",
        "president",
        "mr",
        "ms",
        "mrs",
        "dr",
        "sir",
        "chairman",
        "secretary",
        "minister",
        "prime",
        "chancellor",
        "ambassador",
        "state",
        "government",
        "administration",
        "official",
        "officials",
    }
)


def characters(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Offsets of the letters and digits within the spans: marks and spaces do not count."""
    return frozenset(i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum())


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union, 0 to 1; 0 where both are empty."""
    return len(a & b) / len(a | b) if a | b else 0.0


def span_pairs(value: Json | Sequence[Json] | None) -> list[tuple[int, int]]:
    """The contract's SPAN, list of SPAN or null as (start, end) pairs."""
    if not value:
        return []
    spans = [value] if isinstance(value, Mapping) else value
    return [(span["start"], span["end"]) for span in spans]


def matched(score: Callable[[int, int], float], n: int, m: int, floor: float) -> list[tuple[int, int]]:
    """One-to-one greedy matching of n gold with m predicted things, best first, at a score of `floor` or more."""
    candidates = sorted(((score(i, j), i, j) for i in range(n) for j in range(m)), reverse=True)
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for value, i, j in candidates:
        if value < floor or value <= 0:
            break
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return found


def name_words(name: str | None) -> frozenset[str]:
    """Words of a name in lower case, without its possessive."""
    return frozenset(re.findall(r"[\w.]+", re.sub(r"[’']s\b", "", (name or "").lower())))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names mean the same: one's telling words contain the other's, or half of all are shared."""
    x, y = name_words(a), name_words(b)
    if not x or not y:
        return False
    x, y = (x - NOISE) or x, (y - NOISE) or y
    return x <= y or y <= x or len(x & y) / len(x | y) >= 0.5


def same_actor(a: Json, b: Json) -> bool:
    """Same country, or same name."""
    country = a.get("country")
    return bool(country and country == b.get("country")) or same_name(a.get("name"), b.get("name"))
