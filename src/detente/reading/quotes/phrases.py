"""Noun phrases and adjuncts around a cue, found without a parser: who speaks, and where the reported words begin."""

from __future__ import annotations

from detente.reading.quotes.cues import Cue, word_list
from detente.reading.quotes.grammar import (
    APPOSITION_OPENERS,
    CONJUNCTIONS,
    FINITE,
    HEADS,
    INTRODUCTIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    STARTERS,
    STOPS,
    TIMES,
    VENUES,
    WEAK_TIMES,
)
from detente.reading.quotes.statement import Range
from detente.reading.quotes.words import Words

LONGEST = 24


def verbal(w: Words, first: int, last: int) -> bool:
    """Whether a finite verb seems to stand among the words."""
    return any(_finite(w, k, first) for k in range(first, last))


def _finite(w: Words, k: int, first: int) -> bool:
    low = w.low[k]
    if low in POSSESSIVES:
        return k > first and w.low[k - 1] in PRONOUNS
    if low in FINITE:
        return not (low in ("may", "will") and w.capital(k))
    return low.endswith("ed") and len(low) > 4 and not w.capital(k) and k > first and _verb_place(w, k)


def _verb_place(w: Words, k: int) -> bool:
    """Whether an '-ed' form stands after a name or pronoun, not before a noun."""
    before = w.low[k - 1]
    return before in PRONOUNS or (w.capital(k - 1) and before not in word_list("adverb", "words"))


def subject(w: Words, cue: Cue, begin: int) -> Range | None:
    """The words of the subject that stands left of the cue's group, not before word `begin`."""
    end = cue.group
    if end <= begin:
        return None
    before = w.low[end - 1]
    if before in ("who", "which", "that"):
        return _antecedent(w, begin, end - 1)
    if before == "," or w.is_dash(end - 1):
        return _beyond_parenthesis(w, begin, end - 1)
    return noun_phrase_before(w, begin, end)


def noun_phrase_before(w: Words, begin: int, end: int) -> Range | None:
    """The noun phrase that ends before word `end`, or before the time that does: 'the ministry on Sunday said'."""
    end = _before_time(w, begin, end)
    if end <= begin or not (w.is_word(end - 1) or w.low[end - 1] in POSSESSIVES or w.low[end - 1] in ")"):
        return None
    if w.low[end - 1] in PRONOUNS:
        return end - 1, end
    first = _phrase_start(w, begin, end)
    first = past_introduction(w, first, end)
    if first >= end:
        return None
    if w.low[first] in PREPOSITIONS or end - first > LONGEST or verbal(w, first, end):
        return _last_mention(w, first, end)
    return first, end


def _before_time(w: Words, begin: int, end: int) -> int:
    for k in range(end - 1, max(begin, end - 6), -1):
        if time_at(w, k, end) == end and (k, end) != (begin, end):
            return _before_time(w, begin, k - (w.low[k - 1] in PREPOSITIONS))
    return end


def _phrase_start(w: Words, begin: int, end: int) -> int:
    k = end
    joined = None
    if w.low[end - 1] == ")":
        while k > begin and w.low[k - 1] != "(":
            k -= 1
        k = max(begin, k - 1)
    while k > begin:
        low = w.low[k - 1]
        if low in STOPS or low in STARTERS or w.region[k - 1] != w.region[end - 1]:
            break
        if w.is_dash(k - 1) and len(low) > 0:
            break
        if low == "and" and joined is None:
            joined = k
        k -= 1
    if joined is not None and (verbal(w, k, joined) or k == joined - 1 or w.low[k] in PREPOSITIONS):
        return joined
    return k


def past_introduction(w: Words, first: int, end: int) -> int:
    """Skip what stands before the subject: 'And', 'On Monday', 'Last week'."""
    moved = True
    while moved and first < end:
        moved = False
        if w.low[first] in INTRODUCTIONS:
            first, moved = first + 1, True
            continue
        after = time_at(w, first, end)
        if after is None and w.low[first] in PREPOSITIONS:
            after = time_at(w, first + 1, end)
        if after is not None and after < end and w.low[after] not in POSSESSIVES:
            first, moved = after, True
    return first


def time_at(w: Words, first: int, end: int) -> int | None:
    """The word after the time expression that starts at `first`; None where none does."""
    if first >= end:
        return None
    if first in w.times:
        return min(end, w.times[first])
    k = first
    while k < end and (w.low[k] in TIMES or (k > first and w.low[k].isdigit())):
        k += 1
    strong = any(w.low[j] not in WEAK_TIMES for j in range(first, k))
    return k if k > first and strong else None


def _last_mention(w: Words, first: int, end: int) -> Range | None:
    if first >= end:
        return None
    inside = w.page.mentions_in(w.starts[first], w.ends[end - 1])
    if not inside or w.at(inside[-1].end) < end:
        return (end - 1, end) if w.low[end - 1].endswith("s") and not w.capital(end - 1) else None
    return w.holding(inside[-1].start), end


def _antecedent(w: Words, begin: int, end: int) -> Range | None:
    """What a relative pronoun at `end` stands for."""
    if end > begin and w.low[end - 1] == ",":
        end -= 1
    return noun_phrase_before(w, begin, end)


def _beyond_parenthesis(w: Words, begin: int, end: int) -> Range | None:
    """The subject of 'Lee, who ran the ministry until May, said': all of it, from its head on."""
    k = end
    for _ in range(6):
        k -= 1
        while k > begin and not (w.low[k] == "," or w.is_dash(k)):
            k -= 1
        if k <= begin or w.region[k] != w.region[end]:
            return None
        head = noun_phrase_before(w, begin, k)
        if head is not None and (w.capital(head[0]) or w.low[head[0]] in HEADS or w.low[k + 1] == "who"):
            return head[0], end
    return None


def subject_after(w: Words, first: int, end: int) -> Range | None:
    """The subject after an inverted verb: 'said Lee, head of the mill, on Monday'."""
    k = first
    while k < end and k - first < LONGEST:
        low = w.low[k]
        if low == "(" and k > first and ")" in w.low[k : min(end, k + 6)]:
            k = w.low.index(")", k) + 1
            continue
        if low in STOPS or w.region[k] != w.region[first] or (w.is_dash(k)) or low in STARTERS or low == "who":
            break
        if low in PREPOSITIONS and low not in ("of", "for") and (k == first or w.capital(k - 1)):
            break
        if k > first and time_at(w, k, end) is not None:
            break
        k += 1
    if k == first:
        return None
    return first, _with_apposition(w, _with_apposition(w, k, end), end)


def _with_apposition(w: Words, k: int, end: int) -> int:
    if k + 1 >= end or w.low[k] != "," or w.region[k + 1] != w.region[k - 1]:
        return k
    opening = w.low[k + 1]
    if opening not in APPOSITION_OPENERS and (w.capital(k + 1) or opening in PREPOSITIONS or not w.is_word(k + 1)):
        return k
    if opening.endswith("ing") or opening in CONJUNCTIONS or opening in STARTERS:
        return k
    last = k + 1
    while (
        last < end
        and w.low[last] not in (".", ",", ";", ":", "?", "!")
        and w.region[last] == w.region[k - 1]
        and not w.is_dash(last)
    ):
        last += 1
    return last if last - k < LONGEST else k


def after_times(w: Words, first: int, end: int) -> int:
    """The word after times alone: 'pledged on Sunday to'."""
    k = first
    while k < end:
        after = time_at(w, k, end)
        if after is None and w.low[k] in PREPOSITIONS:
            after = time_at(w, k + 1, end)
        if after is None:
            break
        k = after
    return k


def after_adjuncts(w: Words, first: int, end: int) -> int:
    """The word after times and places that may stand between a cue and what was said."""
    k = first
    while k < end:
        after = time_at(w, k, end)
        if after is None and w.low[k] in PREPOSITIONS:
            after = time_at(w, k + 1, end) or _prepositional(w, k, end)
        if after is None:
            break
        k = after
    return k


def _prepositional(w: Words, k: int, end: int) -> int | None:
    """The word after a phrase such as 'in an interview with the paper' before 'that', a comma, marks or the end."""
    last_venue = None
    for j in range(k + 1, min(end, k + 16)):
        low = w.low[j]
        if low in ("that", ",", ":", ".", ";") or w.region[j] != w.region[k] or low == "whether" or w.is_dash(j):
            return j
        if low in FINITE or low in PRONOUNS:
            break
        if low in VENUES:
            last_venue = j + 1
    else:
        return end if end <= k + 16 else last_venue
    return _after_mention(w, last_venue, end) if last_venue else None


def _after_mention(w: Words, k: int, end: int) -> int:
    """Past 'with the paper' where a name follows the venue."""
    if k + 1 < end and w.low[k] in PREPOSITIONS:
        for mention in w.page.mentions_in(w.starts[k], w.ends[min(end, k + 8) - 1]):
            if w.at(mention.start) <= k + 2:
                return w.at(mention.end)
    return k
