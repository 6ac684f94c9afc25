"""What facts, groups and views have in common of an entry: its sort, its parties, where it stands, digests of texts."""

from __future__ import annotations

import hashlib
import re
from enum import IntFlag
from typing import Any

import numpy.typing as npt

from detente.model import QuoteStated, RecordStated, pieces

_ID = re.compile("e-([0-9a-f]{16})")
UNDATED = "9999"
"""Stands for the publication of what has none, as it sorts last."""
NEVER = 2**31 - 1
"""Stands for a day that does not come, or is not known."""
Column = npt.NDArray[Any]
"""One value for each of many entries."""


def digest(text: str) -> int:
    """64 bits that tell texts apart."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def identity(entry: str) -> int | None:
    """The figures of an entry's id, None where it is none that linking gives."""
    found = _ID.fullmatch(entry)
    return int(found[1], 16) if found else None


def sort_of(entry: RecordStated | QuoteStated) -> str:
    """'event:CONSULT', 'measure:tariff', 'quote:direct'."""
    if isinstance(entry, QuoteStated):
        return f"quote:{entry.quote.kind}"
    return f"{entry.record.kind}:{entry.record.type}"


def start_of(entry: RecordStated | QuoteStated) -> int:
    """Where its first words stand."""
    spans = entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)
    return spans[0].start if spans else 0


def end_of(entry: RecordStated | QuoteStated) -> int:
    """Where the last of its words end."""
    spans = entry.record.evidence if isinstance(entry, RecordStated) else pieces(entry.quote.content)
    return max((span.end for span in spans), default=0)


def parties_of(entry: RecordStated | QuoteStated) -> str:
    """The countries of a record's actors and targets, or of the speaker, sorted and joined by '+'."""
    if isinstance(entry, QuoteStated):
        return (entry.quote.speaker.country or "") if entry.quote.speaker else ""
    people = (*entry.record.actors, *entry.record.targets)
    return "+".join(sorted({actor.country for actor in people if actor.country}))


class Sign(IntFlag):
    """Rules that an account may have to do with; see `detente.state.signs`."""

    NONE = 0
    DENIES = 1
    OPPOSES = 2
    QUOTES = 4
    POSITION = 8
    UNDERTAKEN = 16
    CHANGE = 32
    DEED = 64
    PUTS_OFF = 128
