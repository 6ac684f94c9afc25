"""Editions of one document: what its outlet altered in it after it was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from detente.model.span import Span


class Alteration(msgspec.Struct, frozen=True, kw_only=True):
    """A quote or figure that the outlet altered: the words `before`, in the edition before, and those `after` in place
    of them; None where they are gone.
    """

    kind: Literal["quote", "figure"]
    before: Span
    after: Span | None = None


class Edition(msgspec.Struct, frozen=True):
    """An edition of a document: its id, and since when its text is known to have stood."""

    document: str
    known_at: str | None


class EditionStore(Protocol):
    """Finds the editions of a document."""

    def of(self, document_id: str) -> Sequence[Edition]:
        """The editions of the document that this is an edition of, as they were taken in; () where there is none."""
        ...

    def at(self, url: str) -> Sequence[str]:
        """The ids of the documents under an address, as they were taken in."""
        ...

    def revised(self) -> Sequence[str]:
        """The ids of the first editions of all documents that have several, as they were first revised."""
        ...
