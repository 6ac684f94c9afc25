"""The bytes that a document was made from, as they came: a page, a PDF, a mail."""

from __future__ import annotations

import hashlib
from typing import Protocol

import msgspec

from detente.model.document import Document


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """`media` is the type of the bytes ('text/html'), `name` what they were called where they came from."""

    media: str
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest under which the bytes are kept, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Captured(Document, frozen=True, kw_only=True):
    """A document with the bytes that it was made from, and when (ISO) they were seen where they came from."""

    original: Original
    at: str | None = None

    @property
    def bare(self) -> Document:
        """The document without them."""
        return Document(**{name: getattr(self, name) for name in Document.__struct_fields__})


class Freed(msgspec.Struct, frozen=True):
    """How many originals were let go of, and how many bytes that gave back."""

    originals: int
    bytes: int


class OriginalStore(Protocol):
    """Keeps originals by their digest, compressed. They come with `Store.commit`, from a `Captured` document."""

    def of(self, document_id: str) -> Original:
        """The original of a document. Raises NotFound where there is none, or where it was let go of."""
        ...

    def kept(self) -> tuple[int, int]:
        """How many originals there are, and how many bytes they take as they are kept."""
        ...

    def let_go(self, *, before: str | None = None, newest: int | None = None) -> Freed:
        """Let go of the bytes taken in before that moment (ISO), or of all but so many taken in last.

        What they were, when they came and their digest stay. Raises DeskReadOnly and StoreError.
        """
        ...
