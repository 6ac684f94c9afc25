"""Calls and visits that two texts put on different days: one of the days is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.model import Event, RecordStated, StateOfPlay, first_day
from detente.state.claims import affirms, known_day
from detente.state.groups import of_kind

MODES = frozenset({"phone", "visit"})
"""Modes of contact that the same two people do not repeat within days."""
APART = dt.timedelta(days=3)
"""Days that lie further apart are two contacts."""
SURE = 0.5
"""The reader's sureness of a date from which the text can be said to tell it."""
FRESH = dt.timedelta(days=7)
"""A text tells the day of a contact of the last week; what is older may be another one."""

Contact = tuple[str, str]
"""Mode, and the names of the two who take part."""
Pair = tuple[RecordStated, RecordStated, str]


def contact_days(state: StateOfPlay) -> Iterator[Pair]:
    """Pairs of accounts of one contact on two days, the day of fewer documents first, with the ground.

    Where one document tells of contacts on both days, there were two.
    """
    contacts: dict[Contact, dict[dt.date, list[RecordStated]]] = {}
    for group in of_kind(state.records, "event:CONSULT"):
        for entry in group:
            told = _contact(entry, state.as_of.valid)
            if told:
                contact, day = told
                contacts.setdefault(contact, {}).setdefault(day, []).append(entry)
    for (mode, _), days in sorted(contacts.items()):
        for one, other in combinations(sorted(days), 2):
            if other - one <= APART and not _documents(days[one]) & _documents(days[other]):
                yield _pair(state, mode, (one, days[one]), (other, days[other]))


def _contact(entry: RecordStated, until: dt.date) -> tuple[Contact, dt.date] | None:
    """The contact and its day; None where it is not told to the day, of two people, as held and as news."""
    record = entry.record
    if not isinstance(record, Event) or record.type != "CONSULT" or record.mode not in MODES or not affirms(record):
        return None
    start = record.when.start if record.when else None
    people = sorted({actor.name for actor in (*record.actors, *record.targets)})
    unsure = record.when_confidence is not None and record.when_confidence < SURE
    if start is None or len(start) < len("2025-06-05") or unsure or len(people) != 2:
        return None
    day, known = first_day(start), known_day(entry.clocks)
    news = day <= known <= min(day + FRESH, until)
    return ((record.mode, " and ".join(people)), day) if news else None


def _documents(entries: Sequence[RecordStated]) -> set[str]:
    return {entry.document for entry in entries}


def _pair(
    state: StateOfPlay,
    mode: str,
    one: tuple[dt.date, Sequence[RecordStated]],
    other: tuple[dt.date, Sequence[RecordStated]],
) -> Pair:
    """The day that fewer texts tell (copies counted once) stands to be checked, of equals the later told."""

    def weight(side: tuple[dt.date, Sequence[RecordStated]]) -> tuple[int, str]:
        texts = {state.families.get(document, document) for document in _documents(side[1])}
        return (-len(texts), min(entry.clocks.known_at or "9999" for entry in side[1]))

    right, doubted = sorted((one, other), key=weight)
    ground = f"the day of the {'call' if mode == 'phone' else mode}: {doubted[0]} against {right[0]}"
    return doubted[1][0], right[1][0], ground
