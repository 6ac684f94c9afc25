"""Words of a folded text with their places, and steps to the left and right of them."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Col|Lt|Maj|Sgt|Adm|Capt|Hon|Jr|Sr|St|Corp|Inc|Co|Ltd|No)\.(?=\s|,|$)"
    r"|[A-Z]\.(?=\s?[A-Z])"
    r"|\w+(?:[-&]\w+|'(?!s\b)\w+|\.(?=[a-z]{2,3}\b)\w+)*"
    r"|'s\b"
    r"|\n"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order: `words[i]` stands at `starts[i]:ends[i]`."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, folded: str) -> Tokens:
        spans = [m.span() for m in _TOKEN.finditer(folded)]
        return cls(
            tuple([folded[start:end] for start, end in spans]),
            tuple([start for start, _ in spans]),
            tuple([end for _, end in spans]),
        )

    def at(self, offset: int) -> int:
        """Index of the first word that ends after `offset`: the one that holds it, or the next."""
        return bisect.bisect_right(self.ends, offset)

    def ending(self, offset: int) -> int:
        """Index of the last word that ends at `offset` or before it, -1 where there is none."""
        return bisect.bisect_right(self.ends, offset) - 1

    def word(self, index: int) -> str:
        """The word at `index`, empty beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""
