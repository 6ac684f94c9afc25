"""The profile that triage goes by, from its name or from a file, and what triage passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from detente.cli.context import say
from detente.desk import Desk
from detente.errors import DeskInvalid, UsageError
from detente.ingest import Settings
from detente.model import Document, Reading
from detente.reading.described import described
from detente.reading.triage import DEFAULT, Gate, PassedOver, Profile, Verdict, parsed, profile

Item = TypeVar("Item")


def profile_of(triage: bool, named: str | None) -> Profile | None:
    """The profile asked for: a file's, one of the vocabulary, or none. Raises UsageError where there is no such."""
    if named is None:
        return profile(DEFAULT) if triage else None
    path = Path(named)
    if path.suffix != ".toml":
        return profile(named)
    try:
        return profile_in(path.read_text(encoding="utf-8"), named)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the profile {named}: {error}; give a TOML file in UTF-8") from error


def profile_in(text: str, place: str) -> Profile:
    """The profile of a TOML text: a dispute described by its parties and issues, or groups of words and ways.

    Raises UsageError, naming `place`, where it is neither.
    """
    if "[parties" not in text:
        return parsed(text, place)
    try:
        return described(text).profile()
    except msgspec.DecodeError as error:
        raise UsageError(f"{place} describes no dispute: {error}; see docs/reference/triage.md") from error


def gate_of(desk: Desk, named: str | None, *, triage: bool = False) -> Gate | None:
    """The gate of the profile asked for, else of the desk's own; None where there is none.

    Raises UsageError where no profile has that name, DeskInvalid where the desk's own cannot be read.
    """
    asked = profile_of(triage, named)
    own = desk.store.profiles.latest() if asked is None else None
    if own is None:
        return Gate(asked) if asked else None
    try:
        return Gate(msgspec.json.decode(own[1], type=Profile))
    except msgspec.DecodeError as error:
        raise DeskInvalid(f"the desk's profile {own[0]!r} cannot be read ({error}); name one with --profile") from error


class Tally:
    """Counts what triage passes over, and why; with `explain` each is said."""

    def __init__(self, *, explain: bool = False) -> None:
        self.passed = 0
        self.explain = explain
        self.grounds: Counter[str] = Counter()

    def readings(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, those passed over counted."""
        for reading in readings:
            self.passed += isinstance(reading, PassedOver)
            yield reading

    def early(self, settings: Settings, gate: Gate) -> Settings:
        """The settings with what keeps pages of an archive out before they are worked out; these are counted."""

        def sift(page: bytes) -> bool:
            found = gate.may_pass(page)
            if not found:
                self.passed += 1
                self.grounds["without a word of each"] += 1
                self.explained("a page of an archive: kept out: not a word of what it must name")
            return found

        def passes(text: str) -> bool:
            verdict = gate.verdict(text)
            if not verdict.relevant:
                self.keep_out("a page of an archive", verdict)
            return verdict.relevant

        return msgspec.structs.replace(settings, gate=passes, sift=sift)

    def relevant(self, items: Iterable[Item], gate: Gate) -> Iterator[Item]:
        """The items without the documents that the gate does not let pass."""
        for item in items:
            verdict = gate.verdict(item.text) if isinstance(item, Document) else None
            if isinstance(item, Document) and verdict and not verdict.relevant:
                self.keep_out(item.id, verdict)
            else:
                yield item

    def keep_out(self, name: str, verdict: Verdict) -> None:
        """Count a document that stays out."""
        self.passed += 1
        self.grounds[f"without {' and '.join(verdict.missing)}" if verdict.missing else "too seldom"] += 1
        self.explained(f"{name}: kept out: {verdict.reason}")

    def explained(self, why: str) -> None:
        """Say it where that was asked for."""
        if self.explain:
            say(why)

    def summary(self) -> str:
        """'31 passed over by triage', and with `explain` '(20 without China, 11 too seldom)'."""
        why = ", ".join(f"{count} {ground}" for ground, count in self.grounds.most_common())
        return f"{self.passed} passed over by triage{f' ({why})' if self.explain and why else ''}"
