"""A page as words: what the quote rules walk over."""

from __future__ import annotations

import bisect
import dataclasses
import re

from detente.reading.page import Page
from detente.reading.quotes.marks import Region, page_regions

WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|[DRI]-(?:(?:[A-Z]\.)+|[A-Z][a-z]+\.)|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|St|Jr|Sr|Amb|Prof|Rev|Adm|Maj|Capt|Sgt|Del|[A-Z])\.(?=\s)|\w+(?:[-.&/]\w+|['’](?!(?:s|ve|d|ll|re|m)\b)\w+)*|['’](?:s|ve|d|ll|re|m)\b|[-–—―]+|\.\.+|[^\w\s]",
)
BELONGING = frozenset(("%", ")", "'s", "’s", "$"))
DASHES = frozenset("-–—―")


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The words of a page in parallel columns; `region` is the index of the quoted region a word stands in, or -1.

    `times` maps the first word of a time expression to the word after it.
    """

    page: Page
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    low: tuple[str, ...]
    region: tuple[int, ...]
    regions: tuple[Region, ...]
    sentence_starts: tuple[int, ...]
    times: dict[int, int]

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, i: int) -> str:
        return self.page.text[self.starts[i] : self.ends[i]]

    def capital(self, i: int) -> bool:
        return self.page.text[self.starts[i]].isupper()

    def is_word(self, i: int) -> bool:
        return self.low[i][0].isalnum()

    def is_dash(self, i: int) -> bool:
        return self.low[i][0] in DASHES

    def at(self, offset: int) -> int:
        """Index of the first word that starts at or after `offset`."""
        return bisect.bisect_left(self.starts, offset)

    def holding(self, offset: int) -> int:
        """Index of the word that holds `offset`, or of the last one before it: a mention may begin inside a word."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def without_punctuation(self, first: int, last: int, region: int) -> int:
        """`last` moved left past what is no word, but for signs that belong to one; marks of other regions stay."""
        while last > first and self.region[last - 1] == region and not self.is_word(last - 1):
            if self.low[last - 1] in BELONGING:
                break
            last -= 1
        return last

    def sentence(self, i: int) -> tuple[int, int]:
        """The sentence of word `i` as a range of words."""
        k = max(0, bisect.bisect_right(self.sentence_starts, i) - 1)
        last = self.sentence_starts[k + 1] if k + 1 < len(self.sentence_starts) else len(self)
        return self.sentence_starts[k], last


def words(page: Page) -> Words:
    """Split `page` into words and mark those inside quotation marks."""
    found = [match.span() for match in WORD.finditer(page.text)]
    starts = tuple(start for start, _ in found)
    quoted = page_regions(page)
    return Words(
        page=page,
        starts=starts,
        ends=tuple(end for _, end in found),
        low=tuple(page.text[start:end].lower() for start, end in found),
        region=_regions_of(starts, quoted),
        regions=quoted,
        sentence_starts=tuple(sorted({0, *(bisect.bisect_left(starts, s.start) for s in page.sentences)})),
        times=_times(page, starts),
    )


def _times(page: Page, starts: tuple[int, ...]) -> dict[int, int]:
    ranges = ((bisect.bisect_left(starts, t.start), bisect.bisect_left(starts, t.end)) for t in page.times)
    return {first: last for first, last in ranges if first < last}


def _regions_of(starts: tuple[int, ...], quoted: tuple[Region, ...]) -> tuple[int, ...]:
    column, k = [], 0
    for start in starts:
        while k < len(quoted) and quoted[k].close <= start:
            k += 1
        column.append(k if k < len(quoted) and quoted[k].open <= start else -1)
    return tuple(column)
