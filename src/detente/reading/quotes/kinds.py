"""Direct, indirect or mixed: told by the quotation marks, and by the lines of a transcript."""

from __future__ import annotations

import bisect

from detente.model import QuoteKind
from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.marks import page_regions
from detente.reading.quotes.turns import Turn, turns

WRITTEN = frozenset({"post", "introduced"})
"""Rules whose quotes are a post's own words, marks or none."""


class Kinds:
    """Tells the kind of quotes of one page."""

    def __init__(self, page: Page) -> None:
        self.regions = page_regions(page)
        self.opens = [region.open for region in self.regions]
        self.turns = turns(page)
        self.starts = [turn.source[0] for turn in self.turns]
        self.firsts = self._firsts()

    def _firsts(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for k, turn in enumerate(self.turns):
            start = turn.source[0]
            goes_on = k > 0 and self.turns[k - 1].paragraphs[-1][1] >= start - 3
            found[start] = found[self.starts[k - 1]] if goes_on else start
        return found

    def turn_at(self, start: int, end: int) -> Turn | None:
        """The turn of a transcript in which `start:end` is spoken."""
        k = bisect.bisect_right(self.starts, start) - 1
        if k < 0 or not any(a <= start and end <= b for a, b in self.turns[k].paragraphs):
            return None
        return self.turns[k]

    def first_of(self, turn: Turn) -> int:
        """Where the transcript begins that `turn` belongs to: turns that follow one another without other text."""
        return self.firsts[turn.source[0]]

    def kind_of(self, proposal: QuoteProposal) -> QuoteKind:
        marked = sum(self._marked(start, end) for start, end in proposal.content)
        total = sum(end - start for start, end in proposal.content)
        if proposal.rule in WRITTEN or marked >= 0.93 * total or self._is_turn(proposal, total):
            return "direct"
        return "mixed" if marked else "indirect"

    def _is_turn(self, proposal: QuoteProposal, total: int) -> bool:
        start, end = proposal.content[0]
        turn = self.turn_at(start, end)
        return turn is not None and any(
            a <= start and end <= b and total >= 0.6 * (b - a) and not proposal.cue for a, b in turn.paragraphs
        )

    def _marked(self, start: int, end: int) -> int:
        """How many characters of `start:end` stand in marks."""
        found = 0
        k = max(0, bisect.bisect_right(self.opens, start) - 1)
        while k < len(self.regions) and self.regions[k].open < end:
            found += max(0, min(end, self.regions[k].close) - max(start, self.regions[k].open))
            k += 1
        return found
