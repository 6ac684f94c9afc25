"""The ledger of measures: what is in force, at which rate, since and until when."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from detente.model import Line, Measure, RecordStated, StateOfPlay, last_day
from detente.state.book import Book
from detente.state.lines import make
from detente.state.measures import Life, life
from detente.state.steps import IN_FORCE, Stage, is_amount
from detente.state.truces import Truce, truces, under
from detente.state.views import cells
from detente.state.views.view import Column, View
from detente.state.wording import scope_known, scope_label, state_names

PARTS = 5
"""Bars in the typed key of a measure; what is keyed to its document is not known well enough for the ledger."""


class MeasureLine(Line, frozen=True, kw_only=True):
    """A measure as of the day. The four dates are partial and never stand for each other.

    `imposer` and `on` are the states by name; `stage` is the step of its life cycle; `expires` the day a step that
    holds for a time ends by itself, or the truce it was taken under (`truce`); `as_announced` whether it was announced
    for a day that has come and no text tells that it came to pass; `ahead` what is foreseen next, with its date;
    `scope_class` and `programme` are as in the key.
    """

    stage: Stage
    imposer: str = ""
    on: str = ""
    announced: str | None = None
    effective: str | None = None
    expires: str | None = None
    removed: str | None = None
    ahead: str | None = None
    as_announced: bool = False
    truce: bool = False
    programme_key: str = "-"
    scope_class: str = "-"


def lines(state: StateOfPlay) -> tuple[MeasureLine, ...]:
    """One line a measure of a state: those on the books first, then by parties, instrument and scope.

    Where it is not known which state imposes it or on what, it stands in the timeline alone.
    """
    return of(Book.of(state))


def of(book: Book) -> tuple[MeasureLine, ...]:
    pauses = truces(book.state)
    found = [
        line
        for key, group in book.state.records.items()
        if key.startswith("measure|") and key.count("|") == PARTS
        for line in _line(book, key, group, pauses)
        if _tells(line)
    ]
    return tuple(sorted(found, key=_order))


def _tells(line: MeasureLine) -> bool:
    """Whether the line says more than that some tariffs are in force on goods that are not made out."""
    subject = line.subject
    if not isinstance(subject, Measure) or subject.type != "tariff":
        return True
    dated = line.effective or line.announced or line.removed or line.expires
    made_out = (scope_known(line.scope_class) and line.scope_class != "-") or line.programme_key != "-"
    return made_out and bool(subject.rate or dated or line.origins > 1)


def _order(line: MeasureLine) -> tuple[bool, bool, str, str, str]:
    """On the books first; of these the ones with a rate."""
    return (line.stage not in IN_FORCE, not cells.rate(line), parties(line), cells.kind(line), line.key)


def _line(book: Book, key: str, group: tuple[RecordStated, ...], pauses: Sequence[Truce]) -> list[MeasureLine]:
    told = life(group, book.day)
    if told is None:
        return []
    _, imposer, on, _, programme, scope = key.split("|")
    line = make(
        MeasureLine,
        book,
        told.accounts,
        key,
        superseded=tuple(entry.id for entry in told.earlier),
        stage=told.stage,
        imposer=state_names(imposer),
        on=state_names(on),
        announced=told.announced,
        effective=told.effective,
        expires=told.expires,
        removed=told.removed,
        ahead=_ahead(told),
        as_announced=told.as_announced,
        programme_key=programme,
        scope_class=scope,
    )
    pause = None if told.expires else under(pauses, key, told.current)
    return [_paused(book, line, pause) if pause else line]


def _paused(book: Book, line: MeasureLine, truce: Truce) -> MeasureLine:
    """The line with the truce's end as its expiry, and the words that tell of it as evidence."""
    over = last_day(truce.end) < book.day
    return msgspec.structs.replace(
        line,
        expires=truce.end,
        truce=True,
        stage="lapsed" if over else line.stage,
        as_announced=line.as_announced and not over,
        evidence=(*line.evidence, *book.evidence(truce.told[0])),
        accounts=(*line.accounts, truce.told[0].id),
    )


def parties(line: Line) -> str:
    """'United States > China'."""
    if not isinstance(line, MeasureLine):
        return cells.who(line)
    return f"{line.imposer} > {line.on}" if line.on else line.imposer


def _ahead(told: Life) -> str | None:
    if told.ahead is None:
        return None
    when = told.ahead.record.when
    date = f" {when.start}" if when and when.start else ""
    return f"{told.ahead.record.action}: {told.ahead.stage}{date}"


def standing_words(line: MeasureLine) -> str:
    """'lowered, as announced, until 2025-08-12 (end of the truce)'."""
    parts: list[str] = [line.stage]
    if line.as_announced:
        parts.append("as announced")
    if line.expires and line.stage != "lapsed":
        parts.append(f"until {line.expires}" + (" (end of the truce)" if line.truce else ""))
    return ", ".join(parts)


def _stage(line: Line) -> str:
    return standing_words(line) if isinstance(line, MeasureLine) else ""


def _dates(line: Line) -> str:
    if not isinstance(line, MeasureLine):
        return ""
    dates = {name: getattr(line, name) for name in ("announced", "effective", "expires", "removed")}
    return ", ".join(f"{name} {date}" for name, date in dates.items() if date)


def _type(line: Line) -> str:
    return line.subject.type if isinstance(line.subject, Measure) else ""


def _scope(line: Line) -> str:
    if not isinstance(line, MeasureLine):
        return ""
    subject = line.subject.programme if isinstance(line.subject, Measure) else None
    if line.programme_key == "-" or subject is None:
        scope = line.subject.scope if isinstance(line.subject, Measure) else None
        return scope_label(line.scope_class) if scope_known(line.scope_class) else scope or ""
    return subject if line.scope_class == "-" else f"{scope_label(line.scope_class)} ({subject})"


def _rate(line: Line) -> str:
    """'30 percent', 'up to 50 percent'; 'by 115 percent' where the figure is what was added or taken off."""
    rate = cells.rate(line)
    return f"by {rate}" if rate and isinstance(line.subject, Measure) and is_amount(line.subject) else rate


def summary(line: MeasureLine) -> str:
    """'tariff, all goods: 30 percent, lowered, until 2025-08-12'."""
    name = ", ".join(part for part in (_type(line), _scope(line)) if part)
    return f"{name}: " + ", ".join(part for part in (_rate(line), standing_words(line)) if part)


MEASURES = View(
    "measures",
    "the ledger of measures: stage, rate and dates as of the day",
    (
        Column("who", parties),
        Column("instrument", _type),
        Column("scope", _scope),
        Column("rate", _rate),
        Column("stage", _stage),
        Column("dates", _dates),
        cells.STANDING,
        cells.ORIGINS,
        cells.ID,
    ),
    lines,
)
