"""JSON Lines: each line whole, as `detente schema line` describes it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from detente.export.parcel import Parcel


def write(parcel: Parcel) -> Iterator[bytes]:
    """One object a line."""
    for line in parcel.lines:
        yield msgspec.json.encode(parcel.as_json(line)) + b"\n"
