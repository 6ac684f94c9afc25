"""Reported clauses end with their sentence: what follows the full stop is the document's own word again."""

from __future__ import annotations

import msgspec

from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.kinds import Kinds

LEAST = 3
"""Characters a clause must keep."""


def limited(page: Page, kinds: Kinds, proposal: QuoteProposal) -> QuoteProposal:
    """The proposal, of an indirect quote only what stands before the end of its cue's sentence.

    A quote without a cue, or one that does not begin in that sentence, is left as it is; quotation marks may hold many
    sentences.
    """
    if not proposal.cue or kinds.kind_of(proposal) != "indirect":
        return proposal
    sentence = page.sentences[page.sentence_at(proposal.cue[0][0])]
    if proposal.content[-1][1] <= sentence.end:
        return proposal
    inside = [(a, min(b, sentence.end)) for a, b in proposal.content if a >= sentence.start]
    kept = tuple(piece for start, end in inside if (piece := _bare(page.text, start, end)))
    return msgspec.structs.replace(proposal, content=kept) if kept else proposal


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without the full stop and space that closed the sentence; None where next to nothing is left."""
    while end > start and text[end - 1] in " \t\n\r.":
        end -= 1
    return (start, end) if end - start >= LEAST else None
