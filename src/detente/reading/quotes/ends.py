"""Where a reported clause ends: at the sentence's end, or where the document or another speaker takes over."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from detente.reading.quotes.cues import Cue
from detente.reading.quotes.grammar import CONJUNCTIONS, PRONOUNS, STARTERS, SUBORDINATORS
from detente.reading.quotes.phrases import after_adjuncts, subject, time_at
from detente.reading.quotes.statement import Range
from detente.reading.quotes.words import Words

NEAR = 14
DASH_REACH = 25
TURNS = ("while", "though", "although", "but", "and", "as", "with")


class Ends:
    """Finds the ends of the clauses that the cues of one sentence report."""

    def __init__(self, w: Words, cues: Sequence[Cue], begin: int) -> None:
        self.w = w
        self.cues = cues
        self.starts = [cue.group for cue in cues]
        self.begin = begin
        self.groups = {cue.group: cue for cue in cues}

    def end(self, cue: Cue, source: Range | None, first: int, end: int) -> int:
        """The word after the last one reported, of those from `first` and before `end`."""
        w = self.w
        region = w.region[cue.first]
        bounded = self._bounded(cue, source)
        k = first
        while k < end:
            if w.region[k] == region and k > first and (self._cut(cue, k, end) or (bounded and w.low[k] == ",")):
                break
            k += 1
        return w.without_punctuation(first, self._whole_region(k, region), region)

    def _bounded(self, cue: Cue, source: Range | None) -> bool:
        """Whether the next comma ends the report: in a relative clause, or one that opens the sentence."""
        w = self.w
        if cue.group > self.begin and w.low[cue.group - 1] in ("who", "which"):
            return True
        if source is None or source[0] <= self.begin:
            return False
        before = source[0] - 1
        if w.low[before] in SUBORDINATORS:
            return before <= self.begin + 1
        lone = source[1] - source[0] == 1 and w.low[source[0]] in PRONOUNS and w.is_word(before)
        joined = w.low[before] in CONJUNCTIONS or w.low[before] in STARTERS or w.low[before] == "with"
        return lone and not joined and time_at(w, before, source[0]) is None

    def _whole_region(self, k: int, region: int) -> int:
        """A quoted region is never cut in two: take it to its end."""
        w = self.w
        if 0 < k < len(w) and w.region[k - 1] != region:
            while k < len(w) and w.region[k] == w.region[k - 1]:
                k += 1
        return k

    def _cut(self, cue: Cue, k: int, end: int) -> bool:
        """Whether the reported clause ends before word `k`."""
        w = self.w
        low = w.low[k]
        if w.is_dash(k):
            return w.starts[k] > w.ends[k - 1] and not self._dash_closes(k, end)
        if low == ",":
            return self._cut_at_comma(cue, k, end)
        if low in ("and", "but"):
            return self.new_cue(k + 1, end, after_comma=False)
        return low == "according" and k + 1 < end and w.low[k + 1] == "to"

    def _cut_at_comma(self, cue: Cue, comma: int, end: int) -> bool:
        w = self.w
        following = comma + 1
        if following < end and w.low[following] in ("and", "but") and not cue.takes & {"clause", "listener", "that"}:
            return True
        if following < end and w.low[following] in CONJUNCTIONS:
            following += 1
        return (
            (following < end and w.low[following] == "according")
            or self.new_cue(following, end, after_comma=True)
            or self._tail(comma, end)
            or self._comment(comma + 1, end)
            or self._other_speaker(cue, comma, end)
        )

    def _dash_closes(self, k: int, end: int) -> bool:
        """Whether the dash at `k` has a fellow near, so that the clause goes on behind it (or it is that fellow)."""
        w = self.w
        near = range(max(self.begin, k - DASH_REACH), min(end - 2, k + DASH_REACH))
        return any(j != k and w.is_dash(j) and w.region[j] == w.region[k] and w.starts[j] > w.ends[j - 1] for j in near)

    def _after(self, comma: int, least: int) -> Sequence[Cue]:
        """The cues within reach after a comma."""
        low = bisect.bisect_right(self.starts, comma + least)
        return self.cues[low : bisect.bisect_right(self.starts, comma + NEAR)]

    def _other_speaker(self, cue: Cue, comma: int, end: int) -> bool:
        """Whether ', while the mill said' begins: another report in the same sentence."""
        w = self.w
        if comma + 1 >= end or w.low[comma + 1] not in TURNS:
            return False
        for other in self._after(comma, 2):
            if not other.participle and w.region[other.first] == w.region[cue.first]:
                source = subject(w, other, comma + 2)
                return source is not None and source[0] == comma + 2 and w.low[source[0]] not in PRONOUNS
        return False

    def _comment(self, k: int, end: int) -> bool:
        """Whether ', a shift that ...' begins, the document's own word on what was said."""
        w = self.w
        if k + 3 >= end or w.low[k] not in ("a", "an"):
            return False
        return any(w.low[j] in ("that", "which") for j in range(k + 2, min(end, k + 5)))

    def new_cue(self, k: int, end: int, *, after_comma: bool) -> bool:
        """Whether another verb of the same speaker stands at `k`: ', adding that', 'and called'."""
        cue = self.groups.get(k) if k < end else None
        if cue is None or cue.passive:
            return False
        return after_comma if cue.participle else bool(cue.forms & {"past", "third"})

    def _tail(self, comma: int, end: int) -> bool:
        """Whether ', the ministry said' closes the sentence from this comma on."""
        w = self.w
        for cue in self._after(comma, 0):
            if "parenthetical" in cue.takes and not cue.participle and not cue.passive:
                rest = after_adjuncts(w, cue.last, end)
                if rest >= end or w.low[rest] in (".", ",", ";"):
                    source = subject(w, cue, comma + 1)
                    return source is not None and source[0] == comma + 1
        return False
