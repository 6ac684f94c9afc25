"""Typed keys: what meets and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from detente.linking.keys import instrument, quote_key, record_key, record_keys
from detente.linking.scopes import programme, scope_class
from detente.model import Actor, Commitment, Document, Event, Gap, Interval, Measure, Move, Quote, Rate, Span, Speaker

USA, CHINA = Actor("United States", "USA"), Actor("China", "CHN")
TRUMP, XI = Actor("Donald Trump", "USA"), Actor("Xi Jinping", "CHN")
GENEVA = Actor("Geneva", "CHE")
HERE = Document(id="here", text="A text.", published="2025-06-06")
THERE = Document(id="there", text="Another text.", published="2025-06-07")
EVIDENCE = (Span(0, 1, "A"),)


def tariff(**fields: Any) -> Measure:
    given = {"evidence": EVIDENCE, "actors": (USA,), "targets": (CHINA,), "scope": "Chinese goods"} | fields
    return Measure(id="r1", type="tariff", status="happened", action="raise", **given)


def act(kind: str = "CONSULT", day: str | None = "2025-06-05", end: str | None = None, **fields: Any) -> Event:
    when = Interval(day, end or day) if day else None
    given = {"actors": (TRUMP, XI)} | fields
    return Event(id="r1", type=kind, status="happened", evidence=EVIDENCE, when=when, **given)  # type: ignore[arg-type]


SCOPES = [
    ("no scope leaves it open", None, "-"),
    ("some of the goods leave it open", "certain Chinese imports", "-"),
    ("general words mean all goods", "all goods from China", "all"),
    ("the country's adjective is no class", "Chinese goods", "all"),
    ("what a rate follows is no goods", "American goods from 125 percent", "all"),
    ("what a term follows is no goods", "American goods for 90 days and keep a 10 percent tariff", "all"),
    ("a figure ends the goods", "imported steel to 50%", "steel-aluminium"),
    ("a day ends the goods", "brandy originating from Europe on January 5", "wine-spirits"),
    ("other clauses end the goods", "Chinese goods which soybeans cannot replace", "all"),
    ("steel and aluminium are one class", "imported steel and aluminum", "steel-aluminium"),
    ("British and American spelling meet", "aluminium", "steel-aluminium"),
    ("minerals", "seven rare earths and magnets", "rare-earths"),
    ("two classes are kept both", "soybeans and cars", "agriculture+autos"),
    ("a list is named by its value", "$200 billion worth of Chinese imports", "usd-200bn"),
    ("a list's value in words", "50 billion dollars of high tech", "usd-50bn"),
    ("words of no class stay as they are", "crayons", "crayons"),
    ("a word inside another is no class", "a carpet", "carpet"),
]


@pytest.mark.parametrize(("behaviour", "scope", "expected"), SCOPES, ids=[row[0] for row in SCOPES])
def test_scope_classes(behaviour: str, scope: str | None, expected: str) -> None:
    assert scope_class(scope) == expected


PROGRAMMES = [
    ("the reader's own programme holds", tariff(programme="Section 301"), "section 301"),
    ("retaliation is a reason, not a programme", tariff(programme="Retaliation"), "-"),
    ("none named leaves it open", tariff(), "-"),
]


def saying(words: str) -> tuple[Span, ...]:
    return (Span(0, len(words), words),)


PRODUCTS = [
    ("a product that the words name", "whiskey will be taxed 30 percent", "wine-spirits"),
    ("no product", "the tariff stands at 30 percent", "all"),
    ("goods at large", "steel makers welcome a tariff on all goods", "all"),
    ("several products", "cars and steel are taxed", "all"),
]


@pytest.mark.parametrize(("behaviour", "words", "scope"), PRODUCTS, ids=[row[0] for row in PRODUCTS])
def test_the_rate_of_a_product_is_not_given_to_all_goods(behaviour: str, words: str, scope: str) -> None:
    assert record_key(HERE, tariff(scope=None, evidence=saying(words))) == f"measure|USA|CHN|tariff|-|{scope}"


@pytest.mark.parametrize(("behaviour", "measure", "expected"), PROGRAMMES, ids=[row[0] for row in PROGRAMMES])
def test_programmes(behaviour: str, measure: Measure, expected: str) -> None:
    assert programme(measure) == expected


MEET = [
    ("one tariff whatever the rate", tariff(rate=Rate(145, "percent")), tariff(rate=Rate(30, "percent"))),
    ("a person imposes for his country", tariff(actors=(TRUMP,)), tariff()),
    ("a body of the state imposes for it", tariff(actors=(Actor("US Department of Commerce", "USA"),)), tariff()),
    ("an unnamed official imposes for his state", tariff(actors=(Actor("a White House official", "USA"),)), tariff()),
    ("who has no office does not count", tariff(actors=(Actor("analysts", "USA"), TRUMP)), tariff()),
    ("a tariff on a country is one on all its goods", tariff(scope=None), tariff()),
    ("a call of the same two on one day", act(), act(actors=(XI, TRUMP))),
    ("an act with the same actor, target and day", act("ACCUSE", actors=(TRUMP,), targets=(CHINA,)),
     act("ACCUSE", actors=(TRUMP,), targets=(XI,))),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "one", "other"), MEET, ids=[row[0] for row in MEET])
def test_records_of_one_thing_meet(behaviour: str, one: Any, other: Any) -> None:
    assert record_key(HERE, one) == record_key(THERE, other)


APART = [
    ("imposer and target swapped", tariff(), tariff(actors=(CHINA,), targets=(USA,))),
    ("another scope", tariff(), tariff(scope="steel")),
    ("another programme", tariff(programme="fentanyl"), tariff(programme="reciprocal")),
    ("the imposer is not known", tariff(actors=()), tariff(actors=())),
    ("private people impose nothing", tariff(actors=(Actor("carmakers in the United States", "USA"),)), tariff()),
    ("an outlet imposes nothing", tariff(actors=(Actor("Reuters", "USA"),)), tariff()),
    ("a town of talks imposes nothing", tariff(actors=(GENEVA,)), tariff(actors=(GENEVA,))),
    ("a tariff on its own goods", tariff(actors=(CHINA,), targets=(USA,)), tariff(actors=(CHINA,), targets=(USA,))),
    ("two states run together", tariff(actors=(USA, CHINA), targets=()), tariff(actors=(USA,), targets=())),
    ("another day", act(), act(day="2025-06-06")),
    ("an act without a date", act(day=None), act(day=None)),
    ("a month is no day", act(day="2025-06"), act()),
    ("other people on the same day", act(), act(actors=(Actor("Marco Rubio", "USA"), XI))),
    ("who accuses whom", act("ACCUSE", actors=(TRUMP,), targets=(CHINA,)),
     act("ACCUSE", actors=(CHINA,), targets=(TRUMP,))),
    ("gaps of two documents", Gap(id="r1", status="negated", evidence=EVIDENCE),
     Gap(id="r1", status="negated", evidence=EVIDENCE)),
    ("unnamed export controls", tariff(scope=None), Measure(id="r1", type="export-control", status="ongoing",
     action="keep", evidence=EVIDENCE, actors=(USA,), targets=(CHINA,))),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "one", "other"), APART, ids=[row[0] for row in APART])
def test_records_of_different_things_stay_apart(behaviour: str, one: Any, other: Any) -> None:
    assert record_key(HERE, one) != record_key(THERE, other)


def test_a_commitment_is_known_by_who_to_whom_and_when() -> None:
    due = Interval(None, "2025-08-12")
    pledge = Commitment(id="r1", status="planned", evidence=EVIDENCE, actors=(CHINA,), targets=(USA,), due=due)
    assert record_key(HERE, pledge) == "commitment|CHN|USA|2025-08-12"


def test_two_accusations_of_one_document_are_two() -> None:
    rows = [act("ACCUSE", actors=(TRUMP,), targets=(CHINA,)), act("ACCUSE", actors=(TRUMP,), targets=(CHINA,))]
    rows[1] = Event(**{name: getattr(rows[1], name) for name in rows[1].__struct_fields__} | {"id": "r2"})
    assert len(set(record_keys(HERE, rows))) == 2


def test_one_call_told_twice_in_a_document_is_one() -> None:
    assert len(set(record_keys(HERE, [act(), act()]))) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dow Jones Industrial Average", "dow-jones"),
        ("the Dow Jones", "dow-jones"),
        ("Shanghai Composite Index", "shanghai"),
        ("Dow Jones futures", "dow-jones-futures"),
        ("the index", "index"),
    ],
)
def test_instruments(name: str, expected: str) -> None:
    assert instrument(name) == expected


def test_a_move_needs_its_day() -> None:
    rise = Move(id="r1", status="happened", evidence=EVIDENCE, instrument="Dow", direction="up")
    assert record_key(HERE, rise) == "move|here|r1"


def said(words: str, kind: str = "direct", speaker: str | None = "Donald Trump") -> Quote:
    who = Speaker(speaker, "USA", "person") if speaker else None
    return Quote(id="q1", content=Span(0, len(words), words), kind=kind, speaker=who)  # type: ignore[arg-type]


LONG = "We will make a fair deal with them this summer"
QUOTES = [
    ("exact words meet whatever the marks", said(LONG), said(LONG + "!"), True),
    (
        "apostrophes of both shapes meet",
        said("We don't want a fight over it"),
        said("We don’t want a fight over it"),
        True,
    ),
    ("other words do not", said(LONG), said("We will make a fine deal with them this summer"), False),
    ("another speaker does not", said(LONG), said(LONG, speaker="Scott Bessent"), False),
    ("indirect speech never", said(LONG, "indirect"), said(LONG, "indirect"), False),
    ("a speaker not named never", said(LONG, speaker=None), said(LONG, speaker=None), False),
    ("a few words only on the same day", said("very good"), said("very good"), False),
]


@pytest.mark.parametrize(("behaviour", "one", "other", "meet"), QUOTES, ids=[row[0] for row in QUOTES])
def test_quotes(behaviour: str, one: Quote, other: Quote, meet: bool) -> None:
    assert (quote_key(HERE, one) == quote_key(THERE, other)) is meet
