"""Quotes that are signed: a quotation alone in its paragraph, then a dash and a name."""

from __future__ import annotations

import re

from detente.reading.quotes.posts import Post

NAME = r"[A-Z][\w.’'-]*(?:[ \t](?:[A-Z][\w.’'-]*|de|la|von|van|bin|al|of|the|&)){0,5}"
SIGNED = re.compile(
    rf"(?P<mark>[”\"])[ \t]*\n?[ \t]*(?:―|—|–|--|-)[ \t]{{0,3}}(?P<who>{NAME})(?:,[^\n]{{1,80}})?[ \t]*(?=\n|\Z)"
)
OPENING = {"”": "“", '"': '"'}


def signed(text: str) -> tuple[Post, ...]:
    """The signed quotations of a text, each within one paragraph that its quotation opens."""
    found = []
    for match in SIGNED.finditer(text):
        line = text.rfind("\n", 0, match.start("mark")) + 1
        start = line + len(text[line:]) - len(text[line:].lstrip(" \t"))
        opening = OPENING[match["mark"]]
        if text.startswith(opening, start) and opening not in text[start + 1 : match.start("mark")]:
            found.append(Post((start + 1, match.start("mark")), match.span("who")))
    return tuple(post for post in found if post.content[1] - post.content[0] > 2)
