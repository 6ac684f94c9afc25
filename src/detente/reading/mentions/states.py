"""When a capital is a place and when it speaks for its government."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.reading.mentions.found import Found

_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|to|near|outside|around|of|via|visit(?:ed|ing|s)?|leav(?:e|es|ing)|left|capital|downtown|central"
    r"|reach(?:ed|ing)?|between|through|across|toward|towards|into|inside|throughout)|[(\[])"
    r"\s(?:the |downtown |nearby )?$",
    re.IGNORECASE,
)
_GOVERNMENT_BEFORE = re.compile(
    r"\b(?:between|according to|respon\w+ to|pressure on|thanks to|due to|owing to|appeal\w* to|offer\w* to|warn\w* to"
    r"|message to|threat to|lett?er to|closer? to|ties to)\s$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:\s?\([^)]{2,30}\))?\s?(?:--?|—|–)|\s?\((?:Reuters|AP|AFP|Xinhua)\)"
    r"|, \w+\.? \d{1,2} \("
)
_PLACE_AFTER = re.compile(
    r"(?:-based\b|, (?:D\.C|DC\b|Ukraine|China|Russia|Iran|Japan|Germany)"
    r"|(?:'s)? (?:metro|airport|street|suburbs?|region|correspondent|bureau)\b)"
)


_IN_A_TOWN = re.compile(r"\b(?:in|at|near|outside) (?:[A-Z][\w'.-]+ ){0,2}[A-Z][\w'.-]+, $")
_ENDS = re.compile(r"(?=[.;:)\n]|, (?![A-Z])|$| (?:on|in|at|for|to|with|where|when|last|this|next|after|as)\b)")
_LOOKED_AT = 48


def of_a_town(folded: str, item: Found, before: Found | None) -> Found:
    """The state that only says where a town is, 'in Lyon, France', as a place; `before` is the name before it."""
    beside = before is not None and folded[before.end : item.start] == ", "
    if before is not None and beside:
        is_town = before.name.sense in ("capital", "place") and before.name.country == item.name.country
    else:
        is_town = _IN_A_TOWN.search(folded[max(0, item.start - _LOOKED_AT) : item.start]) is not None
    if is_town and _ENDS.match(folded, item.end):
        return replace(item, name=replace(item.name, kind="place", sense="place"))
    return item


def placed(folded: str, item: Found) -> Found:
    """The capital as a place where the words around it say so, else as the government it stands for."""
    if _is_place(folded, item):
        words = folded[item.start : item.end]
        words = words.title() if words.isupper() and len(words) > 4 else words
        name = replace(item.name, name=words, kind="place", sense="place")
        return replace(item, name=name)
    return item


def _is_place(folded: str, item: Found) -> bool:
    before, after = folded[max(0, item.start - 24) : item.start], folded[item.end : item.end + 40]
    if folded[item.start : item.end].isupper() or _PLACE_AFTER.match(after):
        return True
    if (not before or before.endswith("\n")) and _DATELINE.match(after):
        return True
    if _GOVERNMENT_BEFORE.search(before):
        return False
    return _PLACE_BEFORE.search(before) is not None
