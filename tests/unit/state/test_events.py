"""Which accounts are one happening."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import CHINA, TRUMP, USA, XI, document, event, move, stated, tariff, view

from detente.model import Actor, Entry, Record, Source, Span
from detente.state.views import EventLine


def words(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text), text),)


HE, ENVOY = Actor("He Lifeng", "CHN"), Actor("Scott Bessent", "USA")
DAY = "2025-06-05"
STEEL = words("Beijing urged Washington to drop the harbour levies on steel at once")
STEEL_TOO = words("China asked Washington to drop its levies on steel from the harbour")
COAL = words("Beijing urged Washington to buy more winter coal")
ONE = [
    ("the same contact by states and by people", event("r1", when=DAY),
     event("r1", actors=(USA, CHINA), when=DAY)),
    ("a contact, and one of unknown mode", event("r1", mode="phone", when=DAY),
     event("r1", actors=(USA, CHINA), when=DAY)),
    ("a party named besides", event("r1", when=DAY), event("r1", actors=(TRUMP, XI, Actor("Qatar", "QAT")), when=DAY)),
    ("talks of two days and their second day", event("r1", actors=(HE, ENVOY), when="2025-06-04/2025-06-05"),
     event("r1", actors=(USA, CHINA), when=DAY)),
    ("descriptions are no people", event("r1", actors=(HE, ENVOY), when=DAY),
     event("r1", actors=(Actor("Chinese negotiators", "CHN"), USA), when=DAY)),
    ("who is only cited takes no part", event("r1", when=DAY),
     event("r1", actors=(USA, CHINA, Actor("Jane Doe", "USA")), when=DAY, attribution=(Source("Jane Doe", "person"),))),
    ("one request in like words", event("r1", "REQUEST", actors=(CHINA,), targets=(USA,), when=DAY, evidence=STEEL),
     event("r1", "REQUEST", actors=(CHINA,), targets=(USA,), when=DAY, evidence=STEEL_TOO)),
    ("one tariff with its rate, whatever the scope is called", tariff("r1", 10, when=DAY, scope="Chinese goods"),
     tariff("r1", 10, when=DAY, scope="imports from China")),
]  # fmt: skip
MONDAY = words("From Monday, it said.")
TWO = [
    ("two days", event("r1", when=DAY), event("r1", actors=(USA, CHINA), when="2025-06-03")),
    ("two modes", event("r1", mode="phone", when=DAY), event("r1", actors=(USA, CHINA), mode="visit", when=DAY)),
    ("other people", event("r1", when=DAY), event("r1", actors=(HE, ENVOY), when=DAY)),
    ("other states", event("r1", when=DAY), event("r1", actors=(TRUMP, Actor("Japan", "JPN")), when=DAY)),
    ("held and planned", event("r1", when=DAY), event("r1", status="planned", actors=(USA, CHINA), when="2025-06-07")),
    ("requests in other words", event("r1", "REQUEST", actors=(CHINA,), targets=(USA,), when=DAY, evidence=STEEL),
     event("r1", "REQUEST", actors=(CHINA,), targets=(USA,), when=DAY, evidence=COAL)),
    ("two rates", tariff("r1", 10, when=DAY, evidence=MONDAY), tariff("r1", 25, when=DAY, evidence=MONDAY)),
    ("raised and lowered", tariff("r1", 10, "raise", when=DAY, evidence=MONDAY),
     tariff("r1", 10, "lower", when=DAY, evidence=MONDAY)),
    ("two imposers", tariff("r1", 10, when=DAY, evidence=MONDAY),
     tariff("r1", 10, when=DAY, actors=(CHINA,), targets=(USA,),
     scope="US goods", evidence=MONDAY)),
    ("two meetings of a month, of nobody named",
     event("r1", actors=(USA, CHINA), when="2025-05", evidence=STEEL, confidence=0.95),
     event("r1", actors=(USA, CHINA, Actor("Qatar", "QAT")), when="2025-05", evidence=words("They dined in May"),
     confidence=0.95)),
    ("two indices", move("r1", "up", 1.0), move("r1", "up", 1.0, instrument="Nikkei")),
]  # fmt: skip


def told(one: Record, other: Record) -> list[Entry]:
    return [*stated(document("a"), one), *stated(document("b", outlet="Valley News"), other)]


@pytest.mark.parametrize(("behaviour", "one", "other"), ONE, ids=[row[0] for row in ONE])
def test_one_happening(behaviour: str, one: Record, other: Record) -> None:
    [line] = view("timeline", told(one, other))
    assert isinstance(line, EventLine)
    assert len(line.accounts) == 2
    assert line.origins == 2


@pytest.mark.parametrize(("behaviour", "one", "other"), TWO, ids=[row[0] for row in TWO])
def test_two_happenings(behaviour: str, one: Record, other: Record) -> None:
    assert len(view("timeline", told(one, other))) == 2


def test_merged_fields_carry_who_tells_them() -> None:
    [line] = view("timeline", told(event("r1", when=DAY), event("r1", actors=(USA, CHINA), when=DAY)))
    assert isinstance(line, EventLine)
    assert [(day.value, len(day.accounts)) for day in line.days] == [(DAY, 2)]
    assert {party.value for party in line.parties} == {"Donald Trump", "Xi Jinping", "United States", "China"}
    assert all(set(party.accounts) < set(line.accounts) for party in line.parties)


def test_the_date_that_most_documents_give_is_shown() -> None:
    stretch = event("r1", actors=(HE, ENVOY), when="2025-06-04/2025-06-05", confidence=0.9)
    day = event("r1", actors=(HE, ENVOY), when=DAY, confidence=0.7)
    log = [entry for name, one in (("a", stretch), ("b", day), ("c", day)) for entry in stated(document(name), one)]
    [line] = view("timeline", log)
    assert line.clocks.valid is not None
    assert line.clocks.valid.start == DAY
    assert len(line.accounts) == 3


def test_the_account_with_both_parties_is_shown() -> None:
    alone = event("r1", actors=(TRUMP,), when=DAY, confidence=0.9, evidence=STEEL)
    both = event("r1", when=DAY, confidence=0.6, evidence=STEEL_TOO)
    [line] = view("timeline", told(alone, both))
    assert line.subject == both


def test_the_account_with_the_parties_that_most_documents_name_is_shown() -> None:
    strayed = event("r1", actors=(USA, CHINA, Actor("Qatar", "QAT")), when=DAY, confidence=0.9)
    plain = event("r1", actors=(USA, CHINA), when=DAY, confidence=0.6)
    log = [entry for name, one in (("a", strayed), ("b", plain), ("c", plain)) for entry in stated(document(name), one)]
    [line] = view("timeline", log)
    assert line.subject.actors == (USA, CHINA)


ACCOUNTS = [stated(document(f"d{at}"), one) for at, (_, *pair) in enumerate([*ONE, *TWO]) for one in pair[:1]] + [
    stated(document(f"e{at}"), pair[1]) for at, (_, *pair) in enumerate([*ONE, *TWO])
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(ACCOUNTS))
def test_the_order_of_arrival_does_not_matter(accounts: list[tuple[Entry, ...]]) -> None:
    log = [entry for stated_by in accounts for entry in stated_by]
    assert view("timeline", log) == view("timeline", [entry for stated_by in ACCOUNTS for entry in stated_by])
