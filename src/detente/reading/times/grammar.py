"""How time expressions are built: rules over the class letters of tokens, the longest match at a place wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detente.reading.times.senses import Sense
from detente.reading.times.tokens import Token, Tokens


class Piece(NamedTuple):
    """Tokens `first` to before `stop` of a sentence mean `sense`; `place` says where in it ('start', 'before', ...)."""

    first: int
    stop: int
    sense: Sense
    place: str = ""


Pieces = Sequence[Piece] | None
"""What a match means: nothing ('37 years old', but matched), or None where the rule does not hold after all."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The tokens that a rule matched, by the names of its groups."""

    match: re.Match[str]
    items: Sequence[Token]

    def one(self, name: str) -> Token:
        """The first token of a group that matched."""
        return self.items[self.match.start(name)]

    def value(self, name: str) -> int | float | str | None:
        """What the group's token stands for, None where the group is absent."""
        return self.one(name).value if self.has(name) else None

    def number(self, name: str) -> int:
        """The whole number of a group that matched."""
        return int(self.one(name).value)

    def count(self) -> int | float | str:
        """How many: the value of the group `count`, 'X' where the text has no figure."""
        value = self.value("count")
        if value is None:
            return "X"
        return int(value) if isinstance(value, str) and value.isdigit() else value

    def codes(self, name: str) -> str:
        """The class letters of the group."""
        return self.match[name]

    def has(self, name: str) -> bool:
        """Whether the rule has the group and it matched."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def before(self) -> Token | None:
        """The token before the match."""
        at = self.match.start()
        return self.items[at - 1] if at > 0 else None

    def after(self) -> Token | None:
        """The token after the match."""
        at = self.match.end()
        return self.items[at] if at < len(self.items) else None

    def whole(self, sense: Sense, place: str = "") -> Pieces:
        """The whole match as one piece."""
        return (Piece(self.match.start(), self.match.end(), sense, place),)

    def piece(self, sense: Sense, place: str = "", start: str | None = None, stop: str | None = None) -> Piece:
        """The match, or what lies from group `start` to group `stop`, as a piece."""
        first = self.match.start(start) if start else self.match.start()
        return Piece(first, self.match.end(stop) if stop else self.match.end(), sense, place)


Build = Callable[[Parts], Pieces]


class Rule(NamedTuple):
    """`pattern` over class letters, and what its match means."""

    pattern: re.Pattern[str]
    build: Build


def rule(pattern: str, build: Build) -> Rule:
    return Rule(re.compile(pattern), build)


BARREN = r".!,f~&sn$()_%/"
"""Class letters with which no expression begins, most of any text: there the search tries no rule."""


class Grammar:
    """Rules, and one pattern of them all that finds where any of them may match."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        nameless = (re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern, _ in rules)
        self.start = re.compile(f"(?![{BARREN}])(?:{'|'.join(nameless)})")

    def parse(self, tokens: Tokens) -> Iterator[Sequence[Piece]]:
        """The expressions of a sentence in order; those that one rule found together in one sequence."""
        at = 0
        while found := self.start.search(tokens.codes, at):
            longest = self.longest(tokens, found.start())
            at = longest[0] if longest else found.start() + 1
            if longest:
                yield longest[1]

    def longest(self, tokens: Tokens, at: int) -> tuple[int, Sequence[Piece]] | None:
        """Where the longest match at a place ends, and what it means; the earlier rule where two are as long."""
        best: tuple[int, Sequence[Piece]] | None = None
        for pattern, build in self.rules:
            found = pattern.match(tokens.codes, at)
            if found is None or (best is not None and found.end() <= best[0]):
                continue
            pieces = build(Parts(found, tokens.items))
            if pieces is not None:
                best = (found.end(), pieces)
        return best
