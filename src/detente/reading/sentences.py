"""Sentences by rules: fast, and safe on any text.

A text falls into blocks (at blank lines, and at line ends that are no wrapping), a block into sentences (at final
punctuation that is no abbreviation's). Offsets are code points; every non-space character lies in one sentence.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from detente.reading.page import Sentence
from detente.vocabulary import table

CLOSERS = "\"'”’»›)\\]}"
OPENERS = "\"'“‘«‹([{„–—"
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
FINAL = re.compile(rf"[.!?…:;。！？।۔؟][{CLOSERS}*]*\s*\Z")
END = re.compile(
    rf"""\.(?:\s\.){{1,5}}[{CLOSERS}]*(?=\s)            # '. . .'
    | [.!?…؟۔।]+[{CLOSERS}]*(?=\s)                # final punctuation before a space
    | (?<=[a-z]{{2}})[.!?][”"]?(?=[“A-Z][A-Za-z]{{2}})  # the space was lost: 'talks.The'
    | [。！？]+[」』”’）]*                             # scripts without spaces
    """,
    re.VERBOSE,
)
WORDY = re.compile(r"\w")
WORD_BEFORE = re.compile(r"(?:et al|[^\s\"'“”‘’«»()\[\]{}/,;–—]+)\Z")
WORD_AFTER = re.compile(rf"\s*([{re.escape(OPENERS)}\s-]*)(\w+)?")
LONGEST_WORD = 24
WRAP_WIDTHS = range(45, 101)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`, sorted and disjoint, without outer space; any text will do."""
    found = []
    for paragraph, (start, end) in enumerate(blocks(text)):
        for left, right in pieces(text, start, end):
            found.append(Sentence(left, right, paragraph))
    return tuple(found)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of runs of lines that wrap into one another."""
    run: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        start, end = trimmed(text, match.start(), match.end())
        if start == end:
            continue
        if run and text.count("\n", run[-1][1], start) > 1:
            yield from unwrapped(text, run)
            run = []
        run.append((start, end))
    yield from unwrapped(text, run)


def unwrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Joins the lines of one paragraph where they are wrapped, else leaves each by itself."""
    if not lines:
        return
    goes_on = [continues(text, a, b) for a, b in itertools.pairwise(lines)]
    if any(goes_on) and even_width(lines):
        yield lines[0][0], lines[-1][1]
        return
    start = lines[0][0]
    for (_, end), (following, _), joined in zip(lines, lines[1:], goes_on, strict=False):
        if not joined:
            yield start, end
            start = following
    yield start, lines[-1][1]


def continues(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether the next line goes on in lower case after a line without final punctuation."""
    tail = text[max(line[0], line[1] - 8) : line[1]]
    return text[following[0]].islower() and not FINAL.search(tail)


def even_width(lines: list[tuple[int, int]]) -> bool:
    """Whether all lines but the last are about as long, as an editor that wraps leaves them."""
    widths = [end - start for start, end in lines[:-1]]
    widest = max(widths)
    return widest in WRAP_WIDTHS and min(widths) >= 0.7 * widest and lines[-1][1] - lines[-1][0] <= widest + 5


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block; punctuation that stands alone stays with what came before."""
    left, held = start, None
    for match in END.finditer(text, start, end):
        if match.end() < end and ends_sentence(text, left, match, end):
            if held and WORDY.search(text, left, match.end()):
                yield held
                held = None
            held = (held[0] if held else left), match.end()
            left, _ = trimmed(text, match.end(), end)
    if held and WORDY.search(text, left, end):
        yield held
        held = None
    yield trimmed(text, held[0] if held else left, end)


def ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the punctuation at `match` ends the sentence that began at `start`."""
    mark = match.group()
    after = WORD_AFTER.match(text, match.end(), min(end, match.end() + 80))
    opening, following = (after.group(1), after.group(2) or "") if after else ("", "")
    if text[match.end()].isspace() and text[trimmed(text, match.end(), end)[0]] in ",;:":
        return False
    window = text[max(start, match.start() - LONGEST_WORD) : match.start()]
    before = WORD_BEFORE.search(window)
    word = before.group() if before else ""
    if mark[0] != "." or mark.count(".") > 1:
        return not following[:1].islower() and not speech_follows(text, mark, match.end())
    if following[:1].islower():
        return len(mark) == 1 and len(word) >= 5 and word.isalpha() and word.islower() and not is_abbreviation(word)
    return full_stop_ends(word, start + len(word) == match.start(), opening, following)


def full_stop_ends(word: str, opens: bool, opening: str, following: str) -> bool:
    """Whether a full stop after `word` ends a sentence when `following` is no lower-case word."""
    if word.rpartition("-")[2] in words("title") or (opens and word.isdigit()):
        return False
    if word in words("numbered"):
        return not following[:1].isdigit()
    if word in words("month"):
        return following in words("opener")
    if word in words("either") or looks_initial(word):
        dateline = bool(set(opening) & set("–—-"))
        quoted = bool(set(opening) & set('"“«')) and len(word) > 1
        return not dateline and (quoted or following in words("opener"))
    return True


def looks_initial(word: str) -> bool:
    """'J', 'J.R', 'A.B.C': capitals with stops, as in names and acronyms; 'I' is a word."""
    letters = word.split(".")
    return word != "I" and all(len(x) == 1 and x.isupper() for x in letters)


def is_abbreviation(word: str) -> bool:
    return any(word in words(group) for group in ("title", "numbered", "month", "either"))


def speech_follows(text: str, mark: str, end: int) -> bool:
    """Whether a quotation that asks or exclaims goes on with its speaker: '"Now?" Lee asked.'"""
    return mark[-1] in '"”’»' and bool(speech().match(text, end, end + 80))


@functools.cache
def speech() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("speech")))
    return re.compile(rf"\s+(?:[A-Z][\w.’'-]*\s+){{1,4}}(?:{verbs})\b|\s+(?:{verbs})\b")


@functools.cache
def words(group: str) -> frozenset[str]:
    return frozenset(table("abbreviations")[group]["words"])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without outer space; empty at `end` where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
