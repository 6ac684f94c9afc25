"""Pressure and engagement of each party by month: two series, never one average, each with the acts it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Event, Line, RecordStated, StateOfPlay
from detente.state.book import Book
from detente.state.claims import affirms
from detente.state.lines import make, shown_first
from detente.state.views.cells import WORDS
from detente.state.views.view import Column, View
from detente.vocabulary import table


class ToneLine(Line, frozen=True, kw_only=True):
    """One party, month and series. The strongest act stands for it; `accounts` are all it rests on.

    `score` is the sum of the acts' PLOVER scores (-10 to 10 each), `acts` their number. An act told by several
    documents counts once.
    """

    party: str
    month: str
    series: str
    score: float
    acts: int


def lines(state: StateOfPlay) -> tuple[ToneLine, ...]:
    """By month, party and series."""
    book = Book.of(state)
    months: dict[tuple[str, str, str], list[RecordStated]] = {}
    for group in state.records.values():
        for cell, entry in _acts(book, group):
            months.setdefault(cell, []).append(entry)
    return tuple(_line(book, cell, acts) for cell, acts in sorted(months.items()))


def _acts(book: Book, group: Sequence[RecordStated]) -> list[tuple[tuple[str, str, str], RecordStated]]:
    """The act of a group under each month, party and series it counts for; none where undated or not done."""
    if not isinstance(group[0].record, Event):
        return []
    told = shown_first(book, book.holding(group))
    if not told or not affirms(told[0].record):
        return []
    start = told[0].record.when.start if told[0].record.when else None
    if start is None or len(start) < len("2025-06"):
        return []
    parties = {actor.country for actor in told[0].record.actors if actor.country}
    return [((start[:7], party, series(told[0].record)), told[0]) for party in sorted(parties)]


def series(record: object) -> str:
    """'engagement' for quads 1 and 2, 'pressure' for 3 and 4."""
    quad = table("plover")["events"][record.type]["quad"] if isinstance(record, Event) else 1
    return "engagement" if quad <= 2 else "pressure"


def score(record: object) -> float:
    """The event's score by PLOVER: its mode's where it has one, else its type's."""
    if not isinstance(record, Event):
        return 0.0
    row = table("plover")["events"][record.type]
    return float(row.get("modes", {}).get(record.mode, row["score"]))


def _line(book: Book, cell: tuple[str, str, str], acts: list[RecordStated]) -> ToneLine:
    month, party, name = cell
    ordered = sorted(acts, key=lambda entry: (-abs(score(entry.record)), entry.id))
    return make(
        ToneLine,
        book,
        (ordered[0],),
        f"tone|{month}|{party}|{name}",
        evidence=tuple(piece for entry in ordered for piece in book.evidence(entry)),
        accounts=tuple(entry.id for entry in ordered),
        party=party,
        month=month,
        series=name,
        score=round(sum(score(entry.record) for entry in ordered), 1),
        acts=len(ordered),
    )


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "")))


TONE = View(
    "tone",
    "pressure and engagement of each party by month",
    (_cell("month"), _cell("party"), _cell("series"), _cell("score"), _cell("acts"), WORDS),
    lines,
)
