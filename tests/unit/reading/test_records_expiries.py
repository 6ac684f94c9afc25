"""What ends by itself on a day: truces, suspensions, exemptions, powers."""

from __future__ import annotations

import pytest

from detente.model import Document, Interval, Measure, Record
from detente.reading.page_reader import page_of
from detente.reading.records.expiries import with_expiries
from detente.reading.records.filling import fill


def records_of(text: str) -> tuple[Record, ...]:
    """The records by this rule alone."""
    page = page_of(Document(id="d", text=text, published="2025-06-06"))
    return fill(page, with_expiries(page, ()), None, (), "d")


TRUCES = [
    ("a day", "The truce expires on August 12.", "2025-08-12"),
    ("a verb of two words", "The 90-day pause runs out on Nov. 10.", "2025-11-10"),
    ("due to end", "The tariff truce is due to end on 12 August 2025.", "2025-08-12"),
    ("a month", "The ceasefire, which both sides hail, lapses in September.", "2025-09"),
]


@pytest.mark.parametrize(("behaviour", "text", "end"), TRUCES, ids=[case[0] for case in TRUCES])
def test_a_truce_holds_until_its_end(behaviour: str, text: str, end: str) -> None:
    (record,) = records_of(text)
    assert (record.kind, record.type, record.status) == ("event", "AGREE", "planned")
    assert record.when == Interval(None, end)
    assert "cease-fire" in record.issues


PARTIES = [
    ("named in its own sentence", "The truce of Canada and Japan expires on August 12.", {"CAN", "JPN"}),
    ("named where the truce was told of",
     "Canada and Japan agreed on a truce. Mexico did not. The truce expires on August 12.", {"CAN", "JPN"}),
    ("the only two of the document",
     "Canada imports steel. Japan makes it. The pause runs out on August 12.", {"CAN", "JPN"}),
    ("none where there is a choice", "Canada, Japan and Mexico trade. The pause runs out on August 12.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "text", "parties"), PARTIES, ids=[case[0] for case in PARTIES])
def test_the_parties_of_a_truce_are_found_in_the_document(behaviour: str, text: str, parties: set[str]) -> None:
    record = records_of(text)[-1]
    assert {actor.country for actor in record.actors} == parties


MEASURES = [
    ("a suspension", "The suspension of the tariffs lapses on August 12.", ("tariff", "suspend", "ongoing"),
     Interval(None, "2025-08-12")),
    ("exemptions", "Tariff exemptions for carmakers are set to end on July 9.", ("tariff", "exempt", "ongoing"),
     Interval(None, "2025-07-09")),
    ("a power", "The trade authority expires on July 1.", ("other", "remove", "planned"),
     Interval("2025-07-01", "2025-07-01")),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "text", "read", "when"), MEASURES, ids=[case[0] for case in MEASURES])
def test_a_measure_holds_until_its_end(behaviour: str, text: str, read: tuple[str, ...], when: Interval) -> None:
    (record,) = records_of(text)
    assert isinstance(record, Measure)
    assert (record.type, record.action, record.status) == read
    assert record.when == when


NONE = [
    ("what is over", "The truce expired on May 2."),
    ("what does not end", "The truce will not expire on August 12."),
    ("no day", "The truce expires unless both yield."),
    ("the end of something else", "The truce was hailed and trading ends on Friday."),
    ("the day of something else", "The truce runs out of steam, and the envoys meet on August 12."),
    ("a noun that something else is of", "The day of the tariffs ends on Friday."),
]


@pytest.mark.parametrize(("behaviour", "text"), NONE, ids=[case[0] for case in NONE])
def test_no_end_is_told(behaviour: str, text: str) -> None:
    assert records_of(text) == ()
