"""The readers by name, the best first. A new reader is a row in READERS."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import msgspec

from detente.errors import UsageError
from detente.model import KnownActor, KnowsActors, Reader


class ReaderKind(msgspec.Struct, frozen=True):
    """A reader that may be chosen: its name, the class that reads (module:Class), and what it is, in a line.

    The class takes no arguments; a reader with weights has a static `installed() -> bool`.
    """

    name: str
    target: str
    note: str


READERS: tuple[ReaderKind, ...] = (
    ReaderKind("local", "detente.reading.local.reader:LocalReader", "a small model on this machine; the best"),
    ReaderKind("rules", "detente.reading.rules:RulesReader", "rules, word lists and linear weights; no model"),
)


def load(kind: ReaderKind) -> type[Reader]:
    """The class of a reader; its module is loaded only now."""
    module, _, name = kind.target.partition(":")
    found: type[Reader] = getattr(importlib.import_module(module), name)
    return found


def installed(kind: ReaderKind) -> bool:
    """Whether the reader has all it needs."""
    check = getattr(load(kind), "installed", None)
    return check is None or bool(check())


def best() -> str:
    """The name of the first reader that has all it needs."""
    return next(kind.name for kind in READERS if installed(kind))


def chosen(name: str | None = None) -> ReaderKind:
    """The reader of that name, or the best that is installed.

    Raises UsageError where there is none of that name, or it lacks its weights.
    """
    kinds = {kind.name: kind for kind in READERS}
    kind = kinds.get(name or best())
    if kind is None:
        raise UsageError(f"no reader is called {name!r}; choose one of {', '.join(kinds)}")
    if not installed(kind):
        raise UsageError(f"reader {kind.name!r} lacks its weights; reinstall detente, or use --reader rules")
    return kind


def reader(name: str | None = None, actors: Sequence[KnownActor] = ()) -> Reader:
    """The reader that `chosen` chooses, ready to read and to look for `actors` if it can. Raises UsageError as `chosen`
    does.
    """
    found = load(chosen(name))()
    if actors and isinstance(found, KnowsActors):
        found.know(actors)
    return found
