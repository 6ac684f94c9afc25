"""What an analyst types to correct a line ('rate=30 percent') -> fields of a record or quote, checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from detente.errors import DateInvalid, UsageError
from detente.model import KnownActor, Quote, Record, first_day, last_day, partial
from detente.state.amendments import changed

Look = Callable[[str], KnownActor | None]
"""Who is known under a name."""
NEVER = frozenset({"id", "kind", "evidence", "content", "speaker_span", "cue", "confidence", "rule"})
"""What no analyst alters: the words, and what the reader says of itself."""
NOTHING = ("", "none", "null", "-")
RATE = re.compile(r"(?:(up to|at most|at least) )?(-?\d+(?:\.\d+)?) ?(%|[\w /$€]+)?")
BOUNDS = {"up to": "max", "at most": "max", "at least": "min"}


def changes(subject: Record | Quote, given: Sequence[str], look: Look) -> dict[str, Any]:
    """The fields that 'FIELD=VALUE' texts ask for, as JSON has them. Raises UsageError where one is none of the line's
    or the value none of the field's.
    """
    asked = dict(split(text) for text in given)
    allowed = [name for name in subject.__struct_fields__ if name not in NEVER]
    for field in asked:
        if field not in allowed:
            raise UsageError(f"{field!r} cannot be corrected on this line; choose one of {', '.join(allowed)}")
    found = {field: value(field, text.strip(), look) for field, text in asked.items()}
    try:
        changed(subject, found)
    except msgspec.ValidationError as error:
        raise UsageError(f"{' '.join(given)}: {error}; see the reference of the reading's schema") from error
    return found


def split(text: str) -> tuple[str, str]:
    """Field and value. Raises UsageError where there is no '='."""
    field, equals, rest = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} is no correction; write FIELD=VALUE, for example status=planned")
    return field.strip(), rest


def value(field: str, text: str, look: Look) -> Any:
    """The value of a field, as JSON has it; 'none' empties the field."""
    empty = text.lower() in NOTHING
    if field in ("actors", "targets"):
        return [actor(name, look) for name in names(text)] if not empty else []
    if field in ("chain", "attribution"):
        return [source(name, look) for name in names(text)] if not empty else []
    if field == "issues":
        return names(text) if not empty else []
    if field == "what":
        return "" if empty else text
    if empty:
        return None
    return VALUES[field](text, look) if field in VALUES else text


def names(text: str) -> list[str]:
    """What stands between semicolons."""
    return [name.strip() for name in text.split(";") if name.strip()]


def actor(name: str, look: Look) -> dict[str, Any]:
    known = look(name)
    return {"name": known.name if known else name, "country": known.country if known else None}


def source(name: str, look: Look) -> dict[str, Any]:
    known = look(name)
    kind = known.kind if known and known.kind != "place" else "unnamed" if name[:1].islower() else "person"
    return {"name": known.name if known else name, "kind": kind}


def speaker(name: str, look: Look) -> dict[str, Any]:
    return source(name, look) | actor(name, look)


def interval(text: str, look: Look) -> dict[str, str | None]:  # noqa: ARG001 - as every value
    """'2025-06-05', '2025-06-05/2025-08-12', '/2025-08'. Raises UsageError where a date is none."""
    start, slash, end = (part.strip() for part in text.partition("/"))
    try:
        days = [partial(part) if part else None for part in (start, end if slash else start)]
    except DateInvalid as error:
        raise UsageError(f"{text!r}: {error}") from error
    if days[0] and days[1] and first_day(days[0]) > last_day(days[1]):
        raise UsageError(f"{text!r} ends before it begins; write the earlier date first")
    return {"start": days[0], "end": days[1]}


def rate(text: str, look: Look) -> dict[str, Any]:  # noqa: ARG001 - as every value
    """'30 percent', 'up to 125 %', 'at least 10'. Raises UsageError where it is no figure."""
    found = RATE.fullmatch(text)
    if found is None:
        raise UsageError(f"{text!r} is no rate; write for example 30 percent, or up to 125 percent")
    unit = (found[3] or "percent").strip()
    return {"value": float(found[2]), "unit": "percent" if unit == "%" else unit, "bound": BOUNDS.get(found[1] or "")}


def number(text: str, look: Look) -> float:  # noqa: ARG001 - as every value
    """A figure. Raises UsageError where it is none."""
    try:
        return float(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no figure; write for example 108 or -1.5") from error


VALUES: dict[str, Callable[[str, Look], Any]] = {
    "when": interval,
    "due": interval,
    "rate": rate,
    "change": number,
    "speaker": speaker,
}
