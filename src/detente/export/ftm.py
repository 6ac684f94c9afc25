"""FollowTheMoney statements as JSON Lines: who takes part, the articles, and each line as an Event.

A statement is one value of one property of one entity, from one data set, with the day it was first seen; its id is the
SHA-1 that the library makes. Entities come together with `ftm statements aggregate` or the library's own classes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detente.export.parcel import Parcel, actors, said, targets
from detente.model import Actor, DocumentRef, Line, Quote
from detente.vocabulary import rows

Properties = Iterable[tuple[str, str | None]]


def write(parcel: Parcel) -> Iterator[bytes]:
    """Each entity's statements together, each once."""
    dataset, written = slug(parcel.dispute), set[str]()
    for one in entities(parcel):
        for statement in statements(dataset, *one):
            if statement["id"] not in written:
                written.add(statement["id"])
                yield msgspec.json.encode(statement) + b"\n"


Entity = tuple[str, str, str | None, Properties]
"""Id, schema, when it was first seen, properties."""


def entities(parcel: Parcel) -> Iterator[Entity]:
    """The lines, each after the actors and articles that it names."""
    for line in parcel.lines:
        for one in (*actors(line), *targets(line)):
            yield (actor_id(one), "LegalEntity", line.clocks.recorded_at, _actor(one))
        for document in dict.fromkeys(note.document for note in line.evidence):
            if document in parcel.documents:
                yield _article(parcel.documents[document], line.clocks.recorded_at)
        yield (f"detente-{line.id}", "Event", line.clocks.recorded_at, _event(line))


def statements(
    dataset: str, entity: str, schema: str, seen: str | None, properties: Properties
) -> Iterator[dict[str, Any]]:
    """A statement a value; values that are not known have none."""
    for name, value in ((name, value) for name, value in dict.fromkeys(properties) if value):
        yield {
            "canonical_id": entity,
            "entity_id": entity,
            "prop": name,
            "schema": schema,
            "value": value,
            "dataset": dataset,
            "lang": None,
            "original_value": None,
            "first_seen": seen,
            "last_seen": seen,
            "external": False,
            "origin": "detente",
            "id": digest(f"{dataset}.{entity}.{name}.{value}"),
        }


def _event(line: Line) -> Properties:
    """Exact words as summary; what FollowTheMoney has no property for stands in notes, a value each."""
    valid = line.clocks.valid
    kind = "quote" if isinstance(line.subject, Quote) else f"{line.subject.kind}:{line.subject.type}"
    yield ("name", f"{kind}: {', '.join(one.name for one in actors(line)) or 'not named'}")
    yield ("summary", said(line))
    if valid and valid.start and valid.start == valid.end:
        yield ("date", valid.start)
    elif valid:
        yield from (("startDate", valid.start), ("endDate", valid.end))
    yield from (("organizer", actor_id(one)) for one in actors(line))
    yield from (("involved", actor_id(one)) for one in targets(line))
    yield from (("proof", article_id(document)) for document in dict.fromkeys(n.document for n in line.evidence))
    yield from (("keywords", issue) for issue in getattr(line.subject, "issues", ()))
    yield ("recordId", line.id)
    yield ("notes", f"standing: {line.standing}; origins: {line.origins}; confidence: {line.subject.confidence:g}")
    for note in line.evidence:
        chain = " < ".join(link.name for link in note.chain)
        yield ("notes", f"{note.document} {note.start}-{note.end}{f' ({chain})' if chain else ''}: {note.text}")


def _actor(one: Actor) -> Properties:
    yield ("name", one.name)
    yield ("country", country(one.country))


def _article(reference: DocumentRef, seen: str) -> Entity:
    published = reference.published[:10] if reference.published else None
    properties = (
        ("fileName", reference.id),
        ("title", reference.title),
        ("publisher", reference.outlet),
        ("sourceUrl", reference.url),
        ("publishedAt", published),
    )
    return (article_id(reference.id), "Article", seen, properties)


def actor_id(one: Actor) -> str:
    return f"detente-actor-{digest(f'{one.name}|{one.country}')[:16]}"


def article_id(document: str) -> str:
    return f"detente-article-{digest(document)[:16]}"


def country(alpha3: str | None) -> str | None:
    """FollowTheMoney has two letters, and 'eu'."""
    known = {row["alpha3"]: row["alpha2"].lower() for row in rows("country_codes")}
    return known.get(alpha3 or "")


def slug(name: str) -> str:
    """The name of a data set: small letters, digits and low lines."""
    kept = "".join(one if one.isascii() and one.isalnum() else "_" for one in name.lower())
    return "_".join(filter(None, kept.split("_"))) or "detente"


def digest(key: str) -> str:
    return hashlib.sha1(key.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
