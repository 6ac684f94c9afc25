"""Quotes by rules: where somebody is reported to have said or written something; no weights needed."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from detente.reading.page import Page, QuoteProposal
from detente.reading.quotes.according import according
from detente.reading.quotes.clauses import statements
from detente.reading.quotes.cues import Cue, find
from detente.reading.quotes.direct import Utterance, Utterances
from detente.reading.quotes.layouts import laid_out, with_layout
from detente.reading.quotes.nouns import nominal
from detente.reading.quotes.statement import Statement
from detente.reading.quotes.words import Words, words

CITING = frozenset(("citing", "cites", "cited"))
RELAYED = frozenset(("that", "clause", "told", "told-that", "left", "according"))
Pairs = tuple[tuple[int, int], ...]


def propose(page: Page, broad: bool = False) -> tuple[QuoteProposal, ...]:
    """The quotes of `page`, by their first word; `broad` adds attitudes, thoughts and findings.

    In the narrow convention each quoted region is a quote by itself; in the broad one the pieces around one cue form
    one attribution. Never raises on any text.
    """
    w = words(page)
    cues = find(w, broad)
    clauses, subjects = statements(w, cues, broad)
    reported = _without_relays(w, [*clauses, *nominal(w), *according(w)], cues)
    direct = Utterances(w, cues, frozenset(_mixed(w, reported)), reported, subjects).all()
    reported = [s for s in reported if not _is_region(w, s)]
    found = [*(_from_statement(w, s) for s in reported), *_from_utterances(w, direct, broad)]
    return with_layout(found, laid_out(page))


def _without_relays(w: Words, reported: Sequence[Statement], cues: Sequence[Cue]) -> list[Statement]:
    """Without what merely passes on: 'Lee said prices rose, the agency reported' is one quote, through the agency."""
    ordered = sorted(reported, key=lambda s: (s.content[0][0], -s.content[-1][1]))
    kept = [s for k, s in enumerate(ordered) if not any(_passes_on(w, s, inner) for inner in ordered[k + 1 : k + 6])]
    speaking = [cue.first for cue in cues if "mark" in cue.takes and not cue.passive and w.region[cue.first] < 0]
    return [s for s in kept if not (_hands_on_marks(w, s, speaking) or _cites(w, s))]


def _hands_on_marks(w: Words, statement: Statement, speaking: Sequence[int]) -> bool:
    """Whether the report is a direct quote with its speaker: '“Prices rose,” Lee said, the agency reported'."""
    first, last = statement.content[0]
    if statement.rule not in ("left", "according") or w.region[first] < 0 or w.region[statement.cue[0]] >= 0:
        return False
    at = bisect.bisect_left(speaking, first)
    return at < len(speaking) and speaking[at] < last


def _cites(w: Words, statement: Statement) -> bool:
    """Whether an outlet names its source: that is a link of a chain, no quote."""
    return w.low[statement.cue[0]] in CITING and _is_outlet(w, statement)


def _passes_on(w: Words, outer: Statement, inner: Statement) -> bool:
    first, last = outer.content[0][0], outer.content[-1][1]
    inside = first <= inner.content[0][0] and inner.content[-1][1] <= last and first <= inner.cue[0] < last
    if not inside or outer.cue == inner.cue or (inner.content[-1][1] - inner.content[0][0]) * 2 < last - first:
        return False
    return inner.rule in RELAYED and (outer.rule in ("left", "according") or _is_outlet(w, outer))


def _is_outlet(w: Words, statement: Statement) -> bool:
    if statement.source is None:
        return False
    start, end = _offsets(w, *statement.source)
    return any(m.kind == "outlet" and m.end >= end - 2 for m in w.page.mentions_in(start, end))


def _mixed(w: Words, reported: Sequence[Statement]) -> set[int]:
    """Quoted regions that stand inside a reported clause."""
    found: set[int] = set()
    for statement in reported:
        if _is_region(w, statement):
            continue
        for first, last in statement.content:
            outer = w.region[statement.cue[0]]
            found.update(w.region[k] for k in range(first, last) if w.region[k] != outer)
    found.discard(-1)
    return found


def _is_region(w: Words, statement: Statement) -> bool:
    """Whether the reported words are one utterance in marks: then it is a direct quote."""
    first, last = statement.content[0]
    outer = w.region[statement.cue[0]]
    region = w.region[first]
    if region == outer or region < 0:
        return False
    outside = sum(w.region[k] != region and w.is_word(k) for k in range(first, last))
    starts_upper = w.page.text[w.regions[region].start].isupper()
    return outside == 0 or (starts_upper and statement.rule in ("clause", "told") and w.low[first - 1] in ',:"“')


def _from_statement(w: Words, statement: Statement) -> QuoteProposal:
    return QuoteProposal(
        content=tuple(_offsets(w, first, last) for first, last in statement.content),
        source=(_offsets(w, *statement.source),) if statement.source else (),
        cue=(_offsets(w, *statement.cue),),
        confidence=statement.confidence,
        rule=f"indirect:{statement.rule}",
    )


def _from_utterances(w: Words, found: Sequence[Utterance], broad: bool) -> list[QuoteProposal]:
    proposals: list[QuoteProposal] = []
    for utterance in found:
        region = w.regions[utterance.region]
        content = (region.start, _trimmed(w.page.text, region.start, region.end))
        cue = (_offsets(w, *utterance.cue),) if utterance.cue else ()
        previous = proposals[-1] if proposals else None
        if (
            broad
            and previous
            and previous.cue
            and (previous.cue == cue or (not cue and _same_paragraph(w, previous, content)))
        ):
            proposals[-1] = _extended(previous, content)
            continue
        source = (_offsets(w, *utterance.source),) if utterance.source else ()
        rule = f"direct:{utterance.rule}"
        proposals.append(
            QuoteProposal(content=(content,), source=source, cue=cue, confidence=utterance.confidence, rule=rule)
        )
    return proposals


def _extended(proposal: QuoteProposal, content: tuple[int, int]) -> QuoteProposal:
    return QuoteProposal(
        content=(*proposal.content, content),
        source=proposal.source,
        cue=proposal.cue,
        confidence=proposal.confidence,
        rule=proposal.rule,
    )


def _same_paragraph(w: Words, proposal: QuoteProposal, content: tuple[int, int]) -> bool:
    return "\n" not in w.page.text[proposal.content[-1][1] : content[0]]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in ",; ":
        end -= 1
    return end


def _offsets(w: Words, first: int, last: int) -> tuple[int, int]:
    """Offsets of words `first:last`; a quoted region at either end keeps its marks."""
    return w.starts[first], w.ends[last - 1]
