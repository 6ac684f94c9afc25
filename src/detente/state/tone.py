"""Pressure and engagement of one party toward another, week by week or month by month: two series, never one average.

Each act counts once, however many documents tell of it, with its PLOVER score (`plover.toml`); acts that are not dated
to the month, or are only foreseen, do not count. A contact counts for each of its parties toward each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model import Event, RecordStated, first_day
from detente.state.book import Book
from detente.state.claims import affirms
from detente.state.deadlines import countries
from detente.state.happenings import happenings
from detente.vocabulary import table

By = Literal["week", "month"]
Series = Literal["pressure", "engagement"]
NOBODY = "-"
MONTH, DAY = len("2025-06"), len("2025-06-05")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One party toward another in one period ('2025-06', '2025-W23'), in one series; parties are alpha-3."""

    period: str
    party: str
    toward: str
    series: Series


def tones(book: Book, by: By = "month") -> dict[Cell, list[RecordStated]]:
    """The acts of each cell, the account shown first for each; cells in order."""
    found: dict[Cell, list[RecordStated]] = {}
    for happening in happenings(book):
        entry = happening.accounts[0]
        for cell in _cells(entry, by):
            found.setdefault(cell, []).append(entry)
    return dict(sorted(found.items()))


def _cells(entry: RecordStated, by: By) -> Iterator[Cell]:
    record = entry.record
    when = period(record.when.start if record.when else None, by)
    if not isinstance(record, Event) or not affirms(record) or when is None:
        return
    actors, targets = countries(record.actors), countries(record.targets)
    for party in sorted(actors):
        for other in sorted((targets or actors) - {party}) or [NOBODY]:
            yield Cell(when, party, other, series(record))


def period(start: str | None, by: By) -> str | None:
    """The month or the ISO week of a partial date; None where it is not dated as closely."""
    if start is None or len(start) < (DAY if by == "week" else MONTH):
        return None
    if by == "month":
        return start[:MONTH]
    year, week, _ = first_day(start).isocalendar()
    return f"{year}-W{week:02}"


def bounds(when: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period."""
    if "W" in when:
        first = dt.date.fromisocalendar(int(when[:4]), int(when[-2:]), 1)
        return first, first + dt.timedelta(days=6)
    first = first_day(when)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def series(event: Event) -> Series:
    """'engagement' for quads 1 and 2, 'pressure' for 3 and 4."""
    return "engagement" if table("plover")["events"][event.type]["quad"] <= 2 else "pressure"


def score(entry: RecordStated) -> float:
    """The event's score by PLOVER: its mode's where it has one, else its type's."""
    record = entry.record
    if not isinstance(record, Event):
        return 0.0
    row = table("plover")["events"][record.type]
    return float(row.get("modes", {}).get(record.mode, row["score"]))
