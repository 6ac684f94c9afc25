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
BEHIND = 2
"""How many words behind 'ended' tell whether prices did."""
LONGEST = 200
"""Tokens of a sentence that are looked at; what is longer is a table."""
ANY = "stocks"
"""The instrument where no market is named."""
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
    instruments = [one for one in matches(phrases("instruments"), words, *sentence) if not of_others(words, one)]
    instruments = [one for at, one in enumerate(instruments) if not apposed(words, one, instruments[at + 1 : at + 2])]
    if not instruments:
        return ()
    figures = quantities.find(text, tokens.starts[sentence[0]], tokens.ends[sentence[1] - 1])
    bases = [one for one in matches(phrases("basis"), words, *sentence) if of_prices(one, words, directions)]
    found: dict[str, Reported] = {}
    for first, last, name in instruments:
        direction = nearest(directions, first, last)
        if direction is not None and name not in found:
            change, unit = changed(figures, tokens, last, direction, instruments)
            basis = basis_of(bases, first, instruments)
            found[name] = Reported(name, direction[2], change, unit, basis, first, last)  # type: ignore[arg-type]
    return tuple(found.values())


def of_others(words: Sequence[str], instrument: tuple[int, int, str]) -> bool:
    """Whether an instrument is but what another is told in, 'yuan per dollar', or somebody's: 'shares of suppliers'."""
    if instrument[2] == ANY and tuple(words[instrument[1] : instrument[1] + 1]) == ("of",):
        return True
    at = instrument[0] - 1
    if at > 0 and words[at] == "the":
        at -= 1
    return at >= 0 and words[at] in vocabulary.table("markets")["measured_in"]["words"]


def apposed(words: Sequence[str], instrument: tuple[int, int, str], others: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the words only say what the next instrument is: 'its main stock index, the Sensex'."""
    return any(tuple(words[instrument[1] : other[0]]) == (",", "the") for other in others)


def of_prices(basis: tuple[int, int, str], words: Sequence[str], directions: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a word of a close is of one: 'ended' ends other things too."""
    ending = vocabulary.table("markets")["ending"]
    at, end, _ = basis
    if " ".join(words[at:end]) not in ending["words"]:
        return True
    behind = range(end, min(end + BEHIND, len(words)))
    moved = any(first in behind for first, _, _ in directions)
    return moved or any(words[i] in ending["with"] or words[i][:1].isdigit() for i in behind)


def basis_of(
    bases: Sequence[tuple[int, int, str]], first: int, instruments: Sequence[tuple[int, int, str]]
) -> str | None:
    """Whether a close or a moment within the session is meant: the first word for it between the instrument and the
    next one, else what all such words of the sentence, or those before its first instrument, say.
    """
    following = min((one[0] for one in instruments if one[0] > first), default=None)
    own = [value for at, _, value in bases if at >= first and (following is None or at < following)]
    before = {value for at, _, value in bases if at < instruments[0][0]}
    shared = next((said for said in ({value for _, _, value in bases}, before) if len(said) == 1), set())
    return own[0] if own else next(iter(shared), None)


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
