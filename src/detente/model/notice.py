"""A correction or retraction that a document carries."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.model.span import Span


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet takes back, in which words. `titles` are the pieces it names, folded to letters and figures; `own`
    says that the piece in which it stands is retracted.
    """

    kind: Literal["correction", "retraction"]
    words: Span
    titles: tuple[str, ...] = ()
    own: bool = False
