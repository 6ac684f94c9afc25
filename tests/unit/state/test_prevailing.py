"""Which of the rates told of a measure the accounts bear out, how long it holds, and what it adds up to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, USA, document, event, stated, tariff, view

from detente.model import Actor, Entry, Measure, Rate, RecordStated, Span
from detente.state import VIEWS
from detente.state.prevailing import prevailing
from detente.state.steps import is_amount, steps
from detente.state.terms import after, term
from detente.state.views import MeasureLine, RateLine, TotalLine

THEY = Actor("United States", "USA", text="they")
FENTANYL, RECIPROCAL = "IEEPA fentanyl", "Reciprocal tariffs"


def told(day: str, percent: float, action: str = "keep", status: str = "ongoing", **fields: Any) -> tuple[Entry, ...]:
    """What one document of that day tells; the document is named by day and figure."""
    return stated(document(f"{day}-{percent:g}-{action}", day), tariff("r1", percent, action, status, **fields))


def series(*accounts: tuple[Entry, ...]) -> list[tuple[str, float]]:
    entries = [entry for account in accounts for entry in account if isinstance(entry, RecordStated)]
    return [(stretch.since.isoformat(), stretch.value) for stretch in prevailing(steps(entries, dt.date.max))]


RISE = told("2025-04-10", 145, "raise", "happened", when="2025-04-10")
CUT = told("2025-05-14", 30, "lower", "happened", when="2025-05-14")
SPRING = [("2025-04-10", 145.0), ("2025-05-14", 30.0)]
SERIES: list[tuple[str, list[tuple[Entry, ...]], list[tuple[str, float]]]] = [
    ("a rise and a cut are two stretches", [RISE, CUT], SPRING),
    ("a lone rise to less than holds moves nothing",
     [RISE, CUT, told("2025-05-23", 10, "raise", when="2025-05-23")], SPRING),
    ("a lone cut to more than holds moves nothing",
     [RISE, CUT, told("2025-06-01", 80, "lower", "happened", when="2025-06-01")], SPRING),
    ("a lone change that others do not know of moves nothing",
     [RISE, told("2025-04-15", 50, "lower", "happened", when="2025-04-15"), told("2025-04-20", 145),
      told("2025-04-25", 145), CUT], SPRING),
    ("what held before is not believed again on a late report", [RISE, CUT, told("2025-06-06", 145)], SPRING),
    ("one report of a standing rate on all goods moves nothing", [RISE, CUT, told("2025-06-06", 54)], SPRING),
    ("two reports of a new standing rate establish it from the first",
     [told("2025-03-01", 10, "impose", "happened", when="2025-03-01"), told("2025-06-01", 20), told("2025-06-05", 20)],
     [("2025-03-01", 10.0), ("2025-06-01", 20.0)]),
    ("a cut announced holds from when it is first told to stand",
     [RISE, told("2025-05-12", 30, "lower", "planned"), told("2025-05-14", 30)], SPRING),
    ("a cut told late without a day began when its rate was first told",
     [RISE, told("2025-05-12", 30, "lower", "planned"), told("2025-05-14", 30),
      told("2025-05-18", 30, "lower", "happened")], SPRING),
    ("of two days for a change the one that more give is right",
     [RISE, told("2025-05-15", 30, "lower", "happened", when="2025-05-14"), CUT,
      told("2025-05-16", 30, "lower", "happened", when="2025-05-09")], SPRING),
    ("a change within a month is by its end, if nobody knows the day",
     [told("2025-07-10", 25, "impose", "happened", when="2025-06")], [("2025-06-30", 25.0)]),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "accounts", "expected"), SERIES, ids=[row[0] for row in SERIES])
def test_series(behaviour: str, accounts: list[tuple[Entry, ...]], expected: list[tuple[str, float]]) -> None:
    assert series(*accounts) == expected


def test_a_copy_bears_nothing_out() -> None:
    text = "The duty stands at 20 percent, the ministry said. " * 9
    first, copy = document("a", "2025-06-01", text=text), document("b", "2025-06-02", text=text)
    log = [*RISE, *stated(first, tariff("r1", 20, "keep", "ongoing"))]
    log += stated(copy, tariff("r1", 20, "keep", "ongoing"), among=[first])
    [line] = view("totals", log)
    assert isinstance(line, TotalLine)
    assert line.total == 145


@settings(max_examples=30, deadline=None)
@given(st.permutations([RISE, CUT, told("2025-05-18", 30), told("2025-05-23", 10, "raise"), told("2025-06-06", 145)]))
def test_the_order_in_which_documents_come_is_no_matter(accounts: list[tuple[Entry, ...]]) -> None:
    assert series(*accounts) == SPRING


def test_an_account_that_is_not_borne_out_is_kept_beside_the_line() -> None:
    log = [*RISE, *CUT, *told("2025-05-23", 10, "raise", when="2025-05-23")]
    [line] = view("measures", log)
    assert isinstance(line, MeasureLine)
    assert line.against == (log[-1].id,)


TERMS = [
    ("a number of days", "The cut holds for 90 days.", "90 days"),
    ("an initial period", "lowered for an initial period of 90 days", "90 days"),
    ("a pause named by its length", "a 90-day pause", "90 days"),
    ("a year in a word", "the truce was extended by one year", "1 year"),
    ("a day is no length", "until the tenth of November", None),
]


@pytest.mark.parametrize(("behaviour", "words", "expected"), TERMS, ids=[row[0] for row in TERMS])
def test_terms(behaviour: str, words: str, expected: str | None) -> None:
    assert term(tariff("r1", 30, evidence=(Span(0, len(words), words),))) == expected


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2025-05-14", "90 days", "2025-08-12"),
        ("2025-11-10", "1 year", "2026-11-10"),
        ("2024-01-31", "1 month", "2024-02-29"),
    ],
)
def test_where_a_term_ends(start: str, length: str, end: str) -> None:
    assert after(dt.date.fromisoformat(start), length).isoformat() == end


FOR_A_TERM = (Span(0, 60, "The United States cut its tariff on China to 30 percent for 90 days"),)
EASED = [*RISE, *told("2025-05-14", 30, "lower", "happened", when="2025-05-14", evidence=FOR_A_TERM)]
LONGER = (Span(0, 40, "Both sides extended the truce by 90 days"),)
EXTENDED = stated(
    document("x", "2025-08-11"), event("r1", "AGREE", actors=(USA, CHINA), when="2025-08-11", evidence=LONGER)
)
ENDS = [
    ("a term ends by itself", EASED, "2025-06-10", ("lowered", "2025-08-12")),
    ("after it the cut has lapsed", EASED, "2025-08-13", ("lapsed", "2025-08-12")),
    ("unless it is extended", [*EASED, *EXTENDED], "2025-08-13", ("lowered", "2025-11-10")),
    ("an extension is not known before it is told", [*EASED, *EXTENDED], "2025-08-01", ("lowered", "2025-08-12")),
    ("and ends by itself in its turn", [*EASED, *EXTENDED], "2025-11-11", ("lapsed", "2025-11-10")),
]


@pytest.mark.parametrize(("behaviour", "log", "day", "expected"), ENDS, ids=[row[0] for row in ENDS])
def test_a_suspension_lapses_at_its_date_unless_extended(
    behaviour: str, log: list[Entry], day: str, expected: tuple[str, str]
) -> None:
    [line] = view("measures", log, day)
    assert isinstance(line, MeasureLine)
    assert (line.stage, line.expires) == expected


PARTS = [
    *told("2025-02-04", 10, "impose", "happened", when="2025-02-04", programme=FENTANYL),
    *told("2025-03-04", 20, "raise", "happened", when="2025-03-04", programme=FENTANYL),
    *told("2025-04-09", 84, "impose", "happened", when="2025-04-09", programme=RECIPROCAL),
]
TOTALS = [
    ("one programme is the total", PARTS, "2025-02-10", (10, "sum of the parts", 1)),
    ("a programme's new rate takes the place of its old one", PARTS, "2025-03-10", (20, "sum of the parts", 1)),
    ("programmes stack", PARTS, "2025-04-10", (104, "sum of the parts", 2)),
    ("a total told counts", [*PARTS, *told("2025-04-10", 145, "raise", "happened", when="2025-04-10")], "2025-04-11",
     (145, "told", 2)),
    ("it is said where the parts add up to it",
     [*PARTS, *told("2025-04-10", 104, "raise", "happened", when="2025-04-10")], "2025-04-11",
     (104, "told, and the parts add up to it", 2)),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "log", "day", "expected"), TOTALS, ids=[row[0] for row in TOTALS])
def test_totals(behaviour: str, log: list[Entry], day: str, expected: tuple[float, str, int]) -> None:
    [line] = view("totals", log, day)
    assert isinstance(line, TotalLine)
    assert (line.total, line.basis, len(line.parts)) == expected


def test_a_total_is_told_no_plainer_than_its_accounts() -> None:
    most = told("2025-04-10", 145, "raise", "happened", when="2025-04-10", bound="max")
    coming = told("2025-04-01", 54, "raise", "planned", when="2025-04-09")
    [line], [announced] = view("totals", most, "2025-04-11"), view("totals", coming, "2025-04-11")
    assert isinstance(line, TotalLine)
    assert isinstance(announced, TotalLine)
    assert (line.total, line.bound, line.as_announced) == (145, "max", False)
    assert (announced.total, announced.bound, announced.as_announced) == (54, None, True)
    assert VIEWS["totals"].columns[1].value(line) == "up to 145 percent"
    assert VIEWS["totals"].columns[3].value(announced) == "told, as announced"


def test_dollars_a_ton_are_no_percent() -> None:
    duty = tariff("r1", 50, when="2025-04-10")
    assert isinstance(duty, Measure)
    [*entries] = stated(document("a", "2025-04-10"), msgspec.structs.replace(duty, rate=Rate(50, "USD")))
    assert not view("totals", entries)


def test_a_list_is_in_no_total() -> None:
    listed = told("2018-07-06", 25, "impose", "happened", when="2018-07-06", scope="$34 billion of Chinese goods")
    [line] = view("totals", listed)
    assert isinstance(line, TotalLine)
    assert line.total is None
    assert [row.startswith("list of 34bn dollars 25 percent since 2018-07-06") for row in line.lists] == [True]


def test_the_steps_of_a_chart() -> None:
    log = [*EASED, *told("2025-05-12", 30, "lower", "planned", when="2025-05-14")]
    steps_ = [
        (line.day, line.label, line.phase, line.percent, line.total)
        for line in view("rates", log, "2025-08-20")
        if isinstance(line, RateLine)
    ]
    assert steps_ == [
        ("2025-04-10", "all goods", "in force", 145, 145),
        ("2025-04-10", "total", "in force", 145, 145),
        ("2025-05-14", "all goods", "in force", 30, 30),
        ("2025-05-14", "total", "in force", 30, 30),
        ("2025-08-13", "all goods", "lapsed", 30, 30),
    ]


def test_a_rate_announced_is_a_step_of_its_own() -> None:
    log = told("2025-05-12", 30, "lower", "planned")
    [step] = view("rates", log)
    assert isinstance(step, RateLine)
    assert (step.day, step.phase, step.percent, step.total) == ("2025-05-12", "announced", 30, None)


AMOUNTS = [
    ("by so much", "raised by 34 percent", True),
    ("another", "put another 34 percent on the goods", True),
    ("a hike of so much", "a tariff hike of 34 percent", True),
    ("a hike named by its size", "the 34 percent tariff hike", True),
    ("a level", "raised to 34 percent", False),
    ("an added duty is a level of its own", "an additional 34 percent tariff", False),
]


@pytest.mark.parametrize(("behaviour", "words", "expected"), AMOUNTS, ids=[row[0] for row in AMOUNTS])
def test_amounts(behaviour: str, words: str, expected: bool) -> None:
    record = tariff("r1", 34, evidence=(Span(0, len(words), words),))
    assert isinstance(record, Measure)
    assert is_amount(record) is expected


NO_LINE = [
    ("a question tells nothing", {"evidence": (Span(0, 50, "Did the United States put a tariff on China?"),)}),
    (
        "what somebody was asked about",
        {"evidence": (Span(0, 50, "The United States spokesman answered questions about the tariffs on China."),)},
    ),
    ("words that name nobody", {"evidence": (Span(0, 20, "they put a tariff on"),)}),
    ("a pronoun names nobody", {"evidence": (Span(0, 20, "they put a tariff on"),), "actors": (THEY,)}),
]


@pytest.mark.parametrize(("behaviour", "fields"), NO_LINE, ids=[row[0] for row in NO_LINE])
def test_what_makes_no_line_of_the_ledger(behaviour: str, fields: dict[str, Any]) -> None:
    assert not view("measures", told("2025-06-01", 25, when="2025-06-01", **fields))
