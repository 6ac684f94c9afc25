"""Moves of markets: which instrument, where to, by how much."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from detente import vocabulary
from detente.reading import quantities
from detente.reading.quantities import Quantity
from detente.reading.records.tokens import Tokens

Direction = Literal["up", "down", "flat"]
Basis = Literal["close", "intraday"]
Unit = Literal["points", "percent", "basis points", "level"]
REACH = 14
"""How many words a direction may stand from its instrument."""
LONGEST = 200
"""Tokens of a sentence that are looked at; what is longer is a table."""
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Reported(msgspec.Struct, frozen=True):
    """A move as the words tell it; `first:last` are the tokens of the instrument, `start:end` what it rests on."""

    instrument: str
    direction: Direction
    change: float | None
    unit: Unit | None
    basis: Basis | None
    first: int
    last: int


@functools.cache
def phrases(name: str) -> Phrases:
    """The phrases of a part of markets.toml by first word, longest first, each with what it stands for."""
    table: Phrases = {}
    for value, entries in vocabulary.table("markets")[name].items():
        for entry in entries:
            words = tuple(entry.split())
            table.setdefault(words[0], []).append((words, value))
    return {word: sorted(entries, key=lambda e: -len(e[0])) for word, entries in table.items()}


def matches(table: Phrases, words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Phrases of the table within the tokens, none inside another."""
    done = first
    for at in [at for at, word in enumerate(words[first:last], first) if word in table]:
        for phrase, value in table[words[at]] if at >= done else ():
            if at + len(phrase) <= last and tuple(words[at : at + len(phrase)]) == phrase:
                done = at + len(phrase)
                yield at, done, value
                break


def find(text: str, tokens: Tokens, sentence: tuple[int, int]) -> tuple[Reported, ...]:
    """The moves that a sentence reports, one for each instrument that goes somewhere."""
    words = tokens.words
    sentence = (sentence[0], min(sentence[1], sentence[0] + LONGEST))
    directions = list(matches(phrases("directions"), words, *sentence))
    if not directions:
        return ()
    instruments = [*matches(phrases("instruments"), words, *sentence)]
    if not instruments:
        return ()
    figures = quantities.find(text, tokens.starts[sentence[0]], tokens.ends[sentence[1] - 1])
    basis = next((value for _, _, value in matches(phrases("basis"), words, *sentence)), None)
    found: dict[str, Reported] = {}
    for first, last, name in instruments:
        direction = nearest(directions, first, last)
        if direction is not None and name not in found:
            change, unit = changed(figures, tokens, last, direction, instruments)
            found[name] = Reported(name, direction[2], change, unit, basis, first, last)  # type: ignore[arg-type]
    return tuple(found.values())


def nearest(directions: Sequence[tuple[int, int, str]], first: int, last: int) -> tuple[int, int, str] | None:
    """The direction word that goes with an instrument: the first behind it, else the last before it."""
    behind = next((d for d in directions if d[0] >= last and d[0] - last <= REACH), None)
    before = next((d for d in reversed(directions) if d[1] <= first and first - d[1] <= 4), None)
    return behind or before


def changed(
    figures: Sequence[Quantity],
    tokens: Tokens,
    last: int,
    direction: tuple[int, int, str],
    instruments: Sequence[tuple[int, int, str]],
) -> tuple[float | None, Unit | None]:
    """The figure of a move: the first behind its instrument and before the next one, points before percent."""
    floor = tokens.starts[min(last, direction[0])]
    ahead = [tokens.starts[i[0]] for i in instruments if i[0] > direction[1]]
    ceiling = ahead[0] if ahead else None
    for figure in figures:
        inside = figure.start >= floor and (ceiling is None or figure.start < ceiling)
        if inside and figure.unit in ("points", "percent", "basis points"):
            return figure.value, figure.unit  # type: ignore[return-value]
    return None, None
