"""'According to the ministry, ...': sources that need no verb."""

from __future__ import annotations

from detente.reading.quotes.phrases import time_at
from detente.reading.quotes.statement import Range, Statement
from detente.reading.quotes.words import Words

LONGEST = 25


def according(w: Words) -> list[Statement]:
    """Statements that 'according to' gives to somebody, before or after it."""
    found = []
    for i in range(len(w) - 2):
        if w.low[i] == "according" and w.low[i + 1] == "to":
            statement = _statement(w, i)
            if statement is not None:
                found.append(statement)
    return found


def _statement(w: Words, i: int) -> Statement | None:
    begin, end = w.sentence(i)
    region = w.region[i]
    if region >= 0:
        begin, end = max(begin, w.at(w.regions[region].start)), min(end, w.at(w.regions[region].end))
    source = _source(w, i + 2, end)
    if source is None:
        return None
    content = _after(w, source[1], end) if i <= begin + 1 else _before(w, begin, i)
    if content is None:
        return None
    return Statement((i, i + 2), source, (content,), "according", 0.7)


def _source(w: Words, first: int, end: int) -> Range | None:
    k = first
    while (
        k < end and k - first < LONGEST and w.low[k] not in (",", ".", ";", ":", "(") and w.region[k] == w.region[first]
    ):
        if w.is_dash(k) or (k > first and time_at(w, k, end) == end):
            break
        k += 1
    return (first, k) if k > first else None


def _after(w: Words, k: int, end: int) -> Range | None:
    """The rest of the sentence after the comma that ends the source (and its apposition)."""
    while k < end and w.low[k] != ",":
        k += 1
    if k + 3 < end and w.low[k + 1] in ("who", "which", "a", "an", "one", "citing"):
        later = next((j for j in range(k + 1, end) if w.low[j] == ","), None)
        k = later if later is not None else k
    last = end
    while last > k and not w.is_word(last - 1) and w.region[last - 1] < 0 and w.low[last - 1] != "%":
        last -= 1
    return (k + 1, last) if last - k > 3 else None


def _before(w: Words, begin: int, i: int) -> Range | None:
    last = i
    while last > begin and not w.is_word(last - 1) and w.region[last - 1] < 0 and w.low[last - 1] != "%":
        last -= 1
    return (begin, last) if last - begin > 2 else None
