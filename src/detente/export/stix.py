"""A STIX 2.1 bundle (OASIS): identities of actors and outlets, a note for each line with its exact words,
a report for each dated document, an opinion with the standing of each line.

Ids follow from the content (UUIDv5), so that the same line has the same id in every bundle. What STIX has no property
for - offsets, chain, standing, origins - stands in a property extension, whose definition is in the bundle.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import msgspec

from detente.export.parcel import Parcel, actors, instant, said, targets
from detente.model import DocumentRef, Line, Quote, SourceKind, Standing

SPACE = uuid.UUID("6a0c7d2e-6f0b-5c57-9a0e-3f1f5d4c2b10")
"""Namespace of the ids; our own, as the standard asks for domain objects."""
OPINIONS: dict[Standing, str] = {
    "confirmed": "agree",
    "stated": "neutral",
    "unconfirmed": "neutral",
    "contested": "disagree",
    "denied": "strongly-disagree",
}
"""What the desk holds of a line. 'strongly-agree' is an analyst's word, and is never said."""
CLASSES: dict[SourceKind, str] = {"person": "individual", "unnamed": "unknown"}
MADE = "2025-01-01T00:00:00Z"
Object = dict[str, Any]


def write(parcel: Parcel) -> Iterator[bytes]:
    """The bundle, the objects that others refer to first."""
    found: dict[str, Object] = {}
    for one in objects(parcel):
        found.setdefault(one["id"], one)
    name = f"{parcel.dispute}|{'|'.join(sorted(found))}"
    bundle = {"type": "bundle", "id": identifier("bundle", name), "objects": list(found.values())}
    yield msgspec.json.format(msgspec.json.encode(bundle), indent=1) + b"\n"


def objects(parcel: Parcel) -> Iterator[Object]:
    """All objects; an identity may come more than once."""
    yield made_by("Detente", "system")
    yield EXTENSION
    told: dict[str, list[str]] = {}
    for line in parcel.lines:
        found = list(_of_line(line))
        yield from found
        for document in dict.fromkeys(note.document for note in line.evidence):
            told.setdefault(document, []).extend(one["id"] for one in found)
    for document, ids in told.items():
        reference = parcel.documents.get(document)
        if reference is not None and reference.published:
            yield from _report(reference, ids)


def _of_line(line: Line) -> Iterator[Object]:
    """The identities, the note and the opinion."""
    people = [
        made_by(one.name, "individual" if isinstance(line.subject, Quote) else "unknown")
        for one in (*actors(line), *targets(line))
    ]
    yield from people
    time = instant(line.clocks.recorded_at)
    note = {
        **_common("note", line.id, time),
        "abstract": _abstract(line),
        "content": said(line),
        "authors": [one.outlet or one.document for one in line.evidence[:1]],
        "object_refs": list(dict.fromkeys(one["id"] for one in people)) or [PRODUCER],
        "confidence": round(line.subject.confidence * 100),
        "external_references": [{"source_name": "detente", "external_id": line.id}],
        "extensions": {EXTENSION["id"]: {"extension_type": "property-extension", **_beyond(line)}},
    }
    yield note
    yield {
        **_common("opinion", line.id, time),
        "opinion": OPINIONS[line.standing],
        "explanation": f"{line.standing}; independent origins: {line.origins}",
        "object_refs": [note["id"]],
    }


def _abstract(line: Line) -> str:
    subject = line.subject
    who = ", ".join(one.name for one in actors(line)) or "not named"
    if isinstance(subject, Quote):
        return f"quote: {who}"
    return f"{subject.kind}:{subject.type}, {subject.status}: {who}"


def _beyond(line: Line) -> Object:
    """What STIX has no property for."""
    valid = line.clocks.valid
    pieces = [
        {"document": one.document, "start": one.start, "end": one.end, "text": one.text,
         "chain": [link.name for link in one.chain]}
        for one in line.evidence
    ]  # fmt: skip
    found = {"evidence": pieces, "standing": line.standing, "origins": line.origins}
    dates = {"valid_start": valid.start, "valid_end": valid.end} if valid else {}
    return found | {name: value for name, value in dates.items() if value}


def _report(reference: DocumentRef, ids: list[str]) -> Iterator[Object]:
    """A document, and who published it."""
    outlet = made_by(reference.outlet or "not named", "organization")
    yield outlet
    published = instant(reference.published or "")
    source: Object = {"source_name": reference.outlet or "document", "external_id": reference.id}
    if reference.url:
        source["url"] = reference.url
    yield {
        **_common("report", reference.id, published),
        "created_by_ref": outlet["id"],
        "name": reference.title or reference.id,
        "published": published,
        "object_refs": list(dict.fromkeys(ids)),
        "external_references": [source],
    }


def made_by(name: str, kind: str) -> Object:
    """An identity: whoever has one name is one, whatever the class says."""
    found = {**_common("identity", name, MADE), "name": name, "identity_class": kind}
    if name == "Detente":
        found.pop("created_by_ref")
    return found


def _common(kind: str, name: str, time: str) -> Object:
    found = {"type": kind, "spec_version": "2.1", "id": identifier(kind, name), "created": time, "modified": time}
    return found | {"created_by_ref": PRODUCER}


def identifier(kind: str, name: str) -> str:
    """'note--' and a UUIDv5."""
    return f"{kind}--{uuid.uuid5(SPACE, f'{kind}|{name}')}"


PRODUCER = identifier("identity", "Detente")
EXTENSION: Object = {
    **_common("extension-definition", "evidence", MADE),
    "name": "Detente: evidence of a note",
    "description": "Exact words with offsets in code points and the chain by which they came, standing and origins.",
    "schema": "docs/exports.md",
    "version": "1.0.0",
    "extension_types": ["property-extension"],
}
