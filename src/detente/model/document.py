"""A document: one published text, kept exactly as it came."""

from __future__ import annotations

import functools
import hashlib

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet published. `published` is an ISO date or time, or None; `text` is never rewritten.

    `byline` is who signs it, where that does not stand in the text. `modified` is since when the text has stood as it
    does: what the page says, else when it was captured; ISO, or None.
    """

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    byline: str | None = None
    modified: str | None = None

    @property
    def sha256(self) -> str:
        return text_digest(self.text)


@functools.lru_cache(maxsize=64)
def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal; lone surrogates pass through."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True):
    """A document without its text, as a reading carries it."""

    id: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str

    @classmethod
    def of(cls, document: Document, language: str | None = None) -> DocumentRef:
        return cls(
            id=document.id,
            outlet=document.outlet,
            title=document.title,
            url=document.url,
            published=document.published,
            language=document.language or language,
            sha256=document.sha256,
        )
