"""Quotes whose speaker stands by layout, not by a sentence: turns of a transcript, posts, signed quotations."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.introductions import introduced
from detente.reading.quotes.posts import posts
from detente.reading.quotes.signatures import signed
from detente.reading.quotes.turns import turns

Range = tuple[int, int]
ON = "turn, on"
"""The rule of a turn's further paragraphs: no name stands before them, and the document may speak again."""


def laid_out(page: Page) -> tuple[QuoteProposal, ...]:
    """What the layout of the page says by itself, in text order."""
    found = [
        *(
            _proposal(paragraph, turn.source, 0.85, ON if number else "turn")
            for turn in turns(page)
            for number, paragraph in enumerate(turn.paragraphs)
        ),
        *(_proposal(post.content, post.source, 0.9, "post") for post in posts(page.text)),
        *(_proposal(post.content, post.source, 0.9, "signed") for post in signed(page.text)),
        *(_proposal(post.content, post.source, 0.9, "introduced", post.cue) for post in introduced(page.text)),
    ]
    return tuple(sorted(found, key=lambda proposal: proposal.content))


def with_layout(quotes: Sequence[QuoteProposal], laid: Sequence[QuoteProposal]) -> tuple[QuoteProposal, ...]:
    """`quotes`, where one of the layout stands replaced by that one; in text order."""
    kept = [quote for quote in quotes if not any(_same_words(quote, one) for one in laid)]
    return tuple(sorted([*kept, *laid], key=lambda proposal: (proposal.content, proposal.cue)))


def borne_out(laid: Sequence[QuoteProposal], quotes: Sequence[QuoteProposal]) -> tuple[QuoteProposal, ...]:
    """`laid` without further paragraphs of a turn that `quotes` hold to be nobody's words, or name a speaker in."""
    return tuple(one for one in laid if one.rule != ON or any(_spoken_on(quote, one) for quote in quotes))


def _spoken_on(quote: QuoteProposal, laid: QuoteProposal) -> bool:
    ((start, end),) = laid.content
    return _covers(quote, laid) and not any(start <= a < end for a, _ in quote.source)


def _covers(quote: QuoteProposal, laid: QuoteProposal) -> bool:
    ((start, end),) = laid.content
    return 2 * sum(max(0, min(end, b) - max(start, a)) for a, b in quote.content) > end - start


def _same_words(quote: QuoteProposal, laid: QuoteProposal) -> bool:
    """Whether the quote holds half of what is laid out, or is a part of it without a cue of its own."""
    ((start, end),) = laid.content
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in quote.content)
    whole = sum(b - a for a, b in quote.content)
    return _covers(quote, laid) or (not quote.cue and 2 * shared > whole)


def _proposal(content: Range, source: Range, confidence: float, rule: str, cue: Range | None = None) -> QuoteProposal:
    return QuoteProposal(
        content=(content,), source=(source,), cue=(cue,) if cue else (), confidence=confidence, rule=rule
    )
