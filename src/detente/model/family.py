"""Syndication families: which document a text began in, from pairs that have words in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.model.document import Document, DocumentRef

Pair = tuple[str, str, float]
"""Two document ids and the containment (0..1) of the shorter text in the other."""


def precedence(document: Document | DocumentRef) -> tuple[bool, str, str]:
    """Sorts documents by publication, then id; those without a date come last."""
    return (document.published is None, document.published or "", document.id)


def origins(documents: Mapping[str, Document] | Mapping[str, DocumentRef], pairs: Iterable[Pair]) -> dict[str, str]:
    """Leads from each copied document to the one its text began in; documents that copy none are left out.

    A copy's parent is the earlier document it has most in common with (the earliest of equals); parents are
    followed to the root. The result depends on the set of pairs alone, not on their order or direction.
    """
    parents: dict[str, tuple[float, tuple[bool, str, str]]] = {}
    for one, other, share in pairs:
        if one not in documents or other not in documents or one == other:
            continue
        first, later = sorted((documents[one], documents[other]), key=precedence)
        found = (-share, precedence(first))
        if later.id not in parents or found < parents[later.id]:
            parents[later.id] = found
    return {copy: _root(copy, parents) for copy in parents}


def _root(document: str, parents: Mapping[str, tuple[float, tuple[bool, str, str]]]) -> str:
    while document in parents:
        document = parents[document][1][2]
    return document
