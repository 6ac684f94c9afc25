"""PLOVER events as JSON Lines (Halterman et al. 2023): events by type and mode, measures as the act that they are.

An undated event has no date; a month stays a month ('2025-06'). What PLOVER has no field for stands under `detente`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from detente.export.parcel import Parcel, actors, own_spans, said, targets
from detente.model import Actor, Event, Line, Measure
from detente.vocabulary import table

MEASURES = {"impose": "SANCTION", "raise": "SANCTION", "extend": "SANCTION", "keep": "SANCTION", "lower": "RETREAT",
            "suspend": "RETREAT", "remove": "RETREAT", "exempt": "RETREAT", "threaten": "THREATEN"}  # fmt: skip
"""The event that an action on a measure is; to announce and to propose one is none."""
QUADS = {1: "V_COOP", 2: "M_COOP", 3: "V_CONF", 4: "M_CONF"}


def write(parcel: Parcel) -> Iterator[bytes]:
    """One event a line; lines that are no event are left out."""
    for line in parcel.lines:
        if event_type(line):
            yield msgspec.json.encode(event(line)) + b"\n"


def event_type(line: Line) -> str | None:
    """The PLOVER type of a line; None where it is no event, or one denied."""
    subject = line.subject
    if isinstance(subject, Event):
        return subject.type
    return MEASURES.get(subject.action) if isinstance(subject, Measure) else None


def event(line: Line) -> dict[str, Any]:
    """The event."""
    name = event_type(line) or ""
    known: dict[str, Any] = table("plover")["events"][name]
    first = line.evidence[0]
    valid = line.clocks.valid
    return {
        "id": line.id,
        "date": valid.start if valid and valid.start == valid.end else None,
        "date_range": [valid.start, valid.end] if valid and valid.start != valid.end else None,
        "type": name,
        "mode": getattr(line.subject, "mode", None),
        "quad_code": QUADS[int(known["quad"])],
        "intensity": known["score"],
        "status": getattr(line.subject, "status", None),
        "context": list(getattr(line.subject, "issues", ())),
        "actors": [_actor(one) for one in actors(line)],
        "recipients": [_actor(one) for one in targets(line)],
        "text": said(line),
        "publication": {"id": first.document, "outlet": first.outlet, "date": first.published},
        "version": "PLOVER",
        "detente": {
            "confidence": line.subject.confidence,
            "standing": line.standing,
            "origins": line.origins,
            "chain": [{"name": one.name, "kind": one.kind} for one in first.chain],
            "spans": [[span.start, span.end] for span in own_spans(line)],
            "accounts": list(line.accounts),
        },
    }


def _actor(one: Actor) -> dict[str, str | None]:
    return {"name": one.name, "country": one.country, "text": one.text}
