"""Records by rule, from proposal to filled record."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Commitment, Interval, Measure, Move, Rate, Record
from detente.reading import mentions, sentences, times
from detente.reading.coreference import Resolver
from detente.reading.page import Page, RecordProposal
from detente.reading.quotes import attribution
from detente.reading.quotes import rules as quote_rules
from detente.reading.records import rules
from detente.reading.records.filling import fill


def page_of(text: str, published: str | None = "2025-06-06") -> Page:
    split = sentences.split(text)
    return Page(
        text=text,
        published=published,
        sentences=split,
        mentions=mentions.find(text, split, published),
        times=times.find(text, split, published),
    )


@functools.cache
def records_of(text: str, *proposals: RecordProposal) -> tuple[Record, ...]:
    """The records of the proposals, or of the rules' own where none is given."""
    page = page_of(text)
    resolver = Resolver(page.text, page.sentences, page.mentions, page.published)
    quotes = attribution.attribute(page, quote_rules.propose(page, False), resolver)
    return fill(page, proposals or rules.propose(page), resolver, quotes, "doc")


def of_kind(text: str, kind: str) -> Record:
    """The one record of the kind."""
    (record,) = [r for r in records_of(text) if r.kind == kind]
    return record


EVENTS = [
    ("who accuses stands left", "China accused the United States of breaking its word.", "ACCUSE", "CHN", "USA"),
    ("a passive turns the parties round", "China was accused by the United States of spying.", "ACCUSE", "USA", "CHN"),
    ("a refusal has its addressee", "Tokyo rejected a request from Washington.", "REJECT", "JPN", "USA"),
    ("who urges asks", "China urged the United States to scrap its port fees.", "REQUEST", "CHN", "USA"),
]


@pytest.mark.parametrize(("behaviour", "text", "type_", "actor", "target"), EVENTS, ids=[e[0] for e in EVENTS])
def test_an_event_has_its_parties(behaviour: str, text: str, type_: str, actor: str, target: str) -> None:
    found = [r for r in records_of(text) if r.type == type_]
    assert [[a.country for a in r.actors] for r in found] == [[actor]]
    assert [[a.country for a in r.targets] for r in found] == [[target]]
    assert found[0].status == "happened"


def test_all_parties_of_talks_are_actors() -> None:
    record = of_kind("Chinese and U.S. negotiators met in Geneva on Monday.", "event")
    assert record.type == "CONSULT"
    assert {a.country for a in record.actors} >= {"CHN", "USA"}
    assert record.targets == ()
    assert record.when == Interval("2025-06-02", "2025-06-02")


def test_a_measure_has_rate_scope_target_and_date() -> None:
    record = of_kind("Beijing imposed tariffs of 15% on U.S. cotton in May.", "measure")
    assert isinstance(record, Measure)
    assert (record.type, record.action, record.status) == ("tariff", "impose", "happened")
    assert record.rate == Rate(15.0, "percent")
    assert record.scope == "U.S. cotton"
    assert [a.country for a in (*record.actors, *record.targets)] == ["CHN", "USA"]
    assert record.when == Interval("2025-05", "2025-05")


def test_a_threat_is_uttered_and_its_measure_threatened() -> None:
    found = records_of("Washington threatened to impose tariffs of up to 80% on Chinese drones unless Beijing yields.")
    assert {(r.type, r.status) for r in found} == {("THREATEN", "happened"), ("tariff", "threatened")}
    assert [r.rate for r in found if isinstance(r, Measure)] == [Rate(80.0, "percent", "max")]


def test_what_was_not_done_is_negated() -> None:
    assert of_kind("Beijing has not imposed tariffs on U.S. cotton.", "measure").status == "negated"


def test_a_programme_is_named() -> None:
    record = of_kind("Section 301 tariffs on Chinese goods were suspended until August.", "measure")
    assert isinstance(record, Measure)
    assert (record.programme, record.action) == ("Section 301", "suspend")


def test_a_gap_is_negated() -> None:
    record = of_kind("It is unclear whether the talks will resume.", "gap")
    assert record.status == "negated"


def test_a_commitment_has_its_due_date() -> None:
    text = "Canada promised to open its dairy market by 9 July."
    (record,) = records_of(
        text, RecordProposal(start=0, end=len(text), kind="commitment", type="commitment", rule="test")
    )
    assert isinstance(record, Commitment)
    assert record.due == Interval(None, "2025-07-09")


MOVES = [
    (
        "an index has points, direction and basis",
        "The Dow fell 312 points, or 1.2%, to close lower.",
        [("Dow Jones Industrial Average", "down", 312.0, "points", "close")],
    ),
    (
        "each instrument has the close or the moment of its own words",
        "The Dow rose 90 points at midday, while the Nikkei closed 0.7 percent lower.",
        [
            ("Dow Jones Industrial Average", "up", 90.0, "points", "intraday"),
            ("Nikkei 225", "down", 0.7, "percent", "close"),
        ],
    ),
    (
        "'ended' tells of a close where a figure or a direction follows",
        "The Dow ended 312 points lower.",
        [("Dow Jones Industrial Average", "down", 312.0, "points", "close")],
    ),
    (
        "and not where something else came to its end",
        "The Dow gained 0.9 percent as the wait ended over whether duties would rise.",
        [("Dow Jones Industrial Average", "up", 0.9, "percent", None)],
    ),
    (
        "a close that is told of several holds for each of them",
        "At the close the Dow was down 0.4 percent and the Nasdaq up 0.1 percent.",
        [
            ("Dow Jones Industrial Average", "down", 0.4, "percent", "close"),
            ("Nasdaq Composite", "up", 0.1, "percent", "close"),
        ],
    ),
    (
        "what another is told in does not move",
        "The peso fell 0.8 percent to 19.7 per dollar.",
        [("Mexican peso", "down", 0.8, "percent", None)],
    ),
    (
        "what only says what the next one is does not move by itself",
        "Its main stock index, the Nikkei 225, gained 1.1 percent.",
        [("Nikkei 225", "up", 1.1, "percent", None)],
    ),
    (
        "each instrument is a move of its own",
        "The Nasdaq rose 0.8% while gold slipped.",
        [("Nasdaq Composite", "up", 0.8, "percent", None), ("gold", "down", None, None, None)],
    ),
]


@pytest.mark.parametrize(("behaviour", "text", "expected"), MOVES, ids=[m[0] for m in MOVES])
def test_a_move_is_read(behaviour: str, text: str, expected: list[tuple[object, ...]]) -> None:
    found = [r for r in records_of(text) if isinstance(r, Move)]
    assert [(m.instrument, m.direction, m.change, m.unit, m.basis) for m in found] == expected


def test_inside_a_quote_the_quotes_chain_holds() -> None:
    text = "“We urge the United States to scrap its port fees,” Chinese Foreign Minister Wang Yi said."
    (record,) = [r for r in records_of(text) if r.type == "REQUEST"]
    assert [s.name for s in record.attribution] == ["Wang Yi"]
    assert [a.name for a in record.actors] == ["Wang Yi"]


def test_weather_is_no_record() -> None:
    assert records_of("The weather was mild and the hills were green.") == ()


def test_the_proposals_own_status_and_parties_hold() -> None:
    text = "China accused the United States of breaking its word."
    given_ = RecordProposal(
        start=0, end=len(text), kind="event", type="ACCUSE", status="planned", actors=(), targets=(0,), rule="test"
    )
    (record,) = records_of(text, given_)
    assert (record.status, record.actors, [a.country for a in record.targets]) == ("planned", (), ["CHN"])


def test_ids_follow_from_the_place() -> None:
    text = "Tokyo rejected a request from Washington."
    assert [r.id for r in records_of(text)] == [r.id for r in records_of.__wrapped__(text)]
    assert all(r.id.startswith("r-") and len(r.id) == 14 for r in records_of(text))


def test_what_is_in_the_readers_own_few_words() -> None:
    for _, text, *_ in EVENTS:
        for record in records_of(text):
            assert 0 < len(record.what.split()) <= 15


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Ch 1na%$ tarifs.”“’,;\n\u00e9\u200b🙂", max_size=80))
def test_any_text_gives_verbatim_evidence(text: str) -> None:
    for record in fill(page := page_of(text), rules.propose(page), None, (), "doc"):
        assert all(span.matches(text) for span in record.spans)


def test_a_table_is_read_in_bounds() -> None:
    text = "Dow fell tariffs imposed China " * 2000
    assert len(records_of(text)) < 400


def test_an_utterance_is_told_by_the_document() -> None:
    text = "China accused the United States of spying, saying its ports were watched."
    (record,) = [r for r in records_of(text) if r.type == "ACCUSE"]
    assert record.attribution == ()
