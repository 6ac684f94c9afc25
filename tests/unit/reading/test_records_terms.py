"""What a record says of who, when and on what terms: the classes of error that cost a desk most."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Document, Interval, Measure, Record
from detente.reading.records import datelines
from detente.reading.rules import RulesReader

READER = RulesReader()


def records(text: str, published: str | None = "2025-06-06") -> tuple[Record, ...]:
    return READER.read(Document(id="d", text=text, published=published)).records


def measures(text: str, published: str | None = "2025-06-06") -> list[Measure]:
    return [r for r in records(text, published) if isinstance(r, Measure)]


DATELINES = [
    ("city, day and agency", "GENEVA, May 13 (Meridian Wire) - The ministry spoke.", "The ministry spoke."),
    ("city and agency", "BEIJING/TOKYO (Meridian) — Exports fell.", "Exports fell."),
    ("city and dash alone", "NEW YORK — Stocks rose.", "Stocks rose."),
    ("agency alone", "(Meridian Wire) Xi left.", "Xi left."),
    ("a name set off by two dashes is none", "NATO — an alliance — agreed.", "NATO — an alliance — agreed."),
    ("a hyphen between states is none", "US - China talks stalled.", "US - China talks stalled."),
]


@pytest.mark.parametrize(("behaviour", "text", "rest"), DATELINES, ids=[d[0] for d in DATELINES])
def test_a_dateline_is_told_from_the_text(behaviour: str, text: str, rest: str) -> None:
    assert text[datelines.after(text, 0, len(text)) :] == rest


def test_a_dateline_is_neither_party_nor_evidence_nor_date() -> None:
    text = "LONDON, June 4 (Meridian Wire) - The United States imposed tariffs of 15 percent on Chinese pumps."
    (measure,) = measures(text)
    assert measure.evidence[0].text.startswith("The United States")
    assert [a.country for a in (*measure.actors, *measure.targets)] == ["USA", "CHN"]
    assert measure.when != Interval("2025-06-04", "2025-06-04")


def test_a_place_of_talks_takes_no_part_in_them() -> None:
    (talks,) = [
        r for r in records("China and the United States held talks in Geneva on Monday.") if r.type == "CONSULT"
    ]
    assert {a.name for a in talks.actors} == {"China", "United States"}


@pytest.mark.parametrize("voice", ["A White House official", "Analysts at Northgate", "Two people close to the talks"])
def test_a_voice_without_a_name_imposes_nothing(voice: str) -> None:
    found = measures(f"{voice} said the United States imposed new tariffs on Chinese steel.")
    assert [{a.name for a in measure.actors} for measure in found] == [{"United States"}]


def test_a_spokesman_imposes_nothing_himself() -> None:
    (measure,) = measures("Lin Jian: We have imposed tariffs of 15 percent on American coal.")
    assert [a.name for a in measure.actors] == ["China"]


def test_what_a_ministry_says_of_its_state_the_state_does() -> None:
    (measure,) = measures("China's Ministry of Commerce said China will suspend its tariffs on American goods.")
    assert measure.actors[0].name == "China"


def test_both_sides_are_the_two_parties() -> None:
    text = "China and the United States met on Monday. Both sides agreed to a truce."
    (truce,) = [r for r in records(text) if r.type == "AGREE"]
    assert {a.country for a in truce.actors} == {"CHN", "USA"}


RATES = [
    (
        "a range gives where it leads",
        "China lowered its tariff on American goods from 125 percent to 10 percent.",
        10.0,
    ),
    (
        "a difference is no level",
        "The United States lowered its tariffs on Chinese goods by 115 percentage points.",
        None,
    ),
    ("a bound may stand in the way", "India raised duties on American nuts to as much as 25 percent.", 25.0),
    ("a second figure may lack its sign", "Peru raised its tariff on Chinese goods from 10% to 25 (from March).", 25.0),
    ("what it is raised to may stand far off", "Peru raised tariffs of 10% on most Chinese goods to 25% in May.", 25.0),
    ("half of a figure is none", "Peru cut its tariff on Chinese goods to two and a half percent.", None),
    ("what it is raised from is no rate", "Peru raised its tariff on Chinese goods from the current 10 percent.", None),
    ("what is spared stands all the same", "China exempted American drugs from its 125 percent tariffs.", 125.0),
    ("a share is no rate", "China imposed tariffs on 90 percent of American farm goods.", None),
    ("a growth is no rate", "Despite the tariffs on China, exports rose 13.2 percent.", None),
    ("a reduction is no rate", "China announced a reduction of 115% in its tariffs on American goods.", None),
]


@pytest.mark.parametrize(("behaviour", "text", "value"), RATES, ids=[r[0] for r in RATES])
def test_a_rate_is_the_level_of_a_duty(behaviour: str, text: str, value: float | None) -> None:
    assert [m.rate.value if m.rate else None for m in measures(text)] == [value]


RANGES = [
    ("a range has a highest rate", "China put duties ranging from 5 to 25 percent on American goods.", (25.0, "max")),
    ("as with a hyphen", "China put 5%-25% tariffs on American goods.", (25.0, "max")),
    ("of two rates, the one is not left for the other", "China put tariffs of 5 to 25 percent on American goods.",
     (25.0, "max")),
    ("a change is no range", "China raised its tariff on American goods from 5 percent to 25 percent.", (25.0, None)),
    ("more than a figure is at least that", "India charges tariffs higher than 80% on American cars.", (80.0, "min")),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "text", "rate"), RANGES, ids=[r[0] for r in RANGES])
def test_a_rate_says_no_more_than_the_words(behaviour: str, text: str, rate: tuple[float, str | None]) -> None:
    assert [m.rate and (m.rate.value, m.rate.bound) for m in measures(text)] == [rate]


def test_a_rate_and_its_part_are_two_measures_with_the_programme_of_each() -> None:
    found = measures("The American tariff on Chinese goods is now at 30 percent, with a 10 percent reciprocal tariff.")
    assert [(m.rate.value if m.rate else None, m.programme) for m in found] == [
        (30.0, None),
        (10.0, "Reciprocal tariffs"),
    ]


SIDES = [
    (
        "who charges is named behind",
        "Brazil is angry over the tariff charged to Brazil by the United States.",
        "USA",
        "BRA",
    ),
    ("who faces it bears it", "The United States said China faces a 145% tariff.", "USA", "CHN"),
    ("a war with somebody names no imposer", "In the trade war with China, Trump put tariffs on steel.", "USA", "CHN"),
    ("who is targeted bears it", "Trump announced a 25 percent tariff targeting India.", "USA", "IND"),
    ("a state's own tariffs are its own", "American farmers are hurt by Canadian tariffs on US goods.", "CAN", "USA"),
    ("who pays and who is paid", "Tariffs of 25% are paid to the United States by Peru.", "USA", "PER"),
]


@pytest.mark.parametrize(("behaviour", "text", "actor", "target"), SIDES, ids=[s[0] for s in SIDES])
def test_sides(behaviour: str, text: str, actor: str, target: str) -> None:
    found = [m for m in measures(text) if m.type == "tariff"]
    assert {(m.actors[0].country, m.targets[0].country) for m in found if m.actors and m.targets} == {(actor, target)}


def test_two_rates_are_two_measures() -> None:
    found = measures("Trump put duties of 25 percent on timber and 10 percent on copper.")
    assert [(m.rate.value if m.rate else None, m.scope) for m in found] == [(25.0, "timber"), (10.0, "copper")]


def test_the_rate_of_a_second_act_is_not_the_first_ones() -> None:
    found = measures("China will suspend its tariffs on American goods for 90 days and keep a 10 percent tariff.")
    assert [(m.action, m.rate, m.scope) for m in found][:1] == [("suspend", None, "American goods")]


SCOPES = [
    (
        "a rate that follows",
        "China cut its tariffs on American goods from 125 percent to 10 percent.",
        "American goods",
    ),
    ("a joined noun stays", "Trump imposed tariffs on steel and aluminum in March.", "steel and aluminum"),
    ("where they come from stays", "Trump imposed tariffs on all imports from Mexico.", "all imports from Mexico"),
    ("a sum of goods", "China raised duties on $60 billion in U.S. goods to 25 percent.", "$60 billion in U.S. goods"),
    ("a sum behind another word", "A 10 percent duty applies to $200 billion of Chinese imports.",
     "$200 billion of Chinese imports"),
    ("goods named before the noun", "Trump raised the steel and aluminum tariffs in June.", "steel and aluminum"),
    ("a reason is no scope", "Trump raised tariffs on China because of fentanyl.", None),
    ("grounds are no scope", "Trump imposed a tariff of 20 percent on the grounds of national security.", None),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "text", "scope"), SCOPES, ids=[s[0] for s in SCOPES])
def test_a_scope_ends_with_the_goods(behaviour: str, text: str, scope: str) -> None:
    assert [m.scope for m in measures(text)] == [scope]


DATES = [
    (
        "two days joined are one stretch",
        "Bessent met He Lifeng in Geneva on May 10 and 11.",
        "2025-05-10",
        "2025-05-11",
    ),
    ("what happened this week is over by publication", "Bessent met He Lifeng this week.", "2025-06-02", "2025-06-06"),
    ("a month stays a month", "Bessent met He Lifeng in May.", "2025-05", "2025-05"),
]


@pytest.mark.parametrize(("behaviour", "text", "start", "end"), DATES, ids=[d[0] for d in DATES])
def test_a_date_is_as_precise_as_the_text(behaviour: str, text: str, start: str, end: str) -> None:
    assert [r.when for r in records(text) if r.type == "CONSULT"] == [Interval(start, end)]


def test_without_a_date_of_publication_no_day_is_made_up() -> None:
    found = measures("On Friday the United States imposed new tariffs on Chinese steel.", None)
    assert [one.when for one in found] == [None]


WORDS = st.sampled_from(
    [
        "GENEVA,",
        "May 13",
        "(AP)",
        "-",
        "—",
        "China",
        "both sides",
        "25 percent",
        "on steel",
        "and",
        "tariffs",
        "by",
        ".",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_order_of_words_is_read_without_an_error(text: str) -> None:
    for record in records(text):
        assert all(text[s.start : s.end] == s.text for s in record.evidence)
