"""A study as tidy rows: one for each event and session, each session's average, each window's test, each note."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
import numpy as np

from detente.markets.design import KINDS, Note
from detente.markets.distributions import moments
from detente.markets.placebo_band import band
from detente.markets.study import DEFAULT, Part, Plan, Result, Study
from detente.markets.windows_event import Pattern, pattern


class DayRow(msgspec.Struct, frozen=True, kw_only=True):
    """One session of one event. Returns are shares of one (log or simple); `offset` counts sessions from the event's.

    `event_day` is the day of the event, `session` that of the return; `actual` is the return, `expected` what the model
    foretells, `abnormal` the difference with its standard `error`; `cumulative` and `cumulative_error`
    are those of the sum from the first session shown. `entries` are what the event rests on.
    """

    instrument: str
    event: str
    label: str
    event_day: str
    session: str
    offset: int
    actual: float | None
    expected: float | None
    abnormal: float | None
    error: float | None
    cumulative: float | None
    cumulative_error: float | None
    entries: tuple[str, ...] = ()


class AverageRow(msgspec.Struct, frozen=True, kw_only=True):
    """The average of one session over `n` events (sessions that several events share count once).

    `low` and `high` bound the cumulated average: 95 % of shifted patterns stray from zero by less.
    """

    instrument: str
    offset: int
    n: int
    average: float | None
    cumulative: float | None
    low: float | None
    high: float | None


class WindowRow(msgspec.Struct, frozen=True, kw_only=True):
    """One test of one window. `counts` marks the test that Detente goes by; `n` is the number of windows.

    `mean` is the mean sum of abnormal returns over them, `detectable` the least true mean that the test finds at
    5 % with a probability of 80 %.
    """

    instrument: str
    window: str
    test: str
    counts: bool
    events: int
    n: int
    mean: float | None
    statistic: float | None
    p: float | None
    detectable: float | None


class NoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the design report; `dropped` where the event is not in the study."""

    kind: str
    meaning: str
    dropped: bool
    instrument: str
    event: str
    day: str
    detail: str


class SpreadRow(msgspec.Struct, frozen=True, kw_only=True):
    """How the cumulated abnormal returns of the events are spread at one session; kurtosis is in excess of 3."""

    instrument: str
    offset: int
    n: int
    mean: float | None
    variance: float | None
    skewness: float | None
    kurtosis: float | None
    minimum: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    maximum: float | None


def day_rows(study: Study) -> Iterator[DayRow]:
    """Event by event, session by session."""
    for part in study.parts:
        yield from _day_rows(part, study.plan)


def _day_rows(part: Part, plan: Plan) -> Iterator[DayRow]:
    found = part.abnormal
    columns = (found.event, found.errors, found.cumulative, found.errors_cumulative)
    for row, (event, place) in enumerate(zip(part.placed.events, part.placed.places, strict=True)):
        for column in range(len(plan.event)):
            at = place + plan.event.first + column
            actual = float(part.subject.returns[at])
            abnormal, error, total, total_error = (float(values[row, column]) for values in columns)
            yield DayRow(
                instrument=part.subject.instrument,
                event=event.id,
                label=event.label,
                event_day=event.day.isoformat(),
                session=str(part.subject.days[at]),
                offset=plan.event.first + column,
                actual=number(actual),
                expected=number(actual - abnormal),
                abnormal=number(abnormal),
                error=number(error),
                cumulative=number(total),
                cumulative_error=number(total_error),
                entries=event.entries,
            )


def average_rows(study: Study) -> Iterator[AverageRow]:
    """Session by session, instrument by instrument."""
    for part in study.parts:
        kept = once(part) if study.plan.merge else np.arange(len(part.placed.places))
        if len(kept):
            yield from _average_rows(part, kept, study.plan)


def once(part: Part) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Which of the events are the first of their session."""
    _, first = np.unique(np.array(part.placed.places, dtype=np.intp), return_index=True)
    return np.asarray(first)


def _average_rows(part: Part, kept: np.ndarray[tuple[int], np.dtype[np.intp]], plan: Plan) -> Iterator[AverageRow]:
    event = part.abnormal.event[kept]
    known = (~np.isnan(event)).sum(axis=0)
    averages = [float(np.nansum(column) / n) if n else math.nan for column, n in zip(event.T, known, strict=True)]
    totals = np.cumsum(averages)
    low, high = band(shown(part, kept, plan), plan.estimation, plan.model, plan.draws, plan.seed)
    for column, average in enumerate(averages):
        yield AverageRow(
            instrument=part.subject.instrument,
            offset=plan.event.first + column,
            n=int(known[column]),
            average=number(average),
            cumulative=number(float(totals[column])),
            low=number(float(totals[column] - high[column])),
            high=number(float(totals[column] - low[column])),
        )


def shown(part: Part, kept: np.ndarray[tuple[int], np.dtype[np.intp]], plan: Plan) -> Pattern:
    """The windows shown of these events, each for itself."""
    places = [part.placed.places[at] for at in kept]
    return pattern((part.subject,), (places,), plan.event, plan.event.first, merge=False)


def window_rows(study: Study) -> Iterator[WindowRow]:
    """Window by window, the test that counts first."""
    return map(_window_row, study.tests)


def _window_row(row: Result) -> WindowRow:
    outcome = row.outcome
    return WindowRow(
        instrument=row.instrument,
        window=str(row.window),
        test=outcome.test,
        counts=outcome.test == DEFAULT,
        events=row.events,
        n=outcome.n,
        mean=number(row.mean),
        statistic=number(outcome.statistic),
        p=number(outcome.p),
        detectable=number(outcome.effect),
    )


def note_rows(study: Study) -> Iterator[NoteRow]:
    """The design report, the events that are not in the study first."""
    return map(note_row, sorted(study.notes, key=lambda note: not note.dropped))


def note_row(note: Note) -> NoteRow:
    """One note with its meaning."""
    return NoteRow(
        kind=note.kind,
        meaning=KINDS[note.kind],
        dropped=note.dropped,
        instrument=note.instrument,
        event=note.event,
        day=note.day,
        detail=note.detail,
    )


def spread_rows(study: Study) -> Iterator[SpreadRow]:
    """The distribution of cumulated abnormal returns over all events, session by session, all instruments together."""
    sums = np.concatenate([part.abnormal.cumulative for part in study.parts])
    name = study.parts[0].subject.instrument if len(study.parts) == 1 else "all"
    if not len(sums):
        return
    less = 0 if study.plan.convention.divisor == "none" else 1
    for column, values in enumerate(sums.T):
        quartiles = np.quantile(values, (0, 0.25, 0.5, 0.75, 1)) if len(values) else [math.nan] * 5
        enough = len(values) > 1
        skewness, kurtosis = moments(values) if enough else (math.nan, math.nan)
        yield SpreadRow(
            instrument=name,
            offset=study.plan.event.first + column,
            n=len(values),
            mean=number(float(values.mean())) if enough else None,
            variance=number(float(values.var(ddof=less))) if enough else None,
            skewness=number(skewness),
            kurtosis=number(kurtosis),
            minimum=number(float(quartiles[0])),
            lower_quartile=number(float(quartiles[1])),
            median=number(float(quartiles[2])),
            upper_quartile=number(float(quartiles[3])),
            maximum=number(float(quartiles[4])),
        )


def number(value: float) -> float | None:
    """The figure; None where it is not known."""
    return value if math.isfinite(value) else None
