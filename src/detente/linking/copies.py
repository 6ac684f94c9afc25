"""Near copies by containment: which documents have words in common, whatever order they arrive in."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections.abc import Sequence

from detente.model import Document, DocumentRef, Likeness, Overlap, day_published, origins

WORDS = 5
"""Words a shingle has."""
SAMPLE = 4
"""One shingle in so many is kept."""
FEWEST = 4
"""Sampled shingles that two texts must share at the least."""
CONTAINED = 0.25
"""Share of the shorter text that must stand in the other; a text spliced half from another has about 0.4."""
WITHIN = dt.timedelta(days=14)
"""A copy is published within two weeks; words in common over a longer time are background and boilerplate."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^“”\n]{1,600}”|\"[^\"\n]{1,600}\"")


@functools.lru_cache(maxsize=4)  # taking a document in asks for its own twice
def shingles(text: str) -> frozenset[int]:
    """A sample of the text's shingles of five words, hashed (blake2b, 8 bytes) to signed 64-bit integers.

    Words in quotation marks are left out: two reporters who quote one speech do not copy each other.
    """
    words = _WORD.findall(_QUOTED.sub(" ", text).lower())
    runs = (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
    hashes = (hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs)
    return frozenset(value for value in (int.from_bytes(h, "big", signed=True) for h in hashes) if value % SAMPLE == 0)


def around(document: Document) -> tuple[dt.date, dt.date] | None:
    """The days between which a copy or original of the document is published; None where that is not known."""
    day = day_published(document.published)
    if day is None:
        return None
    early, late = day - dt.date.min < WITHIN, dt.date.max - day < WITHIN
    return (dt.date.min if early else day - WITHIN, dt.date.max if late else day + WITHIN)


def likenesses(document: Document, own: int, overlaps: Sequence[Overlap]) -> tuple[Likeness, ...]:
    """The overlaps that make a near copy, as facts that read the same from either side.

    `own` is the number of the document's sampled shingles.
    """
    found = []
    for overlap in overlaps:
        like = Likeness(document=overlap.document.id, shared=overlap.shared, own=own, theirs=overlap.total)
        if like.document != document.id and alike(like) and near(document, overlap.document):
            found.append(like)
    return tuple(sorted(found, key=lambda one: one.document))


def alike(likeness: Likeness) -> bool:
    """Whether so much is shared that one must be copied from the other."""
    return likeness.shared >= FEWEST and likeness.containment >= CONTAINED


def near(one: Document | DocumentRef, other: Document | DocumentRef) -> bool:
    """Whether both were published within two weeks of each other, as far as is known."""
    this, that = day_published(one.published), day_published(other.published)
    return this is None or that is None or abs(this - that) <= WITHIN


def family(documents: Sequence[Document]) -> dict[str, str]:
    """Leads from each copy among `documents` to the document its text began in."""
    samples = {document.id: shingles(document.text) for document in documents}
    by_id = {document.id: document for document in documents}
    pairs = []
    for (one, other), shared in _shared(samples).items():
        likeness = Likeness(document=other, shared=shared, own=len(samples[one]), theirs=len(samples[other]))
        if alike(likeness) and near(by_id[one], by_id[other]):
            pairs.append((one, other, likeness.containment))
    return origins(by_id, pairs)


def _shared(samples: dict[str, frozenset[int]]) -> dict[tuple[str, str], int]:
    """How many shingles each pair shares; shingles of very many documents are boilerplate and do not count."""
    holders: dict[int, list[str]] = {}
    for document, sample in samples.items():
        for value in sample:
            holders.setdefault(value, []).append(document)
    counts: dict[tuple[str, str], int] = {}
    for held in holders.values():
        if len(held) > MOST:
            continue
        for at, one in enumerate(held):
            for other in held[at + 1 :]:
                counts[one, other] = counts.get((one, other), 0) + 1
    return counts


MOST = 100
"""Documents that may hold a shingle before it counts as boilerplate."""
