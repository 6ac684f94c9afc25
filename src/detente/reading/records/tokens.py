"""Words and marks of a text with their offsets: what every rule of the records looks at."""

from __future__ import annotations

import bisect
import functools
import re

import msgspec

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:[.&\-][^\W_]+)*(?:['’](?:t|T)\b)?"
    r"|['’](?:s|S|ll|d|ve|re|m)\b"
    r"|[^\w\s]"
)


class Tokens(msgspec.Struct, frozen=True):
    """Parallel tuples, one entry a token: offsets into the text, and the word in lower case with straight quotes."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The range of tokens that lie wholly within the offsets `start:end`."""
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_right(self.ends, end, lo=first)
        return first, max(first, last)


@functools.lru_cache(maxsize=4)
def tokens(text: str) -> Tokens:
    """All tokens of `text`."""
    spans = [m.span() for m in TOKEN.finditer(text)]
    lines = "\n".join([text[start:end] for start, end in spans])  # no token holds a line end
    words = lines.lower().replace("’", "'").split("\n") if spans else []
    return Tokens(tuple([start for start, _ in spans]), tuple([end for _, end in spans]), tuple(words))
