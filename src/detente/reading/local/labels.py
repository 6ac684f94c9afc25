"""What the heads of the model tell apart, in the order of their rows."""

from __future__ import annotations

from typing import get_args

from detente.model import STATUSES, Action, EventType, Instrument

EVENTS: tuple[str, ...] = get_args(EventType)
MEASURES: tuple[str, ...] = get_args(Instrument)
ACTIONS: tuple[str, ...] = get_args(Action)
LABELS: tuple[str, ...] = (
    *(f"event:{x}" for x in EVENTS),
    *(f"measure:{x}" for x in MEASURES),
    "commitment:commitment",
    "move:move",
    "gap:gap",
)
CONVENTIONS = ("broad", "said")
PARTS = ("content", "source", "cue")
TAGS = ("O", "B", "I")

__all__ = ["ACTIONS", "CONVENTIONS", "EVENTS", "LABELS", "MEASURES", "PARTS", "STATUSES", "TAGS"]
