"""The form that corrects a line: each field that may be altered, as an analyst types it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import msgspec

from detente.corrections import NEVER
from detente.model import (
    STATUSES,
    Actor,
    EventType,
    Instrument,
    Interval,
    Quote,
    QuoteKind,
    Rate,
    Record,
    Source,
    Speaker,
)
from detente.model.record import Action

LABELS = {
    "actors": "Who",
    "targets": "To whom",
    "what": "What",
    "when": "When",
    "due": "Due",
    "attribution": "According to",
    "chain": "Chain",
}
HINTS = {
    "actors": "names, with ; between them",
    "targets": "names, with ; between them",
    "attribution": "names, with ; between them",
    "chain": "names from the document to the speaker, with ; between them",
    "issues": "issues, with ; between them",
    "when": "2025-06, 2025-06-05 or 2025-06-05/2025-06-08",
    "due": "2025-06, 2025-06-05 or 2025-06-05/2025-06-08",
    "rate": "30 percent, or up to 125 percent",
}
CHOICES: Mapping[str, Sequence[str]] = {
    "status": STATUSES,
    "action": get_args(Action),
    "direction": ("up", "down", "flat"),
}
TYPES: Mapping[str, Sequence[str]] = {"event": get_args(EventType), "measure": get_args(Instrument)}
HIDDEN = frozenset({"status_confidence", "when_confidence"})


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the form: its name, label, present value as it would be typed, a hint, and what it may be."""

    name: str
    label: str
    value: str
    hint: str = ""
    choices: tuple[str, ...] = ()


def fields(subject: Record | Quote) -> list[Field]:
    """The fields of a line that an analyst may correct."""
    names = [name for name in subject.__struct_fields__ if name not in NEVER | HIDDEN]
    if isinstance(subject, Quote):
        return [field(subject, name) for name in [*names, "kind"] if name != "kind"]
    return [field(subject, name) for name in names if name != "type" or subject.kind in TYPES]


def field(subject: Record | Quote, name: str) -> Field:
    """One field of the form."""
    choices = TYPES.get(str(subject.kind), get_args(QuoteKind)) if name == "type" else CHOICES.get(name, ())
    return Field(
        name=name,
        label=LABELS.get(name, name.capitalize()),
        value=typed(getattr(subject, name)),
        hint=HINTS.get(name, ""),
        choices=tuple(choices),
    )


def typed(value: Any) -> str:
    """A value as an analyst would type it; '' for none."""
    match value:
        case None:
            return ""
        case Interval():
            ends = (value.start or "", value.end or "")
            return ends[0] if ends[0] == ends[1] else "/".join(ends)
        case Rate():
            bound = {"max": "up to ", "min": "at least ", None: ""}[value.bound]
            return f"{bound}{value.value:g} {value.unit}"
        case Actor() | Source() | Speaker():
            return value.name
        case tuple():
            return "; ".join(typed(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def given(subject: Record | Quote, form: Mapping[str, str]) -> list[str]:
    """The 'FIELD=VALUE' texts for the fields of a form that differ from the line."""
    asked = ((one, form[one.name].strip()) for one in fields(subject) if one.name in form)
    return [f"{one.name}={text or 'none'}" for one, text in asked if text != one.value]
