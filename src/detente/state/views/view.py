"""What a view is: a name, a summary, columns for the terminal, and lines made from the state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.model import Line, StateOfPlay


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a terminal table: its heading and how a line fills it."""

    heading: str
    value: Callable[[Line], str]


@dataclass(frozen=True, slots=True)
class View:
    """A view. `lines` is pure and in the order to be shown."""

    name: str
    summary: str
    columns: tuple[Column, ...]
    lines: Callable[[StateOfPlay], tuple[Line, ...]]
