"""Decisions of analysts as pages show them, and which of them concern a line or a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from detente.model import Decided, Ruling, Undo
from detente.model.decision import LineDecision
from detente.state.rulings import holding, undoes

DONE = {
    "withdraw-document": "withdrew the document",
    "withdraw-line": "withdrew the line",
    "accept": "accepted the line",
    "correct": "corrected the line",
    "note": "noted on the line",
    "merge": "merged",
    "split": "split",
    "grade": "graded",
    "know-actor": "put into the desk's table",
    "undo": "took back",
}
"""What somebody did, as people say it."""
EMPTY: tuple[Any, ...] = (None, "", [], (), {})


def told(rulings: Sequence[Ruling]) -> list[dict[str, Any]]:
    """The decisions in order, each as a row; `holds` says whether it is in force, `undoes` whether it takes back."""
    held = {ruling.id for ruling in holding(rulings)}
    return [row(ruling, ruling.id in held) for ruling in rulings]


def row(ruling: Ruling, holds: bool) -> dict[str, Any]:
    """One decision: who, when, what in words, why; `line` is the line it was on."""
    fields: dict[str, Any] = {"does": "withdraw-document", "document": ruling.document}
    if isinstance(ruling, Decided):
        fields = msgspec.to_builtins(ruling.decision)
    does = str(fields.pop("does"))
    return {
        "id": ruling.id,
        "recorded_at": ruling.clocks.recorded_at,
        "analyst": ruling.analyst,
        "does": does,
        "done": DONE[does],
        "what": described(fields),
        "reason": ruling.reason,
        "holds": holds,
        "undoes": undoes(ruling),
        "line": str(fields.get("line") or ""),
        "document": str(fields.get("document") or ""),
    }


def described(fields: dict[str, Any]) -> str:
    """The fields of a decision in a line, without those that name the line."""
    shown = {name: value for name, value in fields.items() if name not in ("entries", "line") and value not in EMPTY}
    return "; ".join(f"{name}: {words(value)}" for name, value in shown.items())


def words(value: Any) -> str:
    """A field's value in a few words."""
    if isinstance(value, dict):
        return ", ".join(f"{name} = {words(one)}" for name, one in value.items())
    return ", ".join(map(words, value)) if isinstance(value, list | tuple) else "none" if value is None else str(value)


def since(rulings: Iterable[Ruling], head: int, names: Collection[str]) -> list[Decided]:
    """The decisions entered after the log was at `head` that concern one of these lines, entries, documents, actors or
    sources.
    """
    entered = {one.id: one for one in rulings if isinstance(one, Decided)}
    late = (one for one in entered.values() if one.turn >= head)
    return [one for one in late if not concerns(one, entered).isdisjoint(names)]


def concerns(ruling: Decided, entered: Mapping[str, Decided]) -> set[str]:
    """The ids and names that a decision is about; taking one back is about the same."""
    decision = ruling.decision
    if isinstance(decision, Undo) and decision.entry in entered:
        return {decision.entry} | concerns(entered[decision.entry], entered)
    if isinstance(decision, LineDecision):
        return {decision.line, *decision.entries}
    names = (getattr(decision, field, "") for field in ("document", "into", "apart", "source", "entry", "actor"))
    return {getattr(name, "name", name) for name in names} - {""}
