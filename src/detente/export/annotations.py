"""W3C Web Annotations: each passage that a line rests on, by its exact words and by its place.

The target is the document's address where it has one; offsets count Unicode code points from 0, as TextPositionSelector
does. Before and after the words stand up to 32 characters of the text, by which they are found when it has moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from detente.export.parcel import Parcel, actors, instant
from detente.export.schema_org import document_id
from detente.model import Evidence, Line, Quote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def write(parcel: Parcel) -> Iterator[bytes]:
    """An annotation page with all of them."""
    items = [annotation(parcel, line, note) for line in parcel.lines for note in dict.fromkeys(line.evidence)]
    page = {
        "@context": CONTEXT,
        "id": f"urn:detente:annotations:{parcel.as_of}",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    yield msgspec.json.format(msgspec.json.encode(page), indent=1) + b"\n"


def annotation(parcel: Parcel, line: Line, note: Evidence) -> dict[str, Any]:
    """One passage: what the line makes of it, and where it stands."""
    reference = parcel.documents.get(note.document)
    named = document_id(note.document)
    source = (reference.url if reference else None) or named
    return {
        "id": f"urn:detente:annotation:{line.id}:{named.rpartition(':')[2]}:{note.start}-{note.end}",
        "type": "Annotation",
        "created": instant(line.clocks.recorded_at),
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": tag}
            for tag in (_kind(line), f"standing: {line.standing}", f"origins: {line.origins}", *_people(line, note))
        ],
        "target": {
            "source": source,
            "selector": [
                _words(parcel.text(note.document), note),
                {"type": "TextPositionSelector", "start": note.start, "end": note.end},
            ],
        },
    }


def _words(text: str, note: Evidence) -> dict[str, str]:
    """The words, and those around them."""
    found = {"type": "TextQuoteSelector", "exact": note.text}
    around = {"prefix": text[max(0, note.start - AROUND) : note.start], "suffix": text[note.end : note.end + AROUND]}
    return found | {name: value for name, value in around.items() if value}


def _kind(line: Line) -> str:
    subject = line.subject
    return f"quote:{subject.kind}" if isinstance(subject, Quote) else f"{subject.kind}:{subject.type}"


def _people(line: Line, note: Evidence) -> Iterator[str]:
    yield from (f"actor: {one.name}" for one in actors(line))
    if note.chain:
        yield f"chain: {' < '.join(link.name for link in note.chain)}"
