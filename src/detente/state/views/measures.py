"""The ledger of measures: what is in force, at which rate, since and until when."""

from __future__ import annotations

from detente.model import Line, Measure, RecordStated, StateOfPlay
from detente.state.book import Book
from detente.state.lines import make
from detente.state.measures import IN_FORCE, Life, Stage, life
from detente.state.views import cells
from detente.state.views.view import Column, View


class MeasureLine(Line, frozen=True, kw_only=True):
    """A measure as of the day. The four dates are partial and never stand for each other.

    `stage` is the step of its life cycle; `expires` the day a step that holds for a time ends by itself;
    `ahead` what is foreseen next, with its date; `scope_class` and `programme` are as in the key.
    """

    stage: Stage
    announced: str | None = None
    effective: str | None = None
    expires: str | None = None
    removed: str | None = None
    ahead: str | None = None
    programme_key: str = "-"
    scope_class: str = "-"


def lines(state: StateOfPlay) -> tuple[MeasureLine, ...]:
    """One line a measure of a state: those on the books first, then by parties, instrument and scope.

    Where it is not known which state imposes it, it stands in the timeline alone.
    """
    return of(Book.of(state))


def of(book: Book) -> tuple[MeasureLine, ...]:
    found = [
        line
        for key, group in book.state.records.items()
        if isinstance(group[0].record, Measure)
        for line in _line(book, key, group)
    ]
    return tuple(
        sorted(found, key=lambda line: (line.stage not in IN_FORCE, cells.who(line), cells.kind(line), line.key))
    )


def _line(book: Book, key: str, group: tuple[RecordStated, ...]) -> list[MeasureLine]:
    told = life(group, book.day)
    if told is None or not any(actor.country for actor in told.current.record.actors):
        return []
    *_, programme, scope = ("-", "-", *key.split("|")) if key.count("|") == 5 else ("-", "-")
    return [
        make(
            MeasureLine,
            book,
            told.accounts,
            key,
            superseded=tuple(entry.id for entry in told.earlier),
            stage=told.stage,
            announced=told.announced,
            effective=told.effective,
            expires=told.expires,
            removed=told.removed,
            ahead=_ahead(told),
            programme_key=programme,
            scope_class=scope,
        )
    ]


def _ahead(told: Life) -> str | None:
    if told.ahead is None:
        return None
    when = told.ahead.record.when
    date = f" {when.start}" if when and when.start else ""
    return f"{told.ahead.record.action}: {told.ahead.stage}{date}"


def _stage(line: Line) -> str:
    if not isinstance(line, MeasureLine):
        return ""
    return f"{line.stage} until {line.expires}" if line.expires and line.stage != "lapsed" else line.stage


def _dates(line: Line) -> str:
    if not isinstance(line, MeasureLine):
        return ""
    dates = {name: getattr(line, name) for name in ("announced", "effective", "expires", "removed")}
    return ", ".join(f"{name} {date}" for name, date in dates.items() if date)


def _type(line: Line) -> str:
    return line.subject.type if isinstance(line.subject, Measure) else ""


def _scope(line: Line) -> str:
    return (line.subject.scope or "") if isinstance(line.subject, Measure) else ""


MEASURES = View(
    "measures",
    "the ledger of measures: stage, rate and dates as of the day",
    (
        cells.WHO,
        Column("instrument", _type),
        Column("scope", _scope),
        Column("rate", cells.rate),
        Column("stage", _stage),
        Column("dates", _dates),
        cells.STANDING,
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
