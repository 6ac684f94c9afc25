"""What a measure falls on, and under which programme: classes instead of wordings."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from detente.model import Measure
from detente.vocabulary import table

OPEN, ALL = "-", "all"
NO_PROGRAMME = frozenset({"retaliation"})
"""Labels that say why a measure was taken, not under which law: a retaliatory duty does not stack on itself."""

NO_GOODS = frozenset({"fentanyl", "students", "ships-ports", "films", "semiconductors"})
"""Classes whose words stand beside tariffs for other reasons than that these fall on them."""

_SUM = re.compile(
    r"(?:US)?\$\s?(\d+(?:\.\d+)?)\s?-?\s?(billion|bn|million|m|trillion)\b|(\d+(?:\.\d+)?) (billion|million) dollars",
    re.I,
)
_UNITS = {"billion": "bn", "bn": "bn", "million": "m", "m": "m", "trillion": "tn"}


def scope_class(scope: str | None) -> str:
    """'all', a class of the vocabulary ('steel-aluminium'), a list by its value ('usd-200bn'), else the words, joined.

    '-' where the scope is not given or stays open ('certain imports').
    """
    if not scope or not scope.strip():
        return OPEN
    text = scope.lower().replace("’", "'")
    goods = _goods(text)
    return _list(text) or _class(goods) or _rest(goods)


def _goods(text: str) -> str:
    """The text up to where it goes on to rates, times and other clauses ('goods | from 125 percent')."""
    found = _clause().search(text)
    return text[: found.start()] if found and found.start() else text


@functools.cache
def _clause() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("scopes")["clause"]["words"])
    return re.compile(
        rf"\b(?:(?:from|to|of|at|by|up to|as high as) +(?:\w+ +){{0,2}}?\d[\d.]*|for +(?:\d+|an?|another|the)\b"
        rf"|and +(?:{words})|{words})\b|[\d.]+ ?(?:%|percent\b|per cent\b)|[;:?!(]"
    )


def _list(text: str) -> str | None:
    found = _SUM.search(text)
    if found is None:
        return None
    value, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
    return f"usd-{value}{_UNITS[unit.lower()]}"


def _class(text: str) -> str | None:
    found = {name for name, pattern in _classes().items() if pattern.search(text)}
    return "+".join(sorted(found)) or None


def named_class(texts: Iterable[str]) -> str | None:
    """The one class of goods that the texts name; None for none or several, and where they speak of goods at large."""
    text = " ".join(texts).lower().replace("’", "'")
    if _general_goods().search(text):
        return None
    found = {name for name, pattern in _classes().items() if pattern.search(text)}
    return found.pop() if len(found) == 1 and not found & NO_GOODS else None


@functools.cache
def _general_goods() -> re.Pattern[str]:
    return re.compile(r"\b(?:goods|imports|products|exports|merchandise|everything)\b")


def _rest(text: str) -> str:
    general, vague = (frozenset(table("scopes")[part]["words"]) for part in ("general", "vague"))
    words = re.findall(r"[\w-]+", text)
    if vague.intersection(words):
        return OPEN
    left = [word for word in words if word not in general]
    return "-".join(left[:6]) if left else ALL


@functools.cache
def _classes() -> dict[str, re.Pattern[str]]:
    return {name: _any(row["words"]) for name, row in table("scopes")["class"].items()}


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


def programme(measure: Measure) -> str:
    """The programme the reader gave, in lower case; '-' where it gave none, or only why it was done."""
    name = (measure.programme or OPEN).lower()
    return OPEN if name in NO_PROGRAMME else name
