"""What the caller declares about the inputs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

DOCUMENT_LIMIT = 20_000_000
"""Characters (bytes, before decoding) that one document or one line of JSON Lines may have."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`encoding` overrides what is found, `published` dates documents without a date, `limit` bounds one document.

    A date that is no date makes a document invalid, unless `forgive_dates`: then the document counts as undated. Of
    pages in an archive only those are parsed whose bytes `sift` lets pass, and of these only those worked out whose
    text `gate` does.
    """

    encoding: str | None = None
    published: str | None = None
    limit: int = DOCUMENT_LIMIT
    forgive_dates: bool = False
    gate: Callable[[str], bool] | None = None
    sift: Callable[[bytes], bool] | None = None
