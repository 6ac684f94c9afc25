"""What differs between editions of a text: sentences that went, came or were altered, and their quotes and figures."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from detente.model import Alteration, Span
from detente.reading import sentences

PAIRED = 0.5
"""Likeness (0..1, difflib's ratio over words) of two sentences of which one became the other."""
SAID = 3
"""Words that a quotation has at the least: fewer are a term in quotation marks."""
QUOTATION = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"")
FIGURE = re.compile(r"[$€£¥]?\d[\d.,]*\d(?:\s?%)?|[$€£¥]?\d(?:\s?%)?")
WORD = re.compile(r"\w+")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that went, came or was altered from one edition to the next."""

    change: Literal["removed", "added", "altered"]
    before: Span | None = None
    after: Span | None = None


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The sentences that differ, in the order of the texts; a mere change of spacing is none."""
    old, new = told(before), told(after)
    matcher = difflib.SequenceMatcher(None, [folded(s) for s in old], [folded(s) for s in new], autojunk=False)
    found: list[Change] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            found += paired(old[i:j], new[k:m])
    return tuple(found)


def told(text: str) -> list[Span]:
    """The sentences of a text."""
    return [Span.of(text, one.start, one.end) for one in sentences.split(text)]


def folded(sentence: Span) -> str:
    return " ".join(sentence.text.split())


def paired(old: Sequence[Span], new: Sequence[Span]) -> Iterator[Change]:
    """What became of each sentence of a stretch: altered into the likest of the new ones from there on, or removed."""
    at = 0
    for sentence in old:
        likest = max(range(at, len(new)), key=lambda k: likeness(sentence, new[k]), default=None)
        if likest is None or likeness(sentence, new[likest]) < PAIRED:
            yield Change(change="removed", before=sentence)
            continue
        yield from (Change(change="added", after=one) for one in new[at:likest])
        yield Change(change="altered", before=sentence, after=new[likest])
        at = likest + 1
    yield from (Change(change="added", after=one) for one in new[at:])


def likeness(one: Span, other: Span) -> float:
    """0..1, over words in their order."""
    return difflib.SequenceMatcher(None, WORD.findall(one.text), WORD.findall(other.text), autojunk=False).ratio()


def alterations(found: Iterable[Change], after: str) -> tuple[Alteration, ...]:
    """The quotes and figures among the changes: quotes that the text `after` no more has word for word, and figures of
    altered sentences that became others.
    """
    altered: list[Alteration] = []
    for change in found:
        if change.before is not None:
            altered += quotes(change.before, change.after, after)
            altered += figures(change.before, change.after) if change.after else ()
    return tuple(altered)


def quotes(before: Span, after: Span | None, text: str) -> Iterator[Alteration]:
    """The quotations of a sentence that stand nowhere in `text`, each with what stands in its place."""
    rest = list(quotations(after)) if after else []
    for quote in quotations(before):
        if quote.text in text:
            continue
        likest = max(rest, key=lambda one: likeness(quote, one), default=None)
        if likest is not None and likeness(quote, likest) >= PAIRED:
            yield Alteration(kind="quote", before=quote, after=likest)
        else:
            yield Alteration(kind="quote", before=quote)


def quotations(sentence: Span) -> Iterator[Span]:
    """What stands in quotation marks and is more than a term."""
    for match in QUOTATION.finditer(sentence.text):
        start, end = match.span(match.lastindex or 0)
        if len(WORD.findall(sentence.text[start:end])) >= SAID:
            yield part(sentence, start, end)


def figures(before: Span, after: Span) -> Iterator[Alteration]:
    """The figures that one sentence has and the other has not, paired in their order."""
    old, new = (list(numbers(one)) for one in (before, after))
    gone = without(old, new)
    come = without(new, old)
    for at, figure in enumerate(gone):
        yield Alteration(kind="figure", before=figure, after=come[at] if at < len(come) else None)


def numbers(sentence: Span) -> Iterator[Span]:
    for match in FIGURE.finditer(sentence.text):
        yield part(sentence, *match.span())


def without(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Those of `some` that are not among `others`, each of which counts once."""
    left = Counter(one.text for one in others)
    kept = []
    for one in some:
        if left[one.text]:
            left[one.text] -= 1
        else:
            kept.append(one)
    return kept


def part(sentence: Span, start: int, end: int) -> Span:
    """A piece of a sentence, with its place in the whole text."""
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])
