"""Direct quotes of one remark whose words differ: one of them is not what was said."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.model import QuoteStated, pieces
from detente.state.claims import known_day
from detente.state.groups import of_kind
from detente.state.once import Same
from detente.state.sorts import Sign
from detente.vocabulary import table

KINDS = ("quote:direct", "quote:mixed")
FEWEST = 8
"""Words a quote must have to be compared."""
ALIKE = 0.55
"""Share of the shorter quote's words that stand in the longer one in the same order."""
WITHIN = dt.timedelta(days=7)
"""Reports of one remark appear within a week; what is said again later may be said otherwise."""
RUN = 3
"""Words in a row by which two quotes are brought together."""
FULLER = 1.25
"""From how many times as many words a quote is the fuller account; of those alike in length the earlier counts."""
COMMON = 40
"""Quotes of one speaker that may hold a run before it is a stock phrase."""

SMALL = 3
"""Letters of words too small to tell a misquotation from a slip."""
STEM = 5
"""Letters by which two words are taken as forms of one."""
TELLING = 0.7
"""Share of the shorter quote's longer words that the fuller one must have: with fewer it is another remark."""
SPEAKERS = frozenset({"person", "government", "organisation"})
"""Kinds of speakers whose words matter; what an outlet asks is no remark of a party."""
POSTS = frozenset({"post", "introduced"})
"""Rules that read a post itself, not a report of it."""
DIFFERENT = 2
"""Words the fuller account must lack; a single one may be a slip of the pen."""

_WORD = re.compile(r"[\w%$]+")
_TAIL = re.compile(r"(?<=[”\"])\s*[—–-]{1,2}\s*[^”\"]{1,40}\Z")
"""Who or where, behind the closing mark of a quotation that was taken with it."""
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_CUT = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")

Pair = tuple[QuoteStated, QuoteStated, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """A direct quote as words, and as the stretches between its cuts ('...' and '[...]'); `runs` are figures for the
    words that it has in a row.
    """

    entry: QuoteStated
    words: tuple[str, ...]
    stretches: tuple[tuple[str, ...], ...]
    day: dt.date
    runs: frozenset[int]


def misquotes(quotes: Mapping[str, tuple[QuoteStated, ...]], day: dt.date) -> Iterator[Pair]:
    """Pairs of quotes that give one remark in different words, the one to be checked first.

    The original is the post itself where one of them is, else the fuller account, of equals the earlier.
    """
    speakers: dict[str, list[Remark]] = {}
    for group in of_kind(quotes, *KINDS, sign=Sign.QUOTES):
        speaker = group[0].quote.speaker
        for remark in _compared(Same(group[:1])):
            if speaker and remark.day <= day:
                speakers.setdefault(speaker.name, []).append(remark)
    for remarks in speakers.values():
        yield from _of_one(
            sorted(remarks, key=lambda remark: (len(remark.words), -remark.day.toordinal(), remark.entry.id))
        )


def may_misquote(entry: QuoteStated) -> bool:
    """Whether the quote has words that are compared with others."""
    return f"quote:{entry.quote.kind}" in KINDS and bool(_compared(Same((entry,))))


@functools.lru_cache(maxsize=100_000)
def _compared(one: Same[QuoteStated]) -> tuple[Remark, ...]:
    """What of a quote is compared with others: enough words of somebody whose words matter, as he speaks himself."""
    [entry] = one
    speaker = entry.quote.speaker
    if speaker is None or speaker.kind not in SPEAKERS or speaker.country not in table("anglophone")["countries"]:
        return ()
    return tuple(remark for remark in _remarks(entry) if len(remark.words) >= FEWEST)


def _remarks(entry: QuoteStated) -> Iterator[Remark]:
    """What stands in quotation marks: all of a direct quote, each quoted stretch of a mixed one."""
    text = _TAIL.sub("", " ".join(span.text for span in pieces(entry.quote.content)))
    for quoted in _QUOTED.findall(text) if entry.quote.kind == "mixed" else [text]:
        plain = quoted.lower().replace("’", "").replace("'", "")
        stretches = tuple(tuple(_WORD.findall(part)) for part in _CUT.split(plain))
        words = tuple(w for part in stretches for w in part)
        runs = frozenset(hash(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
        yield Remark(entry, words, stretches, known_day(entry.clocks), runs)


def _of_one(remarks: Sequence[Remark]) -> Iterator[Pair]:
    """Pairs among one speaker's remarks, which come shortest first."""
    for one, other in sorted(_candidates(remarks)):
        shorter, longer = remarks[one], remarks[other]
        first, original = sorted((shorter, longer), key=lambda remark: _originality(remark, longer))
        ground = _difference(first, original)
        if ground:
            yield first.entry, original.entry, ground


def _originality(remark: Remark, longer: Remark) -> tuple[bool, bool, int, str]:
    """Sorts the remark that is nearer to the words as they were last."""
    fuller = len(remark.words) * FULLER > len(longer.words)
    return (remark.entry.quote.rule in POSTS, fuller, -remark.day.toordinal(), remark.entry.id)


def _candidates(remarks: Sequence[Remark]) -> set[tuple[int, int]]:
    holders: dict[int, list[int]] = {}
    for at, remark in enumerate(remarks):
        for run in remark.runs:
            holders.setdefault(run, []).append(at)
    counts: dict[tuple[int, int], int] = {}
    for held in holders.values():
        for i, one in enumerate(held if 1 < len(held) <= COMMON else ()):
            for other in held[i + 1 :]:
                counts[one, other] = counts.get((one, other), 0) + 1
    return {pair for pair, count in counts.items() if count > 1}


def _difference(told: Remark, original: Remark) -> str | None:
    """What differs from the original, in words; None where one is merely a part of the other or another remark."""
    apart = abs(told.day - original.day) > WITHIN
    if apart or told.entry.document == original.entry.document or _part(told, original) or _part(original, told):
        return None
    if exchanged := _exchanged(told, original):
        return f"one word of the post differs: {exchanged[0]!r} against {exchanged[1]!r}"
    blocks = SequenceMatcher(a=told.words, b=original.words, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < ALIKE * len(told.words):
        return None
    within = told.words[
        blocks[0].a : blocks[-2].a + blocks[-2].size
    ]  # what stands before or behind is an excerpt's edge
    telling = [word for word in within if len(word) > SMALL]
    alien = [word for word in telling if not _stands(word, original.words)]
    if len(alien) < DIFFERENT or len(alien) > (1 - TELLING) * len(telling):
        return None
    post = original.entry.quote.rule in POSTS
    source = "the post itself" if post else "the account it is held against"
    return f"the words differ: not in {source}: " + ", ".join(dict.fromkeys(alien))


def _exchanged(one: Remark, other: Remark) -> tuple[str, str] | None:
    """The one long word in which two accounts of a written post differ; a spoken word may be heard in two ways."""
    if len(one.words) != len(other.words) or not (one.entry.quote.venue and other.entry.quote.venue):
        return None
    differing = [(a, b) for a, b in zip(one.words, other.words, strict=True) if a != b]
    if len(differing) != 1 or not all(len(word) > SMALL for word in differing[0]):
        return None
    return None if _stands(differing[0][0], (differing[0][1],)) else differing[0]


def _stands(word: str, words: Sequence[str]) -> bool:
    """Whether the word, or another form of it, is among the words."""
    stem = word[: min(STEM, len(word) - 1)]
    return any(other.startswith(stem) for other in words)


def _part(shorter: Remark, longer: Remark) -> bool:
    """Whether every stretch of the shorter quote stands in the longer one as it is."""
    whole = f" {' '.join(longer.words)} "
    return all(f" {' '.join(stretch)} " in whole for stretch in shorter.stretches if stretch)
