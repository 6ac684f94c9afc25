"""The document's own outlet, where its text names it: 'the Caspian Bulletin reports'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.model import Mention

SHORTEST = 4
"""Letters below which an outlet's name is too common a word to look for."""


def with_outlet(text: str, mentions: Sequence[Mention], outlet: str | None) -> tuple[Mention, ...]:
    """The mentions, and those of the outlet by its full name, which no list needs to know; sorted and disjoint."""
    name = (outlet or "").strip()
    if len(name) < SHORTEST:
        return tuple(mentions)
    named = [
        Mention(found.start(), found.end(), found.group(), "outlet", name)
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    own = [new for new in named if not any(known(old) and overlap(old, new) for old in mentions)]
    kept = [old for old in mentions if not any(overlap(old, new) for new in own)]
    return tuple(sorted([*kept, *own], key=lambda mention: mention.start))


def known(mention: Mention) -> bool:
    """Whether a list or a shape gave the mention a name."""
    return mention.kind != "unnamed"


def overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
