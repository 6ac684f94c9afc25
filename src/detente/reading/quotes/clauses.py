"""Reported clauses: what a cue says that somebody said, without marks or with some words of it in marks."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from detente.reading.quotes.complements import Complements
from detente.reading.quotes.cues import Cue
from detente.reading.quotes.ends import Ends
from detente.reading.quotes.grammar import CONJUNCTIONS, FINITE, OWN, PLURALS, PREPOSITIONS, PRONOUNS
from detente.reading.quotes.phrases import (
    after_adjuncts,
    noun_phrase_before,
    past_introduction,
    subject,
    subject_after,
    verbal,
)
from detente.reading.quotes.statement import Range, Statement
from detente.reading.quotes.words import Words

FARTHEST_LEFT = 150
FARTHEST_RIGHT = 200
BE = frozenset(("is", "are", "was", "were", "been", "’s", "'s"))
CLOSING = (".", ",", ";", "?", "!", ":")


def statements(w: Words, cues: Sequence[Cue], broad: bool) -> tuple[list[Statement], dict[int, Range]]:
    """The reported clauses of a page, and for the first word of each cue the subject that stands with it."""
    found: list[Statement] = []
    subjects: dict[int, Range] = {}
    for _, group in itertools.groupby(cues, key=lambda cue: w.sentence(cue.first)):
        sentence = _Sentence(w, tuple(group), broad)
        found.extend(sentence.statements())
        subjects.update(sentence.speakers)
    return found, subjects


class _Sentence:
    """One sentence and its cues; remembers who spoke last in it."""

    def __init__(self, w: Words, cues: tuple[Cue, ...], broad: bool) -> None:
        self.w = w
        self.cues = cues
        self.broad = broad
        self.begin, self.end = w.sentence(cues[0].first)
        self.ends = Ends(w, cues, self.begin)
        self.complements = Complements(w, self.begin)
        self.speakers: list[tuple[int, Range]] = []

    def statements(self) -> list[Statement]:
        found = []
        for cue in self.cues:
            begin, end = self._bounds(cue)
            source = self._source(cue, begin)
            statement = self._statement(cue, source, begin, end)
            if source is not None:
                self.speakers.append((cue.first, source))
            if statement is not None and not self._own_words(statement):
                found.extend([statement] if self.broad else self._split(cue, statement))
        return found

    def _split(self, cue: Cue, statement: Statement) -> list[Statement]:
        """'He said that prices rose and that wages fell': two reports by one cue."""
        w = self.w
        (first, last), *others = statement.content
        if others:
            return [statement]
        cuts = [
            k
            for k in range(first + 3, last - 3)
            if w.low[k] == "that" and w.low[k - 1] in ("and", "but") and w.region[k] == w.region[cue.first]
        ]
        ranges = []
        for k in [*cuts, None]:
            stop = last if k is None else k - 1 - (w.low[k - 2] == ",")
            ranges.append((first, stop))
            first = (k or 0) + 1
        return [dataclasses.replace(statement, content=(piece,)) for piece in ranges]

    def _own_words(self, statement: Statement) -> bool:
        """'I said', 'we urge': words of the speaker or writer about himself, no report."""
        if statement.source is None:
            return True
        first, last = statement.source
        return self.w.low[last - 1] in OWN and (last - first == 1 or self.w.low[first] == "let")

    def _bounds(self, cue: Cue) -> Range:
        """The words a cue may reach: those in the same marks, or outside all marks."""
        w = self.w
        region = w.region[cue.first]
        begin, end = max(self.begin, cue.group - FARTHEST_LEFT), min(self.end, cue.last + FARTHEST_RIGHT)
        if region >= 0:
            begin = max(begin, w.at(w.regions[region].start))
            end = min(end, w.at(w.regions[region].end))
        return begin, end

    def _source(self, cue: Cue, begin: int) -> Range | None:
        w = self.w
        before = w.low[cue.group - 1] if cue.group > begin else ""
        if before == "as" and cue.lemma == "say":
            return self._quoted(cue, begin)
        joined = before in CONJUNCTIONS or (
            before == "," and cue.group - 2 >= begin and w.low[cue.group - 2] in CONJUNCTIONS
        )
        if joined or (cue.participle and cue.group == cue.first):
            return self._last_speaker(cue, begin)
        return subject(w, cue, begin)

    def _quoted(self, cue: Cue, begin: int) -> Range | None:
        """Who is quoted 'as saying': the subject of 'was quoted', the object of 'quoted'."""
        w = self.w
        for k in range(cue.group - 1, max(begin, cue.group - 25), -1):
            if w.low[k] in ("quoted", "cited"):
                if w.low[k - 1] in BE:
                    return noun_phrase_before(w, begin, k - 1)
                return (k + 1, cue.group - 1) if k + 1 < cue.group - 1 else None
        return None

    def _last_speaker(self, cue: Cue, begin: int) -> Range | None:
        w = self.w
        region = w.region[cue.first]
        for _, source in reversed(self.speakers):
            if w.region[source[0]] == region:
                return source
        first = past_introduction(w, begin, cue.group)
        if first < cue.group and w.low[first] in PRONOUNS:
            return first, first + 1
        for k in range(begin, cue.group):
            if w.region[k] == region and k > begin and (w.low[k] in FINITE or verbal(w, k - 1, k + 1)):
                return noun_phrase_before(w, begin, k)
        inside = w.page.mentions_in(w.starts[begin], w.starts[cue.group])
        if inside:
            return w.holding(inside[0].start), w.at(inside[0].end)
        return (begin, begin + 1) if w.low[begin] in PRONOUNS else None

    def _number_agrees(self, cue: Cue, source: Range | None) -> bool:
        """Whether a bare form has a subject in the plural: else it is a noun."""
        if source is None or cue.forms - {"base"} or cue.group < cue.first:
            return True
        last = self.w.low[source[1] - 1]
        return (
            last.endswith("s")
            or last in PLURALS
            or "and" in self.w.low[source[0] : source[1]]
            or self.w.low[cue.group - 1] == ","
        )

    def _statement(self, cue: Cue, source: Range | None, begin: int, end: int) -> Statement | None:
        if cue.passive or not self._number_agrees(cue, source):
            return None
        span = (cue.first, cue.last)
        right = self.complements.right(cue, source, end)
        if right is not None:
            first, rule = right
            last = self.ends.end(cue, source, first, end)
            if last > first and source is not None:
                return Statement(span, source, ((first, last),), rule, 0.7)
            return None
        return self._left(cue, source, begin, end)

    def _left(self, cue: Cue, source: Range | None, begin: int, end: int) -> Statement | None:
        """'The talks went well, the ministry said on Monday.' and 'The talks, the ministry said, went well.'"""
        w = self.w
        if "parenthetical" not in cue.takes or cue.participle:
            return None
        source, comma = self._left_speaker(cue, source, begin, end)
        if source is None or comma is None or comma - begin < 3:
            return None
        rest = after_adjuncts(w, cue.last if comma < source[0] < cue.first else source[1], end)
        if (
            rest < end
            and w.low[rest] not in (".", ",", ";", "?", "!", ":")
            and not w.is_dash(rest)
            and w.region[rest] == w.region[cue.first]
        ):
            return None
        start = self._clause_start(begin, comma)
        if not (verbal(w, start, comma) or (comma - start >= 6 and w.low[start] not in PREPOSITIONS)):
            return None
        if comma - start < 3 or (
            any(w.region[k] >= 0 and w.region[cue.first] < 0 for k in (comma - 1, comma - 2))
            and self._all_marked(start, comma)
        ):
            return None
        pieces = [(start, comma)]
        if rest + 2 < end and w.low[rest] == "," and not self.ends.new_cue(rest + 1, end, after_comma=True):
            last = self.ends.end(cue, None, rest + 1, end)
            if w.low[rest + 1] in FINITE or verbal(w, rest + 1, min(last, rest + 5)):
                pieces.append((rest + 1, last))
        return Statement((cue.first, cue.last), source, tuple(pieces), "left", 0.7)

    def _all_marked(self, start: int, comma: int) -> bool:
        return all(self.w.region[k] >= 0 or not self.w.is_word(k) for k in range(start, comma))

    def _left_speaker(self, cue: Cue, source: Range | None, begin: int, end: int) -> tuple[Range | None, int | None]:
        w = self.w
        if source is not None and source[0] > begin and w.low[source[0] - 1] == ",":
            return source, source[0] - 1
        if cue.group > begin and w.low[cue.group - 1] == "," and self.complements.inverted(cue, end):
            return subject_after(w, cue.last, end), cue.group - 1
        return None, None

    def _clause_start(self, begin: int, comma: int) -> int:
        w = self.w
        k = begin
        while k < comma and (w.low[k] in CONJUNCTIONS or not w.is_word(k) or w.low[k] == "still") and w.low[k] != "$":
            k += 1
        return k
