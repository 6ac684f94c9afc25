"""The words around a quote: its sentence without what is reported, and what introduces a transcript."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from detente.model import Source, Speaker
from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.circumstances import venue_in
from detente.reading.quotes.kinds import Kinds
from detente.reading.quotes.relays import cited_in, outlet_addressed, outlet_named, outlet_reporting
from detente.reading.quotes.speakers import Resolver, named_speaker
from detente.reading.quotes.turns import Turn

FARTHEST = 600
FARTHEST_INTRODUCTION = 700


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What stands around one quote: the words, the place after its cue, and the relays these name."""

    words: str
    after: tuple[int, int] | None
    relays: tuple[Source, ...]

    @property
    def telling(self) -> bool:
        """Whether the words give a venue of their own."""
        return venue_in(self.words) is not None

    @property
    def empty(self) -> bool:
        return self.after is None

    def links(self, speaker: Speaker | None) -> list[Source]:
        """The relays before the speaker."""
        return [link for link in self.relays if speaker is None or link.name != speaker.name]


class Context:
    """Looks around the proposals of one page."""

    def __init__(self, page: Page, proposals: Sequence[QuoteProposal], kinds: Kinds, resolver: Resolver) -> None:
        self.page = page
        self.proposals = proposals
        self.kinds = kinds
        self.resolver = resolver
        self.introductions: dict[int, tuple[int, int] | None] = {}

    def cited(self, k: int) -> Speaker | None:
        """The true source where the source of proposal `k` merely cites it: 'the agency reports, citing officials'."""
        proposal = self.proposals[k]
        if not proposal.cue or not proposal.source:
            return None
        for start, end in self._gaps(proposal):
            found = cited_in(self.page, max(start, proposal.source[-1][1]), end, self.resolver)
            if found is not None:
                return found
        return None

    def of(self, k: int) -> Found:
        """What stands around proposal `k`."""
        proposal = self.proposals[k]
        turn = None if proposal.cue else self.kinds.turn_at(*proposal.content[0])
        if turn is not None:
            return self._of_turn(turn)
        if not proposal.cue:
            return Found("", None, ())
        return self._of_sentence(proposal)

    def _of_sentence(self, proposal: QuoteProposal) -> Found:
        gaps = self._gaps(proposal)
        after = next(((a, b) for a, b in gaps if a <= proposal.cue[0][0] < b), None)
        relays: list[Source] = []
        for start, end in gaps:
            source = self._relay(proposal, start, end)
            if source is not None and source not in relays:
                relays.append(source)
        words = " ".join(self.page.text[a:b] for a, b in gaps)
        return Found(words, after and (proposal.cue[0][0], after[1]), tuple(relays))

    def _relay(self, proposal: QuoteProposal, start: int, end: int) -> Source | None:
        """The outlet that the gap `start:end` names as a relay, unless it is the source itself."""
        source = proposal.source
        return outlet_addressed(self.page, start, end, source) or outlet_reporting(self.page, start, end, source)

    def _gaps(self, proposal: QuoteProposal) -> list[tuple[int, int]]:
        """The sentence of the cue (and what of it stands beyond the content), without the content."""
        page = self.page
        sentence = page.sentences[page.sentence_at(proposal.cue[0][0])]
        start = max(sentence.start, proposal.cue[0][0] - FARTHEST)
        end = min(max(sentence.end, proposal.cue[-1][1]), proposal.cue[-1][1] + FARTHEST)
        gaps, at = [], start
        for a, b in sorted(proposal.content):
            if b <= start or a >= end:
                continue
            if a > at:
                gaps.append((at, a))
            at = max(at, b)
        if at < end:
            gaps.append((at, end))
        return gaps

    def _of_turn(self, turn: Turn) -> Found:
        key = self.kinds.first_of(turn)
        if key not in self.introductions:
            self.introductions[key] = self._introduction(key)
        span = self.introductions[key]
        if span is None:
            return Found("", None, ())
        outlet = outlet_named(self.page, *span)
        return Found(self.page.text[span[0] : span[1]], None, (outlet,) if outlet else ())

    def introduced(self, proposal: QuoteProposal) -> Speaker | None:
        """Whom 'The President:' of a transcript means: the person whom its introduction calls so."""
        turn = self.kinds.turn_at(*proposal.content[0])
        words = self.page.text[proposal.source[0][0] : proposal.source[-1][1]].split()
        if turn is None or proposal.cue or len(words) != 2 or words[0] != "The":
            return None
        span = self._introduction(self.kinds.first_of(turn))
        named = self.page.mentions_in(*span) if span else ()
        called = (m for m in named if m.kind == "person" and words[1] in self.page.text[max(0, m.start - 12) : m.end])
        return named_speaker(next(called, None))

    def _introduction(self, first: int) -> tuple[int, int] | None:
        """The line before the first turn of a transcript, which says where it was spoken."""
        head = self.page.text[max(0, first - FARTHEST_INTRODUCTION) : first].rstrip()
        if not head:
            return None
        start = head.rfind("\n") + 1
        offset = max(0, first - FARTHEST_INTRODUCTION)
        return offset + start, offset + len(head)
