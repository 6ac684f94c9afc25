"""What is contested, and what is not: different wordings of one fact never are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from small_log import CHINA, TRUMP, USA, document, event, move, quote, stated, tariff, view

from detente.model import Actor, Entry, Quote, Record, Span
from detente.state.views import ContestedLine

POST = "I like the man from the north, I always did and I do now, but he is very tough to make a deal with"
OTHERWISE = "I like the man from the north, always did and do now, but he is very stubborn, tough to bargain with"
LEDGER = [
    *stated(document("w", "2025-02-04"), tariff("r1", 10, when="2025-02-04")),
    *stated(document("x", "2025-04-10"), tariff("r1", 125, "raise", when="2025-04-09")),
    *stated(document("y", "2025-05-14"), tariff("r1", 30, "lower", when="2025-05-14")),
]


def contested(log: Sequence[Entry], day: str = "2025-06-10") -> list[ContestedLine]:
    return [line for line in view("contested", log, day) if isinstance(line, ContestedLine)]


def two(one: Record | Quote, other: Record | Quote, log: Sequence[Entry] = ()) -> list[ContestedLine]:
    """What two documents of a day that say one thing each contradict each other in."""
    return contested([*log, *stated(document("a"), one), *stated(document("b", outlet="Valley News"), other)])


def talked(words: str) -> Record:
    """A call of the two presidents, told in these words."""
    return event("r1", when="2025-06-05", mode="phone", evidence=(Span(0, len(words), words),))


SO = [
    ("one says it happened, one that it did not", event("r1", when="2025-06-05"),
     event("r1", status="negated", when="2025-06-05"), "outcome"),
    ("one act on one day with two rates", tariff("r1", 50, "raise", when="2025-06-04"),
     tariff("r1", 25, "raise", when="2025-06-04"), "rate"),
    ("two ends of one suspension", tariff("r1", 24, "suspend", when="2025-05-14/2025-08-12"),
     tariff("r1", 24, "suspend", when="2025-05-14/2025-08-22"), "expiry"),
    ("an index that closed up and down", move("r1", "up", 160, "close"), move("r1", "down", 108, "close"), "direction"),
    ("two changes at the close", move("r1", "down", 108, "close"), move("r1", "down", 208, "close"), "change"),
    ("one call on two days", event("r1", when="2025-06-05", mode="phone"),
     event("r1", when="2025-06-04", mode="phone"), "day"),
    ("one call of two lengths", talked("held a 90-minute call"), talked("spoke by phone for half an hour"), "length"),
    ("one long word of a post", quote("q1", POST, venue="Truth Social"),
     quote("q1", POST.replace("tough", "difficult"), venue="social media"), "words"),
    ("what is quoted within other words", quote("q1", f'he wrote "{POST}"', kind="mixed", venue="Truth Social"),
     quote("q1", POST.replace("tough", "difficult"), venue="Truth Social"), "words"),
    ("a remark in other words", quote("q1", POST),
     quote("q1", OTHERWISE), "words"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "one", "other", "field"), SO, ids=[row[0] for row in SO])
def test_contested(behaviour: str, one: Record | Quote, other: Record | Quote, field: str) -> None:
    [line] = two(one, other)
    assert line.field == field
    assert {line.evidence[0].document, line.against_evidence[0].document} == {"a", "b"}
    assert line.ground


NOT_SO = [
    ("the same call", event("r1", when="2025-06-05"), event("r1", when="2025-06-05")),
    ("calls a week apart", event("r1", when="2025-06-05", mode="phone"),
     event("r1", when="2025-05-29", mode="phone")),
    ("talks go on for days", event("r1", when="2025-06-05"), event("r1", when="2025-06-04")),
    ("a day that the reader is not sure of", event("r1", when="2025-06-05", mode="phone"),
     event("r1", when="2025-06-04", mode="phone", when_confidence=0.4)),
    ("one length in two wordings", talked("held a 90-minute call"), talked("talked for more than an hour")),
    ("a length and none", talked("held a 90-minute call"), talked("spoke by phone an hour before the market opened")),
    ("calls of other people", event("r1", when="2025-06-05", mode="phone"),
     event("r1", when="2025-06-04", mode="phone", actors=(TRUMP, Actor("Li Qiang", "CHN")))),
    ("one word of a speech may be heard in two ways", quote("q1", POST),
     quote("q1", POST.replace("tough", "difficult"))),
    ("two forms of a word in a post", quote("q1", POST, venue="Truth Social"),
     quote("q1", POST.replace("tough", "tougher"), venue="Truth Social")),
    ("planned, then held", event("r1", status="planned", when="2025-06-05"), event("r1", when="2025-06-05")),
    ("denied for another day", event("r1", when="2025-06-05"), event("r1", status="negated", when="2025-06-04")),
    ("a rate and a bound on it", tariff("r1", 50, "raise", when="2025-06-04"),
     tariff("r1", 50, "raise", when="2025-06-04", bound="max")),
    ("a rise and a fall on two days", tariff("r1", 50, "raise", when="2025-06-04"),
     tariff("r1", 30, "lower", when="2025-06-05")),
    ("two rates of two scopes", tariff("r1", 50, "raise", when="2025-06-04", scope="steel"),
     tariff("r1", 25, "raise", when="2025-06-04", scope="cars")),
    ("two rates known to the month", tariff("r1", 50, "raise", when="2025-06"),
     tariff("r1", 25, "raise", when="2025-06")),
    ("one end less precise", tariff("r1", 24, "suspend", when="2025-05-14/2025-08-12"),
     tariff("r1", 24, "suspend", when="2025-05-14/2025-08")),
    ("up in the session, down at the close", move("r1", "up", 160, "intraday"), move("r1", "down", 108, "close")),
    ("one figure rounded", move("r1", "down", 108.0, "close"), move("r1", "down", 107.9, "close", unit="points")),
    ("points and percent", move("r1", "down", 108, "close"), move("r1", "down", 0.25, "close", unit="percent")),
    ("a part of the remark", quote("q1", POST), quote("q1", "I always did and I do now, but he is very tough")),
    ("a remark cut with dots", quote("q1", POST),
     quote("q1", "I like the man from the north ... he is very tough to make")),
    ("a remark with brackets", quote("q1", POST),
     quote("q1", "I like the man from the north, I always did and I do now, but [he] is very tough to make a deal")),
    ("a letter lost", quote("q1", POST), quote("q1", POST.replace("deal", "deals") + " now")),
    ("the same opening of another remark",
     quote("q1", "The people of this great land have told me that bread costs more"),
     quote("q1", "The people of this great land have told me to build ships and harbours again for the navy")),
    ("another remark", quote("q1", POST),
     quote("q1", "We are going to look at every one of these ships and ports next")),
    ("a translated remark", quote("q1", POST, "Xi Jinping", "CHN"),
     quote("q1", OTHERWISE, "Xi Jinping", "CHN")),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "one", "other"), NOT_SO, ids=[row[0] for row in NOT_SO])
def test_not_contested(behaviour: str, one: Record | Quote, other: Record | Quote) -> None:
    assert two(one, other) == []


def test_the_post_itself_is_what_reports_of_it_are_held_against() -> None:
    post = quote("q1", POST, venue="Truth Social", rule="introduced")
    log = [*stated(document("a", "2025-06-05"), quote("q1", OTHERWISE)), *stated(document("b", "2025-06-06"), post)]
    [line] = contested(log)
    assert (line.evidence[0].document, line.against_evidence[0].document) == ("a", "b")
    assert line.ground == "the words differ: not in the post itself: stubborn, bargain"


def test_of_quotes_alike_in_length_the_earlier_is_held_for_the_original() -> None:
    log = [*stated(document("a", "2025-06-06"), quote("q1", OTHERWISE)),
           *stated(document("b", "2025-06-05"), quote("q1", POST))]  # fmt: skip
    [line] = contested(log)
    assert line.evidence[0].document == "a"


def test_a_sentence_more_at_its_end_is_no_other_wording() -> None:
    assert (
        two(quote("q1", POST), quote("q1", POST.replace("very", "quite") + ". Bread costs more, remember Friday")) == []
    )


def test_a_fuller_misread_denial_without_a_negation_contests_nothing() -> None:
    words = (Span(0, 13, "They will see"),)
    assert two(event("r1", when="2025-06-05"), event("r1", status="negated", when="2025-06-05", evidence=words)) == []


def test_one_document_does_not_contradict_itself() -> None:
    rates = [tariff(f"r{rate}", rate, "raise", when="2025-06-04") for rate in (25, 50)]
    assert contested(stated(document("a"), *rates)) == []


STALE = tariff("r1", 125, "keep", "ongoing", bound="max", scope="certain Chinese imports")


def test_a_rate_told_as_in_force_that_was_lowered_is_stale() -> None:
    [line] = contested([*LEDGER, *stated(document("a"), STALE)])
    assert line.field == "stale rate"
    assert line.ground == (
        "told as in force: up to 125 percent; the ledger has 30 percent since 2025-05-14, when it was cut from 125"
    )


def test_a_rate_that_was_the_other_partys_is_stale() -> None:
    words = (Span(0, 43, "its own tariff from 120 percent to 10 percent"),)
    given: dict[str, Any] = {"actors": (CHINA,), "targets": (USA,), "scope": "American goods", "evidence": words}
    theirs = tariff("r1", 10, "lower", when="2025-05-14", **given)
    told = tariff("r1", 120, "keep", "ongoing")
    [line] = contested([*LEDGER, *stated(document("t", "2025-05-14"), theirs), *stated(document("a"), told)])
    assert (line.field, line.against_evidence[0].document) == ("stale rate", "y")


def test_a_rate_is_stale_where_the_cut_itself_says_what_was_before() -> None:
    words = "The United States will lower its tariff on China from 125 percent to 30 percent from May 14"
    cut = tariff("r1", 30, "lower", "planned", when="2025-05-14", evidence=(Span(0, len(words), words),))
    [line] = contested([*stated(document("c", "2025-05-12"), cut), *stated(document("a"), STALE)])
    assert line.ground.endswith("the ledger has 30 percent since 2025-05-14, when it was cut from 125")


def test_a_call_told_on_the_day_of_fewer_texts_stands_to_be_checked() -> None:
    days = {"a": "2025-06-05", "b": "2025-06-05", "c": "2025-06-04"}
    log = [entry for name, day in days.items() for entry in stated(document(name), event("r1", when=day, mode="phone"))]
    [line] = contested(log)
    assert (line.evidence[0].document, line.ground) == ("c", "the day of the call: 2025-06-04 against 2025-06-05")


def test_two_calls_that_one_text_tells_of_are_two() -> None:
    calls = [event(f"r{day}", when=f"2025-06-0{day}", mode="phone") for day in (4, 5)]
    assert contested([*stated(document("a"), *calls), *stated(document("b"), calls[0])]) == []


def test_a_cut_by_so_much_is_no_rate_in_force() -> None:
    cut = stated(document("z", "2025-05-15"), tariff("r1", 115, "lower", when="2025-05-15"))
    [line] = contested([*LEDGER, *cut, *stated(document("a"), STALE)])
    assert "the ledger has 30 percent since 2025-05-14" in line.ground


NOT_STALE = [
    ("told while it was in force", document("a", "2025-04-20"), STALE),
    ("the rate that is in force", document("a"), tariff("r1", 30, "keep", "ongoing")),
    ("a rate that never was the general one", document("a"), tariff("r1", 25, "keep", "ongoing")),
    (
        "a lower rate may be a part of the one in force",
        document("a", "2025-04-20"),
        tariff("r1", 10, "keep", "ongoing"),
    ),
    ("a rate on other goods", document("a"), tariff("r1", 125, "keep", "ongoing", scope="cars")),
    ("told as history", document("a"), tariff("r1", 125, "impose", "happened")),
]


@pytest.mark.parametrize(("behaviour", "doc", "measure"), NOT_STALE, ids=[row[0] for row in NOT_STALE])
def test_not_stale(behaviour: str, doc: object, measure: Record) -> None:
    assert contested([*LEDGER, *stated(doc, measure)]) == []  # type: ignore[arg-type]


def test_a_contested_line_says_so_in_every_view() -> None:
    log = [*stated(document("a"), event("r1", when="2025-06-05")),
           *stated(document("b"), event("r1", status="negated", when="2025-06-05"))]  # fmt: skip
    assert [line.standing for line in view("meetings", log)] == ["contested"]


def test_what_is_published_after_the_day_contests_nothing() -> None:
    log = [*stated(document("a", "2025-06-05"), event("r1", when="2025-06-05")),
           *stated(document("b", "2025-06-08"), event("r1", status="negated", when="2025-06-05"))]  # fmt: skip
    assert contested(log, "2025-06-06") == []
