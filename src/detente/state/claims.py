"""What a status claims, and whether it may be claimed as of a day."""

from __future__ import annotations

import datetime as dt

from detente.model import Clocks, Record, first_day

SETTLED = frozenset({"happened", "ongoing", "ended"})
"""Statuses that say that it is or was so."""
AHEAD = frozenset({"planned", "proposed", "threatened", "conditional"})
"""Statuses of what is still to come."""


def affirms(record: Record) -> bool:
    """Whether the text says that it is or was so."""
    return record.status in SETTLED


def denies(record: Record) -> bool:
    return record.status == "negated"


def known_day(clocks: Clocks) -> dt.date:
    """The day it was known: publication, else when the desk took it in."""
    return first_day((clocks.known_at or clocks.recorded_at)[:10])


def start_day(record: Record) -> dt.date | None:
    """The first day it can have begun; None where the text does not say."""
    return first_day(record.when.start) if record.when and record.when.start else None


def asks(record: Record) -> bool:
    """Whether it is only asked: a question claims nothing, save the dated fact that it takes for granted."""
    presumed = record.status in SETTLED and record.when is not None
    return not presumed and all(span.text.rstrip(" \"”’'").endswith("?") for span in record.evidence)


def holds(record: Record, clocks: Clocks, day: dt.date) -> bool:
    """Whether the record may be told as of `day`.

    A question may never; what lies ahead may from the day it was known; what is settled from the day it began, or where
    it has no date from the day it was known, since a later report does not show that it was so before.
    """
    if asks(record):
        return False
    if record.status in AHEAD or record.status == "unconfirmed":
        return known_day(clocks) <= day
    start = start_day(record)
    return (start or known_day(clocks)) <= day
