"""Searching in anybody's words: every query string is a safe FTS5 expression."""

from __future__ import annotations

import re

MOST_TERMS = 64  # FTS5 refuses deep expressions; nobody means more words than this
TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
CURLED = str.maketrans("“”„«»", '"""""')


def match_expression(words: str) -> str | None:
    """The FTS5 expression that finds all of `words`, and those between double quotes as a phrase.

    Operators of FTS5 are taken as plain words. None where there is nothing to search for.
    """
    terms = [phrase or word for phrase, word in TERM.findall(_plain(words))]
    kept = [term for term in terms if any(map(str.isalnum, term))][:MOST_TERMS]
    return " ".join(f'"{term}"' for term in kept) or None


def _plain(words: str) -> str:
    """Without what FTS5 cannot take: NUL characters and lone surrogates."""
    return words.translate(CURLED).replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
