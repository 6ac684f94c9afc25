"""Which quote stands inside which: words that somebody passes on come through them."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.page import QuoteProposal


def extent(proposal: QuoteProposal) -> tuple[int, int]:
    """From the first to the last word of the content."""
    return proposal.content[0][0], max(end for _, end in proposal.content)


def in_order(proposals: Sequence[QuoteProposal]) -> list[int]:
    """Indices of the proposals, the outer before the inner, else by place."""
    return sorted(range(len(proposals)), key=lambda k: (extent(proposals[k])[0], -extent(proposals[k])[1]))


def outer_of(proposals: Sequence[QuoteProposal], order: Sequence[int]) -> list[int | None]:
    """For each proposal the index of the smallest one that holds its content, its cue and its source."""
    outer: list[int | None] = [None] * len(proposals)
    open_above: list[int] = []
    for k in order:
        start, end = _reach(proposals[k])
        while open_above and extent(proposals[open_above[-1]])[1] < end:
            open_above.pop()
        for above in reversed(open_above):
            if _holds(proposals[above], start, end) and extent(proposals[above]) != extent(proposals[k]):
                outer[k] = above
                break
        open_above.append(k)
    return outer


def _reach(proposal: QuoteProposal) -> tuple[int, int]:
    """The content with the cue and the source beside it, where those are near."""
    start, end = extent(proposal)
    spans = [*proposal.content, *proposal.cue]
    return min(start, *(a for a, _ in spans)), max(end, *(b for _, b in spans))


def _holds(proposal: QuoteProposal, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in proposal.content)
