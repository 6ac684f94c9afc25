"""What stands after a cue: a clause, an infinitive, an object, a listener first; or the speaker, turned round."""

from __future__ import annotations

from detente.reading.quotes.cues import Cue
from detente.reading.quotes.grammar import (
    COMPLEMENTIZERS,
    FINITE,
    LISTENER_PRONOUNS,
    NO_CLAUSE,
    NO_OBJECT,
    PREPOSITIONS,
    PRONOUNS,
)
from detente.reading.quotes.phrases import after_adjuncts, after_times, subject_after, time_at, verbal
from detente.reading.quotes.statement import Range
from detente.reading.quotes.words import Words

Found = tuple[int, str]
"""Where the reported words begin, and by which rule."""
CLOSING = (".", ",", ";", ":", "?", "!")


class Complements:
    """Looks right of the cues of the sentence that begins at word `begin`."""

    def __init__(self, w: Words, begin: int) -> None:
        self.w = w
        self.begin = begin

    def right(self, cue: Cue, source: Range | None, end: int) -> Found | None:
        """Where the reported words begin right of the cue; None where nothing is reported there."""
        if cue.last >= end:
            return None
        if "listener" in cue.takes:
            heard = self._listener(cue, end)
            if heard is not None:
                return heard
        to = after_times(self.w, cue.last, end)
        able = "infinitive" in cue.takes and (not cue.participle or cue.group < cue.first)
        if able and to < end and self.w.low[to] == "to":
            return to, "infinitive"
        return None if self.inverted(cue, end) else self._after(cue, source, self._start(cue, end), end)

    def _start(self, cue: Cue, end: int) -> int:
        """The first word after times, places and 'however'."""
        k = after_adjuncts(self.w, cue.last, end)
        return k + 3 if k + 2 < end and self.w.low[k : k + 3] == (",", "however", ",") else k

    def _after(self, cue: Cue, source: Range | None, k: int, end: int) -> Found | None:
        w, takes = self.w, cue.takes
        if k >= end or (k > cue.last and "clause" not in takes and time_at(w, cue.last, k) != k):
            return None
        if w.region[k] != w.region[cue.first] and w.low[k - 1] in PREPOSITIONS:
            return None
        if w.low[k] in COMPLEMENTIZERS and takes & {"clause", "that"}:
            return (k + 1 if w.low[k] == "that" else k), "that"
        if "request" in takes and self._asks(cue.last, end):
            return cue.last, "request"
        return self._bare(cue, source, k, end)

    def _bare(self, cue: Cue, source: Range | None, k: int, end: int) -> Found | None:
        """A clause without 'that', or an object."""
        w, takes = self.w, cue.takes
        if not (w.is_word(k) or w.region[k] != w.region[cue.first] or w.low[k] == "$"):
            return None
        if "clause" in takes and (source is not None or not cue.participle) and self._clause(cue, k, end):
            return k, "clause"
        if "object" in takes and w.low[cue.last] not in PREPOSITIONS and w.low[cue.last] not in NO_OBJECT:
            return cue.last, "object"
        return None

    def inverted(self, cue: Cue, end: int) -> bool:
        """Whether the speaker follows: after ',' or a closing mark, before a phrase without a verb of its own."""
        w = self.w
        alone = cue.group == cue.first and not cue.participle
        if "inverted" not in cue.takes or not alone or cue.group <= self.begin or cue.last >= end:
            return False
        before = cue.group - 1
        quoted = w.region[before] >= 0 and w.region[cue.first] < 0
        if not (quoted or (w.low[before] == "," and w.region[before] == w.region[cue.first])):
            return False
        if w.low[cue.last] in COMPLEMENTIZERS or time_at(w, cue.last, end) or w.low[cue.last] in PREPOSITIONS:
            return False
        after = subject_after(w, cue.last, end)
        if after is None:
            return False
        rest = after_adjuncts(w, after[1], end)
        if (
            rest < end
            and w.low[rest] not in (".", ",", ";", ":", "?", "!")
            and not w.is_dash(rest)
            and w.low[rest] != "who"
        ):
            return False
        quoted = quoted or (before > self.begin and w.region[before - 1] >= 0 and w.region[cue.first] < 0)
        return quoted or not verbal(w, cue.last, min(end, after[1] + 2))

    def _asks(self, k: int, end: int) -> bool:
        for j in range(k + 1, min(end, k + 14)):
            if self.w.low[j] == "to":
                return True
            if self.w.low[j] in FINITE or self.w.low[j] in (",", "that", ";"):
                return False
        return False

    def _clause(self, cue: Cue, k: int, end: int) -> bool:
        """Whether a clause without 'that' begins at `k`."""
        w = self.w
        low = w.low[k]
        if w.region[k] != w.region[cue.first]:
            return w.region[k] >= 0 and w.region[cue.first] < 0
        if low in PREPOSITIONS and cue.lemma != "say":
            return False
        if low in NO_CLAUSE or low in FINITE:
            return False
        return cue.lemma in ("say",) or (low not in PREPOSITIONS and verbal(w, k, min(end, k + 22)))

    def _listener(self, cue: Cue, end: int) -> tuple[int, str] | None:
        """After 'told': past the listener to 'that', 'to' or the clause."""
        w = self.w
        k = cue.last
        if w.region[k] != w.region[cue.first]:
            return None
        after = self._past_listener(k, end)
        if after < end and w.low[after] == "to" and "request" in cue.takes:
            return k, "told-to"
        after = after_adjuncts(w, after, end)
        if after >= end:
            return None
        low = w.low[after]
        if low in COMPLEMENTIZERS:
            return (after + 1 if low == "that" else after), "told-that"
        if w.region[after] != w.region[cue.first] or (
            w.is_word(after) and low not in PREPOSITIONS and verbal(w, after, min(end, after + 15))
        ):
            return after, "told"
        return None

    def _past_listener(self, k: int, end: int) -> int:
        w = self.w
        if w.low[k] in LISTENER_PRONOUNS:
            return k + 1
        for mention in w.page.mentions_in(w.starts[k], w.ends[min(end, k + 12) - 1])[:1]:
            if w.at(mention.start) <= k + 2:
                return self._past_name(w.at(mention.end), end)
        j = k
        while j < end and j < k + 12:
            low = w.low[j]
            if low in COMPLEMENTIZERS or low in (",", "to") or w.region[j] != w.region[k] or time_at(w, j, end):
                return j
            if low in PREPOSITIONS and low not in ("of", "for"):
                return j
            if j > k and (low in PRONOUNS or low in ("the", "there")):
                return j
            j += 1
        return min(k + 1, end)

    def _past_name(self, k: int, end: int) -> int:
        """Past what belongs to a listener's name: 'the Post’s Lee Park'."""
        w = self.w
        if k < end and w.low[k] in ("'s", "’s"):
            k += 1
            while k < end and w.capital(k) and w.region[k] == w.region[k - 1]:
                k += 1
        return k
