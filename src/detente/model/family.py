"""Syndication families: which document a text began in, from pairs that have words in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.model.document import Document, DocumentRef

Pair = tuple[str, str, float]
"""Two document ids and the containment (0..1) of the shorter text in the other."""


def precedence(document: str, published: str | None) -> tuple[bool, str, str]:
    """Sorts documents by publication, then id; those without a date come last."""
    return (published is None, published or "", document)


def origins(documents: Mapping[str, Document] | Mapping[str, DocumentRef], pairs: Iterable[Pair]) -> dict[str, str]:
    """Leads from each copied document to the one its text began in; documents that copy none are left out.

    Parents are followed to the root. The result depends on the set of pairs alone, not on their order or direction.
    """
    return roots(parents({name: document.published for name, document in documents.items()}, pairs))


def parents(published: Mapping[str, str | None], pairs: Iterable[Pair]) -> dict[str, str]:
    """Leads from each copied document to its parent: the earlier document that it has most in common with (the earliest
    of equals). `published` says when each document was; pairs with any other are passed over.
    """
    found: dict[str, tuple[float, tuple[bool, str, str]]] = {}
    for one, other, share in pairs:
        if one not in published or other not in published or one == other:
            continue
        first, later = sorted(precedence(name, published[name]) for name in (one, other))
        parent = (-share, first)
        if later[2] not in found or parent < found[later[2]]:
            found[later[2]] = parent
    return {copy: first[2] for copy, (_, first) in found.items()}


def roots(parents: Mapping[str, str]) -> dict[str, str]:
    """Leads from each copy to the root that its parents lead to."""
    found: dict[str, str] = {}
    for copy in parents:
        root = copy
        while root in parents:
            root = found.get(root) or parents[root]
        found[copy] = root
    return found
