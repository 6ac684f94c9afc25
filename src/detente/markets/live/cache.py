"""Answers of live sources, kept for the day on which they were asked for."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path


def folder() -> Path:
    """Where answers are kept: DETENTE_CACHE, else the user's cache."""
    base = os.environ.get("DETENTE_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "detente"
    )
    return Path(base) / "series"


def kept(key: str, day: str, make: Callable[[], bytes], where: Path | None = None) -> bytes:
    """The answer kept under the key on that day, else what `make` gives, which is kept in its stead."""
    place = (where or folder()) / f"{hashlib.blake2b(key.encode(), digest_size=8).hexdigest()}-{day}"
    if place.is_file():
        return place.read_bytes()
    made = make()
    with contextlib.suppress(OSError):  # a cache that cannot be written only costs another request
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob(f"{place.name.partition('-')[0]}-*"):
            old.unlink()
        written = place.with_suffix(f".{os.getpid()}")
        written.write_bytes(made)
        written.replace(place)
    return made
