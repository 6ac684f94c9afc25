"""Direct quotes of one remark whose words differ: one of them is not what was said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.model import QuoteStated, pieces
from detente.state.claims import known_day
from detente.vocabulary import table

FEWEST = 8
"""Words a quote must have to be compared."""
ALIKE = 0.55
"""Share of the shorter quote's words that stand in the longer one in the same order."""
WITHIN = dt.timedelta(days=7)
"""Reports of one remark appear within a week; what is said again later may be said otherwise."""
RUN = 3
"""Words in a row by which two quotes are brought together."""
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
DIFFERENT = 2
"""Words the fuller account must lack; a single one may be a slip of the pen."""

_WORD = re.compile(r"[\w%$]+")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_CUT = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")

Pair = tuple[QuoteStated, QuoteStated, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """A direct quote as words, and as the stretches between its cuts ('...' and '[...]')."""

    entry: QuoteStated
    words: tuple[str, ...]
    stretches: tuple[tuple[str, ...], ...]
    day: dt.date


def misquotes(quotes: Mapping[str, Sequence[QuoteStated]], day: dt.date) -> Iterator[Pair]:
    """Pairs of quotes that give one remark in different words: the shorter, of equals the later, first."""
    anglophone = frozenset(table("anglophone")["countries"])
    speakers: dict[str, list[Remark]] = {}
    for group in quotes.values():
        entry = group[0]
        speaker = entry.quote.speaker
        if speaker is None or speaker.kind not in SPEAKERS or speaker.country not in anglophone:
            continue
        remark = _remark(entry)
        if remark and len(remark.words) >= FEWEST and remark.day <= day:
            speakers.setdefault(speaker.name, []).append(remark)
    for remarks in speakers.values():
        yield from _of_one(
            sorted(remarks, key=lambda remark: (len(remark.words), -remark.day.toordinal(), remark.entry.id))
        )


def _remark(entry: QuoteStated) -> Remark | None:
    """What stands in quotation marks: all of a direct quote, the one quoted stretch of a mixed one."""
    text = " ".join(span.text for span in pieces(entry.quote.content))
    if entry.quote.kind == "mixed":
        quoted = _QUOTED.findall(text)
        text = quoted[0] if len(quoted) == 1 else ""
    if entry.quote.kind == "indirect" or not text:
        return None
    text = text.lower().replace("’", "").replace("'", "")
    stretches = tuple(tuple(_WORD.findall(part)) for part in _CUT.split(text))
    return Remark(entry, tuple(w for part in stretches for w in part), stretches, known_day(entry.clocks))


def _of_one(remarks: Sequence[Remark]) -> Iterator[Pair]:
    """Pairs among one speaker's remarks, which come shortest first."""
    for one, other in sorted(_candidates(remarks)):
        shorter, longer = remarks[one], remarks[other]
        ground = _difference(shorter, longer)
        if ground:
            yield shorter.entry, longer.entry, ground


def _candidates(remarks: Sequence[Remark]) -> set[tuple[int, int]]:
    holders: dict[tuple[str, ...], list[int]] = {}
    for at, remark in enumerate(remarks):
        for run in {remark.words[i : i + RUN] for i in range(len(remark.words) - RUN + 1)}:
            holders.setdefault(run, []).append(at)
    counts: dict[tuple[int, int], int] = {}
    for held in holders.values():
        for i, one in enumerate(held if len(held) <= COMMON else ()):
            for other in held[i + 1 :]:
                counts[one, other] = counts.get((one, other), 0) + 1
    return {pair for pair, count in counts.items() if count > 1}


def _difference(shorter: Remark, longer: Remark) -> str | None:
    """What differs, in words; None where the shorter is merely a part of the longer or another remark."""
    apart = abs(shorter.day - longer.day) > WITHIN
    if apart or shorter.entry.document == longer.entry.document or _part(shorter, longer):
        return None
    if exchanged := _exchanged(shorter, longer):
        return f"one word of the post differs: {exchanged[0]!r} against {exchanged[1]!r}"
    blocks = SequenceMatcher(a=shorter.words, b=longer.words, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < ALIKE * len(shorter.words):
        return None
    telling = [word for word in shorter.words if len(word) > SMALL]
    alien = [word for word in telling if not _stands(word, longer.words)]
    if len(alien) < DIFFERENT or len(alien) > (1 - TELLING) * len(telling):
        return None
    return "the words differ: not in the fuller account: " + ", ".join(dict.fromkeys(alien))


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
