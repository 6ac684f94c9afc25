"""Direct quotes: quoted regions that are utterances, with the cue and the speaker beside them."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Mapping, Sequence

from detente.reading.quotes.cues import Cue
from detente.reading.quotes.grammar import FINITE, PREPOSITIONS
from detente.reading.quotes.phrases import after_adjuncts, subject, subject_after
from detente.reading.quotes.statement import Range, Statement
from detente.reading.quotes.words import Words

REACH = 36


@dataclasses.dataclass(frozen=True, slots=True)
class Utterance:
    """One quoted region as a quote, with who says it where the words beside it tell."""

    region: int
    cue: Range | None
    source: Range | None
    rule: str
    confidence: float


class Utterances:
    """Reads the quoted regions of a page in order and remembers who spoke last in the paragraph."""

    def __init__(
        self,
        w: Words,
        cues: Sequence[Cue],
        taken: frozenset[int],
        statements: Sequence[Statement],
        subjects: Mapping[int, Range],
    ) -> None:
        self.w = w
        self.cues = [cue for cue in cues if w.region[cue.first] < 0]
        self.firsts = [cue.first for cue in self.cues]
        self.taken = taken
        self.subjects = subjects
        self.statements = sorted(statements, key=lambda s: s.cue[0])

    def all(self) -> list[Utterance]:
        found: list[Utterance] = []
        last: Utterance | None = None
        for index, region in enumerate(self.w.regions):
            if index in self.taken:
                continue
            first, end = self.w.at(region.open), self.w.at(region.close)
            utterance = self._attributed(index, first, end) or self._continued(index, first, end, last)
            if utterance is not None:
                found.append(utterance)
                last = utterance
        return found

    def _attributed(self, index: int, first: int, end: int) -> Utterance | None:
        signed = self._signed(index, end)
        if signed is not None:
            return signed
        right = self._right(index, end)
        left = self._left(index, first)
        if right is not None and (left is None or self._comma_ends(end)):
            return right
        return left or right

    def _signed(self, index: int, end: int) -> Utterance | None:
        """'Words' — Name, with nothing more on the line."""
        w = self.w
        if end + 1 >= len(w) or not w.is_dash(end) or self._new_line(end) or not w.capital(end + 1):
            return None
        k = end + 1
        while k < len(w) and k < end + 8 and not self._new_line(k) and (w.is_word(k) or w.low[k] == "."):
            k += 1
        if k < len(w) and not self._new_line(k):
            return None
        last = k - (w.low[k - 1] == ".")
        return Utterance(index, None, (end + 1, last), "direct-signed", 0.9) if 1 < last - end <= 7 else None

    def _comma_ends(self, end: int) -> bool:
        """Whether the quote ends as quotes do before their speaker: with a comma, '?' or '!'."""
        w = self.w
        return any(w.low[k] in ",?!" for k in range(max(0, end - 2), min(len(w), end + 1)))

    # --- 'words,' the minister said ------------------------------------------------------------------------------
    def _right(self, index: int, end: int) -> Utterance | None:
        w = self.w
        if end >= len(w) or self._new_line(end):
            return None
        k = end
        while k < len(w) and not w.is_word(k) and (w.low[k] == "," or w.is_dash(k) or w.low[k] in "'\"”’"):
            k += 1
        stop = self._stop(end)
        at = bisect.bisect_left(self.firsts, k)
        for cue in self.cues[at : at + 3]:
            if cue.first >= stop or cue.group - k > 28 or "mark" not in cue.takes or cue.passive or cue.participle:
                break
            if cue.group <= k and "inverted" in cue.takes:
                source = subject_after(w, cue.last, stop)
                if source is not None and (w.ends[source[0]] or True):
                    return Utterance(index, (cue.first, cue.last), source, "direct-inverted", 0.9)
            source = subject(w, cue, k)
            if source is not None and source[0] == k and (self._comma_ends(end) or self._nothing_follows(cue, stop)):
                return Utterance(index, (cue.first, cue.last), source, "direct-right", 0.9)
            if cue.group > k:
                continue
        return self._according(index, k, stop)

    def _new_line(self, k: int) -> bool:
        return "\n" in self.w.page.text[self.w.ends[k - 1] : self.w.starts[k]]

    def _nothing_follows(self, cue: Cue, stop: int) -> bool:
        rest = after_adjuncts(self.w, cue.last, stop)
        return rest >= stop or self.w.low[rest] in ".:,"

    def _according(self, index: int, k: int, stop: int) -> Utterance | None:
        w = self.w
        if k + 2 < stop and w.low[k] == "according" and w.low[k + 1] == "to":
            source = subject_after(w, k + 2, stop)
            if source is not None:
                return Utterance(index, (k, k + 2), source, "direct-according", 0.85)
        return None

    def _stop(self, k: int) -> int:
        """The end of the words after a quote that may name its speaker: the full stop, the next quote, the line."""
        w = self.w
        j = k
        while j < len(w) and j < k + REACH:
            if w.region[j] >= 0 or w.low[j] in ".;" or self._new_line(j):
                return j
            j += 1
        return j

    # --- the minister said: 'words' ------------------------------------------------------------------------------
    def _left(self, index: int, first: int) -> Utterance | None:
        begin = self._line_start(first)
        at = bisect.bisect_left(self.firsts, first) - 1
        if at < 0:
            return None
        cue = self.cues[at]
        if cue.first < begin or "mark" not in cue.takes or cue.passive or first - cue.last > REACH:
            return None
        if not self._reaches(cue, first):
            return None
        source = self.subjects.get(cue.first)
        if source is None:
            return None
        return Utterance(index, (cue.first, cue.last), source, "direct-left", 0.85)

    def _reaches(self, cue: Cue, first: int) -> bool:
        """Whether nothing but times, places and listeners stands between the cue and the quote."""
        w = self.w
        k = first
        while (k > cue.last and w.low[k - 1] in (",", ":", "that")) or (k > cue.last and w.is_dash(k - 1)):
            k -= 1
        colon = any(w.low[j] == ":" for j in range(k, first))
        if k <= cue.last or colon:
            return True
        between = range(cue.last, k)
        if any(w.low[j] in FINITE or w.low[j] in (",", ".", ";") or w.region[j] >= 0 for j in between):
            return False
        return "listener" in cue.takes or w.low[cue.last] in PREPOSITIONS or after_adjuncts(w, cue.last, first) >= k

    def _line_start(self, k: int) -> int:
        """The first word of the sentence before the quote, or of its line where that begins later."""
        w = self.w
        begin, _ = w.sentence(k)
        if begin == k and k > 0 and w.low[k - 1] == ":":
            begin, _ = w.sentence(k - 1)
        return begin

    # --- no cue: the same speaker goes on -------------------------------------------------------------------------
    def _continued(self, index: int, first: int, end: int, last: Utterance | None) -> Utterance | None:
        if not self._is_utterance(index, first, end):
            return None
        speaker, cue = self._before(first, last)
        return Utterance(index, cue, speaker, "direct-continued", 0.75 if speaker else 0.5)

    def _is_utterance(self, index: int, first: int, end: int) -> bool:
        """Whole sentences in marks; a few words in marks inside a sentence are none."""
        w = self.w
        region = w.regions[index]
        text = w.page.text
        words_in = sum(w.is_word(k) for k in range(first, end))
        before = text[: region.open].rstrip(" \t")[-1:] if region.open else ""
        opens = before in ("", "\n", ".", "?", "!", ":", "”", '"', "—", "-", "’", ")")
        capital = text[region.start].isupper() or text[region.start] in ".…[("
        closes = (
            text[region.end - 1] in ".?!…," or not region.closed or text[region.close : region.close + 1] in (".", "\n")
        )
        return words_in >= 3 and opens and capital and closes

    def _line_between(self, offset: int, first: int) -> bool:
        return "\n" in self.w.page.text[offset : self.w.starts[first]]

    def _before(self, first: int, last: Utterance | None) -> tuple[Range | None, Range | None]:
        """The speaker of the last quote or reported clause above, if not too far off."""
        w = self.w
        at = bisect.bisect_left(self.statements, first, key=lambda s: s.cue[0]) - 1
        near: Statement | None = self.statements[at] if at >= 0 else None
        if last is not None and last.source and not self._line_between(w.regions[last.region].close, first):
            return last.source, None
        if (
            near is not None
            and near.source is not None
            and (last is None or last.source is None or near.cue[0] > w.at(w.regions[last.region].open))
        ):
            return near.source, near.cue
        if last is not None:
            return last.source, None
        return None, None
