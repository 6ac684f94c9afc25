"""What a confidence is worth once the whole reader has spoken: a slope and an offset for each kind of line.

Fitted by maximum likelihood on development sheets (Platt 1999) by `training/sureness.py`, kept in `confidence.csv`.
"""

from __future__ import annotations

import functools
import math

import msgspec

from detente.model import Quote, Record
from detente.vocabulary import rows

LEAST = 1e-4
"""Nothing is called impossible, nor certain."""
UNTOUCHED = (1.0, 0.0)


@functools.cache
def scales() -> dict[tuple[str, str, str], tuple[float, float]]:
    """Slope and offset on the log-odds scale by reader, kind of line ('quote', 'record') and convention."""
    return {
        (row["reader"], row["line"], row["convention"]): (float(row["slope"]), float(row["offset"]))
        for row in rows("confidence")
    }


def settled(confidence: float, slope: float, offset: float) -> float:
    """The probability that slope and offset make of `confidence` (0..1); the order of lines stays."""
    kept = min(max(confidence, LEAST), 1 - LEAST)
    return round(1 / (1 + math.exp(-(slope * math.log(kept / (1 - kept)) + offset))), 3)


def of_quotes(quotes: tuple[Quote, ...], reader: str, broad: bool) -> tuple[Quote, ...]:
    """The quotes with confidences that are probabilities."""
    scale = scales().get((reader, "quote", "broad" if broad else "said"), UNTOUCHED)
    return tuple(msgspec.structs.replace(quote, confidence=settled(quote.confidence, *scale)) for quote in quotes)


def of_records(records: tuple[Record, ...], reader: str) -> tuple[Record, ...]:
    """The records with confidences that are probabilities."""
    scale = scales().get((reader, "record", "said"), UNTOUCHED)
    return tuple(msgspec.structs.replace(record, confidence=settled(record.confidence, *scale)) for record in records)
