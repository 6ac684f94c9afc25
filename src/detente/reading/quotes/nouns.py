"""'The ministry's warning that prices would rise': speech told by a noun, where it says whose."""

from __future__ import annotations

from detente.reading.quotes.cues import word_list
from detente.reading.quotes.grammar import OWNERS, POSSESSIVES
from detente.reading.quotes.phrases import after_adjuncts, noun_phrase_before, verbal
from detente.reading.quotes.statement import Range, Statement
from detente.reading.quotes.words import Words

SHORTEST = 4
LONGEST = 80


def nominal(w: Words) -> list[Statement]:
    """The statements that nouns of speech introduce with 'that'."""
    nouns = word_list("said-noun", "words")
    found = (_nominal(w, i) for i, low in enumerate(w.low) if low in nouns and 0 < i < len(w) - SHORTEST)
    return [statement for statement in found if statement is not None]


def _nominal(w: Words, i: int) -> Statement | None:
    begin, end = w.sentence(i)
    end = min(end, i + LONGEST)
    source, that = _source(w, begin, i, end)
    if source is None or that >= end - 2 or w.low[that] != "that" or w.region[that] != w.region[i]:
        return None
    last = that + 1
    while last < end and not (w.region[last] == w.region[i] and (w.low[last] in (",", ";") or w.is_dash(last))):
        last += 1
    last = w.without_punctuation(that, last, w.region[i])
    if last - that < SHORTEST or not verbal(w, that + 1, last):
        return None
    return Statement((i, i + 1), source, ((that + 1, last),), "noun", 0.6)


def _source(w: Words, begin: int, i: int, end: int) -> tuple[Range | None, int]:
    """Whose word it is, and where 'that' should stand."""
    that = i + 1
    if w.low[that] in ("from", "by") and that + 1 < end:
        last = next((j for j in range(that + 1, min(end, that + 10)) if w.low[j] in ("that", ",", ".")), end)
        return (that + 1, last), last
    return _possessor(w, begin, i), that if w.low[that] == "that" else after_adjuncts(w, that, end)


def _possessor(w: Words, begin: int, i: int) -> Range | None:
    """'the ministry's', 'his'; not farther than three words before the noun."""
    for k in range(i - 1, max(begin, i - 4) - 1, -1):
        if w.low[k] in OWNERS:
            return k, k + 1
        if w.low[k] in POSSESSIVES and k > begin:
            return noun_phrase_before(w, begin, k)
    return None
