"""The ledger of measures: what is in force, at which rate, since and until when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from detente.model import Line, Measure, RecordStated, StateOfPlay, last_day
from detente.state import terms
from detente.state.book import Book
from detente.state.groups import of_kind
from detente.state.lines import make
from detente.state.measures import MONTH, Life, life
from detente.state.once import once
from detente.state.prevailing import named
from detente.state.steps import IN_FORCE, Stage, is_amount
from detente.state.truces import Extension, Truce, extensions, prolonged, truces, under
from detente.state.views import cells
from detente.state.views.view import Column, View
from detente.state.wording import scope_known, scope_label, state_names

CHANGED = frozenset({"raised", "lowered", "suspended", "exempted", "extended"})
"""Stages that need a day or a second origin where there is no rate to tell the change by."""
SCOPED = frozenset({"tariff", "purchase", "quota", "import-ban", "subsidy", "tax"})
"""Instruments that fall on goods; the others on firms and persons, too, of which there are no classes."""
ON_US = re.compile(r"\b(?:on|against|charg(?:e|es|ed|ing)|tax(?:es|ed|ing)?|tariff(?:s|ed|ing)?) us\b")
PARTS = 5
"""Bars in the typed key of a measure; what is keyed to its document is not known well enough for the ledger."""


class MeasureLine(Line, frozen=True, kw_only=True):
    """A measure as of the day. The four dates are partial and never stand for each other.

    `imposer` and `on` are the states by name; `stage` is the step of its life cycle; `expires` the day a step that
    holds for a time ends by itself, or the truce it was taken under (`truce`); `as_announced` whether it was announced
    for a day that has come and no text tells that it came to pass; `ahead` what is foreseen next, with its date;
    `scope_class` and `programme` are as in the key. `since` is the day from which the rate is known to hold, `term` how
    long it is told to hold, from which `expires` follows where no text gives the day; `against` are the ids of the
    accounts that tell another rate and that the others do not bear out.
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
    since: str | None = None
    term: str | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eased:
    """What may end a measure or keep it from ending, between any parties."""

    truces: tuple[Truce, ...]
    extensions: tuple[Extension, ...]


def lines(state: StateOfPlay) -> tuple[MeasureLine, ...]:
    """One line a measure of a state: those on the books first, then by parties, instrument and scope.

    Where it is not known which state imposes it or on what, it stands in the timeline alone.
    """
    return of(Book.of(state))


def of(book: Book) -> tuple[MeasureLine, ...]:
    return once(book.state, of, lambda: _of(book))


def _of(book: Book) -> tuple[MeasureLine, ...]:
    eased = Eased(truces(book.state), extensions(book.state))
    found = [
        line
        for group in of_kind(book.state.records, "measure")
        if (key := group[0].key).startswith("measure|") and key.count("|") == PARTS
        for line in _line(book, key, group, eased)
        if _tells(line)
    ]
    return tuple(sorted(found, key=_order))


def _tells(line: MeasureLine) -> bool:
    """Whether the line says what is made out: goods of a known class or a programme, with a rate, a date, two origins.

    What is not made out stands in the timeline alone.
    """
    subject = line.subject
    if not isinstance(subject, Measure):
        return True
    dates = (line.effective, line.announced, line.removed, line.expires)
    dated = any(date and len(date) >= MONTH for date in dates)
    made_out = (scope_known(line.scope_class) and line.scope_class != "-") or line.programme_key != "-"
    if subject.type in SCOPED:
        return made_out and bool(subject.rate or dated or line.origins > 1)
    return (made_out and line.stage not in CHANGED) or dated or line.origins > 1


def _grounded(told: Life, rated: bool, on: str) -> bool:
    """Whether some account's own words name whom the measure falls on, or with the day of a rate, who imposes it.

    Where it falls on nobody named, its imposer is enough; without a rate, and told by one account alone, they must name
    both. Of several states the words must name each.
    """
    if "+" in on and not all(named(told.current.record, (target,)) for target in told.current.record.targets):
        return False
    records = [entry.record for entry in told.accounts if isinstance(entry.record, Measure)]
    bearing = [one for one in records if (named(one, one.targets) if on != "-" else not _on_us(one))]
    imposing = [one for one in records if named(one, one.actors)]
    if rated and told.current.to_the_day and imposing:
        return True
    if rated or len({entry.document for entry in told.accounts}) > 1:
        return bool(bearing and (on != "-" or imposing))
    return any(one in imposing for one in bearing)


def _on_us(record: Measure) -> bool:
    """Whether the words say that it falls on 'us', of whom nobody knows who they are."""
    return any(ON_US.search(span.text) for span in record.evidence)


def _order(line: MeasureLine) -> tuple[bool, bool, str, str, str]:
    """On the books first; of these the ones with a rate."""
    return (line.stage not in IN_FORCE, not cells.rate(line), parties(line), cells.kind(line), line.key)


def _line(book: Book, key: str, group: tuple[RecordStated, ...], eased: Eased) -> list[MeasureLine]:
    told = life(group, book.day, book.origin)
    if told is None:
        return []
    _, imposer, on, kind, programme, scope = key.split("|")
    if not _grounded(told, kind == "tariff" and told.current.record.rate is not None, on):
        return []
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
        since=told.since,
        term=told.term,
        against=tuple(entry.id for entry in told.against),
    )
    if told.since and told.term and not told.expires:
        return [_for_a_term(book, line, dt.date.fromisoformat(told.since), told.term, eased.extensions)]
    pause = None if told.expires else under(eased.truces, key, told.current)
    return [_paused(book, line, pause) if pause else line]


def _for_a_term(book: Book, line: MeasureLine, since: dt.date, length: str, found: Sequence[Extension]) -> MeasureLine:
    """The line with the end of its term, prolonged by what extended it; after it the line has lapsed by itself."""
    _, imposer, on, *_ = line.key.split("|")
    end, told = prolonged(terms.after(since, length), frozenset({imposer, on}), found, since)
    return msgspec.structs.replace(
        line,
        expires=end.isoformat(),
        stage="lapsed" if end < book.day else line.stage,
        evidence=(*line.evidence, *(piece for entry in told for piece in book.evidence(entry))),
        accounts=(*line.accounts, *(entry.id for entry in told)),
    )


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
    by = [f"in force by {line.since}"] if line.since and not line.effective else []
    return ", ".join([*by, *(f"{name} {date}" for name, date in dates.items() if date)])


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
