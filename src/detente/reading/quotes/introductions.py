"""Posts that a line introduces and a colon opens: 'Ana Lopez posted on X: We will wait'; no marks are needed."""

from __future__ import annotations

import functools
import re

from detente.reading.quotes.posts import Post
from detente.vocabulary import table

LINE = re.compile(r"^[ \t]*(?P<head>[^\n:“”\"]{6,240}?):(?!//)[ \t]*(?:\n[ \t]*)*(?P<words>[^\n]{3,})", re.MULTILINE)
OPENED = re.compile(r"[“”\"‘']|[.@\w ]{1,60}:\s|.*:\Z")
"""A post in marks, which needs no layout, and one that hands on what another said ('@name: ...')."""
AFTERWARDS = re.compile(r"(?<=[.!?])[ \t]+(?:He|She|The (?:post|message|tweet|statement))\b")
"""What begins a sentence in which the document may speak again of the post or of who wrote it."""
LEAD = re.compile(
    r"(?:[^,\n]{1,60},\s+)?(?P<who>[^\s,][^,\n]{1,90}?)(?:\s+on\s+[^,\n]{1,30}|,[^,\n]{1,60},)?"
    r"(?:\s+(?:also|later|then|further|again|similarly|previously))*\s*\Z"
)


def introduced(text: str) -> tuple[Post, ...]:
    """The posts that are introduced so, each within one paragraph; `cue` is the verb."""
    found = (_post(match) for match in LINE.finditer(text))
    return tuple(post for post in found if post is not None)


def _post(match: re.Match[str]) -> Post | None:
    head, words = match["head"], match["words"].rstrip()
    verb = _words("verbs").search(head)
    if verb is None or OPENED.match(words) or _words("others").search(head) or not _words("places").search(head):
        return None
    who = LEAD.match(head, 0, verb.start())
    if who is None:
        return None
    at, start = match.start("head"), match.start("words")
    return Post(
        (start, start + own(words, who["who"])),
        (at + who.start("who"), at + who.end("who")),
        (at + verb.start(), at + verb.end()),
    )


def own(words: str, who: str) -> int:
    """How many characters of a paragraph are the post's: up to where it tells of the writer, or of the post."""
    again = AFTERWARDS.search(words)
    end = again.start() if again else len(words)
    name = re.search(rf"(?<=[.!?])[ \t]+[^.!?]*\b{re.escape(who.rsplit(maxsplit=1)[-1])}\b", words[:end])
    return name.start() if name else end


@functools.cache
def _words(part: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, table("relays")["post"][part])) + r")\b")
