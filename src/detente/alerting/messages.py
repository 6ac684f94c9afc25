"""An alert in words: a subject of one line, and a body with the words it rests on."""

from __future__ import annotations

import re

from detente.model.alert import Alert, Passage

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST = 150
"""Characters of a subject."""


def subject(alert: Alert) -> str:
    """'[detente] 12 August 2025, due in 7 days: the truce ends'."""
    title = plain(alert.title)
    return f"[detente] {title if len(title) <= LONGEST else title[: LONGEST - 1] + '…'}"


def body(alert: Alert) -> str:
    """What it is, the words with where they stand, and how to see all of it."""
    heard = f"standing: {alert.standing}; independent origins: {alert.origins}"
    words = "\n\n".join(map(passage, alert.passages))
    return f"{plain(alert.title)}\n{heard}\n\n{words}\n\ndetente why {alert.line}\n"


def passage(one: Passage) -> str:
    """'“the words” (Metro Post, 2025-06-06, Reuters < White House; document x, 3-40)'."""
    chain = f", {' < '.join(one.chain)}" if one.chain else ""
    source = f"{one.outlet or one.document}, {one.published or 'undated'}{chain}; document {one.document}"
    return plain(f"“{one.text}” ({source}, {one.start}-{one.end})")


def plain(text: str) -> str:
    """One line without control characters."""
    return CONTROLS.sub("�", " ".join(text.split()))
