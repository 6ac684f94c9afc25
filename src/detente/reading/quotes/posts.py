"""Posts set into an article: 'text — Name (@handle) March 2, 2018'."""

from __future__ import annotations

import dataclasses
import re

SIGNATURE = re.compile(
    r"(?:pic\.twitter\.com/\S+[ \t]*|https?://\S+[ \t]*)*(?:—|–|--|-)[ \t]{0,4}"
    r"(?P<who>[^\n()—–]{2,60}?)[ \t]{0,4}\(@\w{1,30}\)"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Post:
    """The words of a post, its signature, and the verb that introduces it where one does, as offsets."""

    content: tuple[int, int]
    source: tuple[int, int]
    cue: tuple[int, int] | None = None


def posts(text: str) -> tuple[Post, ...]:
    """The posts of a text, each within its line."""
    found = []
    for match in SIGNATURE.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = match.start()
        while start < end and (text[start].isspace() or text[start] in '"“'):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in '"”'):
            end -= 1
        if end - start > 2:
            found.append(Post((start, end), match.span("who")))
    return tuple(found)
