"""A document that a desk was given and did not take in: kept word for word, with the reason, for people to look at."""

from __future__ import annotations

from typing import Literal

import msgspec

from detente.model.document import Document

Why = Literal["conflict", "defect"]


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """`why` it was set aside: another text came under an id that was taken ('conflict'), or the reader failed on it
    ('defect'); `reason` in words.
    """

    document: Document
    why: Why
    reason: str
    recorded_at: str
