"""Attribution: who said each proposed quote, through whom it came, where and to whom."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from detente.model import Quote, Source, Span, Speaker, joined, pieces
from detente.model.document import text_digest
from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes import rules
from detente.reading.quotes.circumstances import addressee_in, venue_in
from detente.reading.quotes.context import Context
from detente.reading.quotes.kinds import Kinds
from detente.reading.quotes.limits import limited
from detente.reading.quotes.nesting import extent, in_order, outer_of
from detente.reading.quotes.speakers import Resolver, source_of, speaker_of

NOT_RESOLVED = 0.6
"""What a quote's confidence is multiplied by where nobody is found who says it."""
FIRST_PERSON = frozenset(("i", "we", "i’m", "i'm"))


def attribute(page: Page, proposals: Sequence[QuoteProposal], resolver: Resolver) -> tuple[Quote, ...]:
    """The quotes that `proposals` stand for, in their order, with speaker, chain, venue and addressee.

    A quote inside another one comes through that one's speaker. Never raises on any text.
    """
    return _Attribution(page, proposals, resolver).quotes()


def chain_for(
    page: Page, start: int, end: int, resolver: Resolver, quotes: Sequence[Quote] | None = None
) -> tuple[Source, ...]:
    """Who says what stands at `start:end`, nearest first; () where the document says it in its own voice.

    `quotes` are the page's, where they are known already; else they are found by rule.
    """
    if quotes is None:
        quotes = attribute(page, rules.propose(page), resolver)
    best: Quote | None = None
    for quote in quotes:
        covered = sum(max(0, min(end, s.end) - max(start, s.start)) for s in pieces(quote.content))
        if covered * 2 > end - start and (best is None or _length(quote) < _length(best)):
            best = quote
    return best.chain if best else ()


def _length(quote: Quote) -> int:
    return sum(len(span.text) for span in pieces(quote.content))


class _Attribution:
    """One page's proposals on their way to quotes, the outer before the inner."""

    def __init__(self, page: Page, proposals: Sequence[QuoteProposal], resolver: Resolver) -> None:
        self.page = page
        self.resolver = resolver
        self.kinds = Kinds(page)
        self.proposals = [limited(page, self.kinds, proposal) for proposal in proposals]
        self.order = in_order(self.proposals)
        self.outer = outer_of(self.proposals, self.order)
        self.context = Context(page, self.proposals, self.kinds, resolver)
        self.done: dict[int, Quote] = {}
        self.carried: dict[str, list[Source]] = {}
        self.digest = text_digest(page.text)

    def quotes(self) -> tuple[Quote, ...]:
        previous: int | None = None
        for k in self.order:
            self.done[k] = self._quote(k, previous)
            previous = k
        return tuple(self.done[k] for k in range(len(self.proposals)))

    def _quote(self, k: int, previous: int | None) -> Quote:
        proposal = self.proposals[k]
        above = self._above(k)
        speaker = self._speaker(proposal, above)
        found = self.context.of(k)
        cited = self.context.cited(k) if speaker is not None and speaker.kind == "outlet" else None
        outlet, speaker = (speaker, cited) if cited is not None else (None, speaker)
        if previous is not None and found.empty and self._goes_on(k, previous):
            found = self.context.of(previous)
        links = found.links(speaker)
        if not links and not found.telling and speaker is not None and previous is not None:
            links = self.carried.get(speaker.name, []) if self._same_speaker(previous, speaker) else []
        if speaker is not None:
            self.carried[speaker.name] = links
        chain = self._chain(above, [*links, source_of(outlet)] if outlet else links, speaker)
        resolved = 1.0 if speaker is not None else NOT_RESOLVED
        return Quote(
            id=self._id(proposal),
            content=joined(self._spans(proposal.content)),
            kind=self.kinds.kind_of(proposal),
            speaker=speaker,
            speaker_span=joined(self._spans(proposal.source)) if proposal.source else None,
            cue=joined(self._spans(proposal.cue)) if proposal.cue else None,
            chain=chain,
            venue=venue_in(found.words),
            addressee=addressee_in(self.page, *found.after) if found.after else None,
            confidence=round(proposal.confidence * resolved, 3),
            rule=proposal.rule,
        )

    def _above(self, k: int) -> Quote | None:
        above = self.outer[k]
        return self.done.get(above) if above is not None else None

    def _goes_on(self, k: int, previous: int) -> bool:
        """Whether the same source speaks on in the same paragraph."""
        proposal, before = self.proposals[k], self.proposals[previous]
        between = self.page.text[extent(before)[1] : extent(proposal)[0]]
        return proposal.source == before.source and "\n" not in between

    def _same_speaker(self, previous: int, speaker: Speaker) -> bool:
        before = self.done[previous].speaker
        return before is not None and before.name == speaker.name

    def _speaker(self, proposal: QuoteProposal, above: Quote | None) -> Speaker | None:
        if not proposal.source:
            return None
        start, end = proposal.source[0][0], proposal.source[-1][1]
        if above is not None and self.page.text[start:end].lower() in FIRST_PERSON:
            return above.speaker
        return self.context.introduced(proposal) or speaker_of(self.page, start, end, self.resolver)

    def _chain(self, above: Quote | None, links: Sequence[Source], speaker: Speaker | None) -> tuple[Source, ...]:
        """The outer quote's chain, the relays the words name, the speaker; nobody twice in a row."""
        chain: list[Source] = []
        for source in (*(above.chain if above else ()), *links, *([source_of(speaker)] if speaker else ())):
            if all(source.name != link.name for link in chain):
                chain.append(source)
        return tuple(chain) if speaker else ()

    def _spans(self, pairs: Sequence[tuple[int, int]]) -> list[Span]:
        return [Span.of(self.page.text, start, end) for start, end in pairs]

    def _id(self, proposal: QuoteProposal) -> str:
        key = f"{self.page.document}:{self.digest}:{proposal.content}"
        return "q-" + hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
