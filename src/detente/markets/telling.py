"""What the words say beside a figure: whether it is a bound, a round number, or of a longer stretch than a session.

A contradiction is only what no reading of the words can save; where the reader may have taken the wrong figure, the
wrong direction or the wrong instrument from them, there is a doubt, in words.
"""

from __future__ import annotations

import functools
import re
from typing import Literal

from detente.model import Move
from detente.vocabulary import table

Hedge = Literal["least", "about", "most"]
FIGURE = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?")
ABOUT = 0.1
"""Share by which 'about' and 'nearly' may miss."""
LEAST = 1.5
"""How many times what is told 'more than' may still mean."""


def words(move: Move) -> str:
    """The words that a move rests on, in lower case, on one line."""
    return " ".join(" ".join(span.text for span in move.evidence).split()).casefold()


def figures(text: str) -> tuple[float, ...]:
    """The figures in the words, without sign; a whole one below ten, which may be a day or a count, is left out."""
    found = (float(figure.replace(",", "")) for figure in FIGURE.findall(text))
    return tuple(figure for figure in found if figure >= 10 or figure != int(figure))


def hedge(move: Move) -> Hedge | None:
    """How the words qualify the figure: 'more than 600', 'about 2 percent', 'as much as 500'."""
    text = words(move)
    for found in FIGURE.finditer(text):
        if move.change is not None and abs(float(found[0].replace(",", "")) - abs(move.change)) < 1e-9:
            before = text[: found.start()].rstrip(" $€£¥")
            return next((kind for kind, pattern in _hedges() if pattern.search(before)), None)
    return None


def hedged(kind: Hedge | None, told: float, measured: float) -> bool:
    """Whether a qualified figure may be the measured one."""
    if told * measured <= 0:
        return False
    share = abs(measured / told)
    return (kind == "least" and 1 <= share <= LEAST) or (kind == "about" and abs(share - 1) <= ABOUT)


def of_a_stretch(move: Move) -> str | None:
    """The word that tells of a longer stretch than one session; None where none does."""
    found = _stretches().search(words(move))
    return found[0] if found else None


def both_ways(move: Move) -> bool:
    """Whether the words tell of going up and of going down."""
    text = words(move)
    return all(pattern.search(text) for pattern in (_direction("up"), _direction("down")))


def named(move: Move) -> tuple[str, ...]:
    """Other instruments that the words name."""
    text = words(move)
    names = (name for name, pattern in _instruments() if pattern.search(text))
    return tuple(name for name in dict.fromkeys(names) if name != move.instrument)


@functools.cache
def _hedges() -> tuple[tuple[Hedge, re.Pattern[str]], ...]:
    rows = [(kind, phrase) for kind, phrases in table("moves")["hedges"].items() for phrase in phrases]
    return tuple(
        (kind, re.compile(rf"\b{re.escape(phrase)}$")) for kind, phrase in sorted(rows, key=lambda r: -len(r[1]))
    )


@functools.cache
def _stretches() -> re.Pattern[str]:
    return _any(table("moves")["stretches"]["words"])


@functools.cache
def _direction(way: str) -> re.Pattern[str]:
    return _any(table("markets")["directions"][way])


@functools.cache
def _instruments() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _any([*phrases, name.casefold()])) for name, phrases in table("markets")["instruments"].items())


def _any(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(one) for one in sorted(phrases, key=len, reverse=True)) + r")(?!\w)"
    )
