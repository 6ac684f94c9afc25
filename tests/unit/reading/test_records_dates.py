"""Which stretches of time a record may have, and which it gets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Document, Interval, Status
from detente.reading.page import RecordProposal
from detente.reading.page_reader import page_of
from detente.reading.records import dates, dates_elsewhere, whens
from detente.reading.records.dates_document import document_day
from detente.reading.records.frames import Frame, frame
from detente.reading.records.whens_features import Candidate

FRIDAY, SUNDAY = "2025-06-06", "2025-06-08"


def framed(text: str, sentence: int = -1, *, kind: str = "event:CONSULT", published: str | None = FRIDAY) -> Frame:
    """The frame of a record that one sentence of a text tells, the last one where none is said."""
    page = page_of(Document(id="d", text=text, published=published))
    held = page.sentences[sentence]
    name, type_ = kind.split(":")
    found = frame(page, RecordProposal(start=held.start, end=held.end, kind=name, type=type_, rule="test"))  # type: ignore[arg-type]
    assert found is not None
    return found


def possible(text: str, status: Status, **more: str) -> set[tuple[str | None, str | None]]:
    """The stretches that the expressions of a text leave possible."""
    held = framed(text, **more)  # type: ignore[arg-type]
    return {
        (d.interval.start, d.interval.end)
        for d in dates.in_sentence(held, status)
        if not dates.impossible(held, status, d)
    }


READINGS: list[tuple[str, str, Status, set[tuple[str | None, str | None]]]] = [
    ("what goes on since a day is open", "They have met since 14 May.", "ongoing", {("2025-05-14", None)}),
    ("what happened since then ends now", "They have met twice since 14 May.", "happened", {("2025-05-14", FRIDAY)}),
    ("what is to end by a day is open before it", "They are to meet by 9 July.", "planned", {(None, "2025-07-09")}),
    ("what happened this week is over", "They met this week.", "happened", {("2025-06-02", FRIDAY)}),
    ("what happened this year ends this month", "They met often this year.", "happened", {("2025-01", "2025-06")}),
    ("what happened is not to come", "They met before the vote, which is due on 9 July.", "happened", set()),
    ("two days joined are one", "They met on May 10 and 11.", "happened", {("2025-05-10", "2025-05-11")}),
    ("a century dates nothing", "They will meet more often this century.", "planned", set()),
]


@pytest.mark.parametrize(("behaviour", "text", "status", "expected"), READINGS, ids=[r[0] for r in READINGS])
def test_an_expression_gives_what_the_status_allows(
    behaviour: str, text: str, status: Status, expected: set[tuple[str | None, str | None]]
) -> None:
    assert possible(text, status) == expected


def test_a_planned_measure_does_not_begin_on_the_day_it_was_spoken_of() -> None:
    assert possible("On Tuesday he said that tariffs would rise.", "planned", kind="measure:tariff") == set()


def test_a_low_since_a_month_is_not_of_that_month() -> None:
    text = "The yuan fell to its lowest level since March."
    assert possible(text, "happened", kind="move:move") == set()


def test_the_last_week_of_a_sunday_paper_is_the_one_just_over() -> None:
    assert possible("They met last week.", "happened", published=SUNDAY) == {("2025-06-01", "2025-06-07")}


def ways(text: str, sentence: int = -1) -> dict[str, set[str | None]]:
    """The starts of a record's candidates by how they come."""
    found: dict[str, set[str | None]] = {}
    for candidate in dates_elsewhere.datings(framed(text, sentence), "happened"):
        for dating in candidate:
            found.setdefault(dating.how, set()).add(dating.interval.start)
    return found


def test_a_date_of_a_sentence_before_may_hold_on() -> None:
    assert ways("Talks opened in Geneva on 10 May. Both sides met again the same evening.")["carried"] == {"2025-05-10"}


def test_the_same_told_elsewhere_may_lend_its_date() -> None:
    text = "Both ministers met.\n\nPrices rose.\n\nMarkets fell.\n\nExports slowed.\n\nThe ministers met on 10 May."
    assert ways(text, 0)["again"] == {"2025-05-10"}


def test_a_document_has_the_day_it_opens_with_and_that_of_publication() -> None:
    text = "Bessent flew home on Wednesday.\n\nPrices rose.\n\nMarkets fell.\n\nExports slowed.\n\nMinisters met."
    found = ways(text)
    assert (found["lead"], found["published"], found["eve"]) == ({"2025-06-04"}, {FRIDAY}, {"2025-06-05"})


@pytest.mark.parametrize("published", [None, "2025", "soon", "0001-01-01", "9999-12-31"])
def test_without_a_whole_day_of_publication_nothing_is_dated_by_it(published: str | None) -> None:
    found = dates_elsewhere.datings(framed("The ministers met.", published=published), "happened")
    assert found == []


MANNERS = [
    ("a dispatch is told", "Bessent met He Lifeng. The two ministers spoke of tariffs.", "told"),
    ("a transcript is spoken", "Lin Jian: The two sides met.\nReuters: When?\nLin Jian: Last week.", "spoken"),
    ("a statement is spoken", "We have met our friends. I thank them. We will meet again.", "spoken"),
    ("what is quoted does not make it so", "“We met. I told them that we agree with our friends,” he said.", "told"),
]


@pytest.mark.parametrize(("behaviour", "text", "manner"), MANNERS, ids=[m[0] for m in MANNERS])
def test_a_document_is_told_or_spoken(behaviour: str, text: str, manner: str) -> None:
    assert document_day(page_of(Document(id="d", text=text, published=FRIDAY))).manner == manner


LEADS = [
    ("The two sides met on Friday.", "first own"),
    ("The two sides met. They left on Thursday.", "second eve"),
    ("The two sides met on Monday.", "first back"),
    ("The two sides met.", "none"),
]


@pytest.mark.parametrize(("text", "lead"), LEADS)
def test_a_document_names_its_day_early_or_late(text: str, lead: str) -> None:
    assert document_day(page_of(Document(id="d", text=text, published=FRIDAY))).lead == lead


DUES = [
    ("a deadline", "Canada promised to open its market by 9 July.", "2025-07-09"),
    ("what expires", "They pledged to extend the truce, which expires on 12 August.", "2025-08-12"),
    ("what runs until a day", "They pledged to keep the truce, which runs until 12 August.", "2025-08-12"),
    ("within days", "They promised to answer in the next few days.", "2025-06"),
    ("none", "They promised on Tuesday to answer.", None),
]


@pytest.mark.parametrize(("behaviour", "text", "end"), DUES, ids=[d[0] for d in DUES])
def test_a_commitment_is_due(behaviour: str, text: str, end: str | None) -> None:
    found = dates.due(framed(text, kind="commitment:commitment"))
    assert found == (Interval(None, end) if end else None)


def test_the_date_of_the_verb_is_the_records() -> None:
    held = framed("Bessent met He Lifeng on 10 May, before the vote of 3 June.")
    day, sure = whens.when(held, "happened", quoted=False)
    assert day == Interval("2025-05-10", "2025-05-10")
    assert sure is not None
    assert 0.5 < sure <= 1


def test_a_background_fact_does_not_happen_on_the_day_of_publication() -> None:
    held = framed("Bessent has long been at odds with Lutnick.", kind="event:ACCUSE")
    assert whens.when(held, "ongoing", quoted=False) == whens.NEVER


def singles(*days: str) -> list[Candidate]:
    return [(dates.Dating(Interval(day, day), "published"),) for day in days]


def test_days_that_are_likely_together_alone_give_their_month() -> None:
    found = singles("2025-06-05", FRIDAY, "2025-05-31")
    assert whens.month(found, (0.55, 0.15, 0.15, 0.15)) == (Interval("2025-06", "2025-06"), 0.3)


def test_days_of_two_months_that_are_unlikely_give_none() -> None:
    assert whens.month(singles("2025-06-01", "2025-05-31"), (0.7, 0.15, 0.15)) == whens.NEVER


@settings(max_examples=30)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_what_is_chosen_is_likely_enough(shares: list[float]) -> None:
    found: list[Candidate] = [
        (dates.Dating(Interval(f"202{at}", f"202{at}"), "published"),) for at in range(len(shares) - 1)
    ]
    at = whens.chosen(found, shares)
    if at is None:
        assert max(shares[1:]) < whens.LOOSE
    else:
        assert shares[at + 1] == max(shares[1:]) >= whens.LOOSE


def test_what_one_expression_may_mean_counts_together() -> None:
    held = framed("They are to meet this week.")
    found = [(dating,) for dating in dates.in_sentence(held, "planned")]
    shares = [0.7, *[0.3 / len(found)] * len(found)]
    assert len(found) > 1
    assert whens.chosen(found, shares) is not None
