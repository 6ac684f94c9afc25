"""The profile that triage goes by, from its name or from a file, and what triage passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from detente.errors import UsageError
from detente.model import Document, Reading
from detente.reading.triage import DEFAULT, Gate, PassedOver, Profile, parsed, profile

Item = TypeVar("Item")


def profile_of(triage: bool, named: str | None) -> Profile | None:
    """The profile asked for: a file's, one of the vocabulary, or none. Raises UsageError where there is no such."""
    if named is None:
        return profile(DEFAULT) if triage else None
    path = Path(named)
    if path.suffix != ".toml":
        return profile(named)
    try:
        return parsed(path.read_text(encoding="utf-8"), named)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the profile {named}: {error}; give a TOML file in UTF-8") from error


class Tally:
    """Counts what triage passes over."""

    def __init__(self) -> None:
        self.passed = 0

    def readings(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, those passed over counted."""
        for reading in readings:
            self.passed += isinstance(reading, PassedOver)
            yield reading

    def relevant(self, items: Iterable[Item], gate: Gate) -> Iterator[Item]:
        """The items without the documents that the gate does not let pass."""
        for item in items:
            if isinstance(item, Document) and not gate.verdict(item.text).relevant:
                self.passed += 1
            else:
                yield item

    def summary(self) -> str:
        return f"{self.passed} passed over by triage"
