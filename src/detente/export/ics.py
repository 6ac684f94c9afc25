"""iCalendar: the appointments of a parcel."""

from __future__ import annotations

from collections.abc import Iterator

from detente.export.calendar import calendar
from detente.export.parcel import Parcel


def write(parcel: Parcel) -> Iterator[bytes]:
    """The file."""
    yield calendar(parcel.appointments, f"Due: {parcel.dispute}")
