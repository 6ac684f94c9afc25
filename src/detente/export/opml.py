"""OPML: the list is made where feeds are known; here it only goes out."""

from __future__ import annotations

from collections.abc import Iterator

from detente.export.parcel import Parcel


def write(parcel: Parcel) -> Iterator[bytes]:
    """The file as it is."""
    yield parcel.opml
