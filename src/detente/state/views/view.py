"""What a view is: a name, a summary, columns for the terminal, and lines made from the state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.model import Line, StateOfPlay
from detente.state.once import once


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a terminal table: its heading and how a line fills it."""

    heading: str
    value: Callable[[Line], str]


@dataclass(frozen=True, slots=True)
class View:
    """A view. `lines` is pure and in the order to be shown; `of` gives the same lines, of one state once alone."""

    name: str
    summary: str
    columns: tuple[Column, ...]
    lines: Callable[[StateOfPlay], Sequence[Line]]

    def of(self, state: StateOfPlay) -> Sequence[Line]:
        """The lines as of a state."""
        return once(state, self.name, lambda: self.lines(state))
