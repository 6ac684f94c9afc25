"""schema.org as JSON-LD: a Quotation for a quote, a Claim for a record, a NewsArticle for a document.

The context is in the file, so that it can be read without the web; what schema.org has no property for is in the
namespace `urn:detente:`. No ClaimReview is made: whether a claim is true is not for a record to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote as quoted

import msgspec

from detente.export.parcel import Parcel, actors, instant, own_spans, said
from detente.model import Actor, DocumentRef, Evidence, Line, Quote

CONTEXT = {"@vocab": "https://schema.org/", "detente": "urn:detente:"}
Node = dict[str, Any]


def write(parcel: Parcel) -> Iterator[bytes]:
    """One graph: the articles, then the lines."""
    cited = dict.fromkeys(note.document for line in parcel.lines for note in line.evidence)
    articles = [_article(parcel.documents[one]) for one in cited if one in parcel.documents]
    graph = {"@context": CONTEXT, "@graph": [*articles, *map(_node, parcel.lines)]}
    yield msgspec.json.format(msgspec.json.encode(graph), indent=1) + b"\n"


def _article(reference: DocumentRef) -> Node:
    found = {
        "@id": document_id(reference.id),
        "@type": "NewsArticle",
        "identifier": reference.id,
        "headline": reference.title,
        "url": reference.url,
        "datePublished": reference.published,
        "inLanguage": reference.language,
        "publisher": {"@type": "Organization", "name": reference.outlet} if reference.outlet else None,
    }
    return known(found)


def _node(line: Line) -> Node:
    return _quotation(line) if isinstance(line.subject, Quote) else _claim(line)


def _quotation(line: Line) -> Node:
    """Exact words, who said them, and where they stand. Indirect speech is a Claim: it is nobody's exact words."""
    subject = line.subject
    direct = isinstance(subject, Quote) and subject.kind == "direct"
    people = [_person(one) for one in actors(line)]
    return known({**_common(line), "@type": "Quotation" if direct else "Claim", "creator": people or None})


def _claim(line: Line) -> Node:
    subject = line.subject
    status = getattr(subject, "status", None)
    about = [_person(one) for one in actors(line)]
    own = {"@type": "Claim", "about": about or None, "additionalType": f"urn:detente:{getattr(subject, 'kind', '')}"}
    return known({**_common(line), **own, "detente:type": getattr(subject, "type", None), "detente:status": status})


def _common(line: Line) -> Node:
    valid = line.clocks.valid
    documents = [{"@id": document_id(one)} for one in dict.fromkeys(note.document for note in line.evidence)]
    whole = valid.start if valid and valid.start == valid.end else None
    span = f"{valid.start or '..'}/{valid.end or '..'}" if valid and not whole and (valid.start or valid.end) else None
    return {
        "@id": f"urn:detente:line:{line.id}",
        "identifier": line.id,
        "text": said(line),
        "appearance": documents,
        "temporalCoverage": whole or span,
        "dateCreated": instant(line.clocks.recorded_at),
        "detente:standing": line.standing,
        "detente:origins": line.origins,
        "detente:confidence": line.subject.confidence,
        "detente:evidence": list(map(_passage, line.evidence)),
        "detente:spans": [f"{span.start}-{span.end}" for span in own_spans(line)],
    }  # fmt: skip


def _passage(note: Evidence) -> Node:
    return {
        "detente:document": {"@id": document_id(note.document)},
        "detente:start": note.start,
        "detente:end": note.end,
        "text": note.text,
        "detente:chain": [link.name for link in note.chain],
    }


def _person(one: Actor) -> Node:
    return known({"@type": "Thing", "name": one.name, "detente:country": one.country})


def document_id(name: str) -> str:
    """A name of a document that is an IRI whatever its id is."""
    return f"urn:detente:document:{quoted(name, safe='')}"


def known(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value is not None}
