"""Pressure and engagement of each party toward each other by month: two series, each with the acts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.model import Line, RecordStated, StateOfPlay
from detente.state import wording
from detente.state.book import Book
from detente.state.lines import make
from detente.state.tone import NOBODY, By, Cell, bounds, score, tones
from detente.state.views.cells import WORDS
from detente.state.views.view import Column, View


class ToneLine(Line, frozen=True, kw_only=True):
    """One party toward another ('-' where none is named), one period and one series.

    The strongest act stands for it; `accounts` are all it rests on. `score` is the sum of the acts' PLOVER scores (-10
    to 10 each), `acts` their number; `month` is that in which the period begins. An act told by
    several documents counts once.
    """

    party: str
    toward: str
    period: str
    month: str
    series: str
    score: float
    acts: int


class TonePoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point of both series: `start` and `end` are the period's first and last day (ISO).

    `lines` are the lines it opens to, `acts` the entries that those rest on.
    """

    party: str
    toward: str
    period: str
    start: str
    end: str
    pressure: float
    engagement: float
    pressure_acts: int
    engagement_acts: int
    lines: tuple[str, ...]
    acts: tuple[str, ...]


def lines(state: StateOfPlay) -> tuple[ToneLine, ...]:
    """By month, party, other side and series."""
    return tone_lines(state, "month")


def of(book: Book, by: By) -> tuple[ToneLine, ...]:
    """The lines of weeks or months."""
    return tuple(_line(book, cell, acts) for cell, acts in tones(book, by).items())


def tone_lines(state: StateOfPlay, by: By = "month") -> tuple[ToneLine, ...]:
    """The lines of weeks or months, from a state."""
    return of(Book.of(state), by)


def tone_points(lines: Iterable[ToneLine]) -> tuple[TonePoint, ...]:
    """Both series side by side, by party, other side and period; a period without acts has no point."""
    found: dict[tuple[str, str, str], list[ToneLine]] = {}
    for line in lines:
        found.setdefault((line.party, line.toward, line.period), []).append(line)
    return tuple(_point(group) for _, group in sorted(found.items()))


def _point(group: Sequence[ToneLine]) -> TonePoint:
    start, end = bounds(group[0].period)
    by = {line.series: line for line in group}
    sums = {name: by[name].score if name in by else 0.0 for name in ("pressure", "engagement")}
    counts = {name: by[name].acts if name in by else 0 for name in sums}
    return TonePoint(
        party=group[0].party,
        toward=group[0].toward,
        period=group[0].period,
        start=start.isoformat(),
        end=end.isoformat(),
        lines=tuple(line.id for line in group),
        acts=tuple(entry for line in group for entry in line.accounts),
        pressure=sums["pressure"],
        engagement=sums["engagement"],
        pressure_acts=counts["pressure"],
        engagement_acts=counts["engagement"],
    )


def _line(book: Book, cell: Cell, acts: list[RecordStated]) -> ToneLine:
    ordered = sorted(acts, key=lambda entry: (-abs(score(entry)), entry.id))
    return make(
        ToneLine,
        book,
        (ordered[0],),
        f"tone|{cell.period}|{cell.party}|{cell.toward}|{cell.series}",
        evidence=tuple(piece for entry in ordered for piece in book.evidence(entry)),
        accounts=tuple(entry.id for entry in ordered),
        party=cell.party,
        toward=cell.toward,
        period=cell.period,
        month=bounds(cell.period)[0].isoformat()[:7],
        series=cell.series,
        score=round(sum(map(score, ordered)), 1),
        acts=len(ordered),
    )


def _name(code: str) -> str:
    return "" if code == NOBODY else wording.state_names(code)


def _cell(name: str) -> Column:
    return Column(name, lambda line: str(getattr(line, name, "")))


TONE = View(
    "tone",
    "pressure and engagement of each party toward each other by month",
    (
        _cell("period"),
        Column("party", lambda line: _name(line.party) if isinstance(line, ToneLine) else ""),
        Column("toward", lambda line: _name(line.toward) if isinstance(line, ToneLine) else ""),
        _cell("series"),
        _cell("score"),
        _cell("acts"),
        WORDS,
    ),
    lines,
)
