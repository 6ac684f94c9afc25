"""Papers, agencies and stations that no list holds: 'the Vesna newspaper', 'a daily, Il Faro', 'Riga Radio'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.reading.mentions.folding import fold
from detente.reading.mentions.found import Found, Name, covering

_NOUN = r"newspaper|daily|news agency|news website|news site|news channel|broadcaster|weekly|newscast"
_WORD = r"[A-Z][\w'-]*[a-zA-Z]"
_NAMES = rf"{_WORD}(?: {_WORD}){{0,2}}"
_BEFORE = re.compile(rf"\b(?P<name>{_NAMES}) (?P<noun>{_NOUN})\b(?!')")
_AFTER = re.compile(rf"\b(?P<noun>{_NOUN}),? (?P<name>{_NAMES})\b(?!-)")
_APPOSED = re.compile(rf"\b(?P<name>{_NAMES})(?:, or {_WORD})?, (?:an?|the) (?:[\w'-]+ ){{0,4}}?(?P<noun>{_NOUN})\b")
_OPENERS = frozenset(("The", "A", "An", "This", "That", "One", "In", "But", "And", "Another", "Its", "Their", "As"))
_OWNERS = ("adjective", "state", "people", "capital", "place")
_SORTS = {"daily": "newspaper", "weekly": "newspaper", "news agency": "agency", "broadcaster": "broadcaster"}


def unknown_papers(folded: str, known: Sequence[Found]) -> Iterator[Found]:
    """Outlets that the noun beside their capitals makes known, each as the outlet of that name."""
    if not any(noun in folded for noun in _NOUN.split("|")):
        return
    nouns: set[int] = set()
    for shape in (_APPOSED, _AFTER, _BEFORE):
        for match in shape.finditer(folded):
            found = _paper(folded, known, match) if match.start("noun") not in nouns else None
            if found is not None:
                nouns.add(match.start("noun"))
                yield found


def _paper(folded: str, known: Sequence[Found], match: re.Match[str]) -> Found | None:
    """The outlet of a match; None where what stands there is known already, or only says where the paper is from."""
    start, end = match.span("name")
    country: str | None = None
    while start < end:
        word = folded[start:end].split(" ", maxsplit=1)[0]
        owner = covering(known, start, start + len(word))
        if owner is not None and owner.name.sense in _OWNERS:
            country = country or owner.name.country
            start = max(owner.end, start + len(word)) + (2 if folded[owner.end : owner.end + 2] == "'s" else 0) + 1
        elif word in _OPENERS or word.endswith("'s"):
            start += len(word) + 1
        else:
            break
    if start >= end or covering(known, start, end) is not None:
        return None
    sort = _SORTS.get(match["noun"], "newspaper")
    return Found(start, end, Name(fold(folded[start:end]), "outlet", country, "outlet", "", f"no {sort}"))
