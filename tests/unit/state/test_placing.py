"""Which dates are the day of the thing, and which belong to something else."""

from __future__ import annotations

from typing import Any

import pytest
from small_log import CHINA, TRUMP, USA, XI, document, event, gap, move, pledge, stated, tariff, view

from detente.model import AcceptLine, Actor, Clocks, Decided, Record, Source, Span
from detente.state.views import UnplacedLine


def said(words: str) -> tuple[Span, ...]:
    return (Span(0, len(words), words),)


REPORTER, SELF = (Source("Jane Doe", "person"),), (Source("Donald Trump", "person"),)
SAID_FRIDAY = said("The envoy said on Friday that the two had met.")
PLACED = [
    ("done before its publication", event("r1", when="2025-06-05")),
    ("a day or two after it, as digests have it", event("r1", when="2025-06-08")),
    ("planned for a day to come", event("r1", status="planned", when="2025-06-20")),
    ("planned for later in the month", event("r1", status="planned", when="2025-06",
     evidence=said("They will meet this month."))),
    ("said by somebody, on a day that is not the day of saying", event("r1", when="2025-06-05", attribution=REPORTER)),
    ("read with some confidence in all its parts", event("r1", when="2025-06-05", status_confidence=0.8,
     when_confidence=0.6)),
    ("the day of its own clause", event("r1", "THREATEN", actors=(TRUMP,), targets=(CHINA,), when="2025-06-05",
     evidence=said("Trump threatened Beijing on Thursday after he left."))),
    ("its parties named by their states", event("r1", when="2025-06-05", evidence=said("Beijing rang Washington."))),
    ("on the day of publication, as its words have it", event("r1", when="2025-06-06",
     evidence=said("The two met today."))),
    ("in the month of publication, as its words have it", event("r1", when="2025-06", confidence=0.95,
     evidence=said("The two have met in recent weeks."))),
    ("an accusation is made by making it known", event("r1", "ACCUSE", actors=(TRUMP,), targets=(CHINA,),
     when="2025-06-06", attribution=SELF, evidence=said("China cheats, he said on Friday."))),
    ("a threat is made by making it known", tariff("r1", 50, "threaten", "threatened", actors=(TRUMP,),
     when="2025-06-06", attribution=SELF, evidence=said("Fifty per cent, he said on Friday."))),
]  # fmt: skip
UNPLACED = [
    ("no date", event("r1"), "no date"),
    ("a gap", gap("r1", actors=(USA,), when="2025-06-05"), "something not known"),
    ("nobody", event("r1", actors=(), when="2025-06-05"), "nobody"),
    ("done long after its publication", event("r1", when="2025-07-05"), "after its publication"),
    ("planned for a day that had passed", event("r1", status="planned", when="2025-06-02"), "had passed"),
    ("promised for a day that had passed", pledge("r1", when="2025-06-02"), "had passed"),
    ("planned, on the day somebody said so", event("r1", status="planned", when="2025-06-06", attribution=REPORTER),
     "the day of the report"),
    ("the day of saying", event("r1", when="2025-06-06", attribution=REPORTER, evidence=SAID_FRIDAY),
     "on which it was said"),
    ("an accusation that another tells of", event("r1", "ACCUSE", actors=(XI,), targets=(USA,), when="2025-06-06",
     attribution=REPORTER, evidence=SAID_FRIDAY), "on which it was said"),
    ("how things stood", tariff("r1", 30, "keep", "ongoing", when="2025-06-05"), "under way"),
    ("the day on which something else begins", event("r1", "THREATEN", actors=(TRUMP,), targets=(CHINA,),
     when="2025-06-02", evidence=said("He threatened tariffs starting Monday.")), "something else"),
    ("the day of what is spoken of", event("r1", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025-06-02",
     evidence=said("He condemned the fire that occurred on June 2.")), "something else"),
    ("a month of the year before last, of which the words tell the month alone", event("r1", when="2024-05",
     evidence=said("In late May they met.")), "its year is not in the words"),
    ("a month read with some doubt", event("r1", when="2025-05", confidence=0.7), "not surely"),
    ("a stretch of months", event("r1", when="2025-01/2025-04"), "a stretch of months"),
    ("a deed read with some doubt", event("r1", "AID", actors=(USA,), targets=(CHINA,), when="2025-06-05",
     confidence=0.7), "confidence of 0.70"),
    ("a rumour", event("r1", status="unconfirmed", when="2025-06-05"), "does not vouch"),
    ("a stretch of years", event("r1", status="ongoing", when="2021-01/2025-05"), "to the year only"),
    ("a year in a name", event("r1", when="2015", evidence=said("He left the 2015 harbour deal.")), "part of a name"),
    ("a year from elsewhere", event("r1", when="2018", evidence=said("He has left it since.")), "not in its words"),
    ("the month of publication alone", event("r1", when="2025-06", evidence=said("The two have met.")), "the month is"),
    ("the day of publication where the words tell another", event("r1", when="2025-06-06",
     evidence=said("On July 11th the two met in the harbour.")), "another day"),
    ("an anniversary", event("r1", "ASSAULT", actors=(USA,), targets=(CHINA,), when="2025-06-05", confidence=0.95,
     evidence=said("Thursday marks the tenth anniversary of the raid.")), "anniversary"),
    ("the day of a paper", tariff("r1", 10, when="2025-06-02", evidence=said(
     "Tariffs have gone up, a report published on Monday says.")), "the day is that of a paper"),
    ("talks about a measure", tariff("r1", 50, "threaten", "threatened", when="2025-06-05", evidence=said(
     "The envoys met on Thursday to discuss the threat of tariffs.")), "another clause"),
    ("months that had begun", event("r1", status="planned", when="2025-05/2025-07",
     evidence=said("Hopes of talks have risen in recent weeks.")), "had begun"),
    ("a meeting of one state with people of no known state", event("r1", when="2025-06-05",
     actors=(Actor("a dozen aides"), TRUMP)), "one state alone"),
    ("a measure of no known instrument", tariff("r1", 10, type="other", when="2025-06-02"), "no known instrument"),
    ("a clause torn from its sentence", tariff("r1", 10, when="2025-06-02", evidence=said("which began Monday.")),
     "a piece"),
    ("a measure whose words tell no day", tariff("r1", 10, when="2025-06-02"), "the day of a measure"),
    ("a promise", pledge("r1", when="2025-06-10"), "a promise, whose date"),
    ("a year alone", event("r1", when="2019", evidence=said("They met in 2019.")), "to the year only"),
    ("the day of publication alone", event("r1", when="2025-06-06", evidence=said("The two have met.")), "publication"),
    ("read with doubt", event("r1", when="2025-06-05", confidence=0.4), "confidence of 0.40"),
    ("a status read with doubt", event("r1", when="2025-06-05", status_confidence=0.5), "status is read"),
    ("a date read with doubt", event("r1", when="2025-06-05", when_confidence=0.4), "date is read"),
    ("a contact of one state with itself", event("r1", when="2025-06-05", actors=(TRUMP, USA)), "one state alone"),
    ("an accuser among the accused", event("r1", "ACCUSE", actors=(XI,), targets=(USA, CHINA), when="2025-06-05"),
     "both sides"),
    ("an accusation by two states", event("r1", "ACCUSE", actors=(XI, TRUMP), targets=(), when="2025-06-05"), "two"),
    ("an accusation by two people of one side", event("r1", "ACCUSE", actors=(TRUMP, Actor("Jane Doe", "USA")),
     targets=(CHINA,), when="2025-06-05"), "several of its side"),
    ("an act of nobody in particular", event("r1", "REQUEST", actors=(Actor("some farmers"),), targets=(USA,),
     when="2025-06-05"), "nobody in particular"),
    ("a party that the words do not name", event("r1", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025-06-05",
     evidence=said("Beijing cheats at the harbour, the envoy wrote on Thursday.")), "do not name Donald Trump"),
    ("a target that the words do not name", event("r1", "ACCUSE", actors=(TRUMP,), targets=(CHINA,),
     when="2025-06-05", evidence=said("Trump condemned the raid on the harbour on Thursday.")), "do not name China"),
    ("a duty on everybody, told of one", tariff("r1", 10, when="2025-06-02",
     evidence=said("American duties on steel from all countries came on Monday.")), "do not name China"),
    ("an expletive that stands for nobody", event("r1", "SUPPORT", actors=(TRUMP,), targets=(), when="2025-06-05",
     evidence=said("It is true that on Thursday the harbour was praised.")), "do not name Donald Trump"),
    ("a plan that its words leave open", event("r1", status="planned", when="2025-06-20",
     evidence=said("They may meet on June 20.")), "leave it open"),
    ("the day of another clause", event("r1", "THREATEN", actors=(TRUMP,), targets=(CHINA,), when="2025-06-05",
     evidence=said("Trump left on Thursday after he threatened Beijing.")), "another clause"),
    ("a refusal to comment", event("r1", "REJECT", actors=(USA,), targets=(), when="2025-06-05",
     evidence=said("They declined on Thursday to comment.")), "not to comment"),
    ("a move of a market on a Saturday", move("r1", "up", 1.0, when="2025-05-31"), "no market is open"),
    ("a day most of a year ahead, without its year", event("r1", status="planned", when="2026-04-02",
     evidence=said("They go back to where they stood on April 2.")), "far ahead"),
    ("a measure foreseen for a day long past", tariff("r1", 50, "threaten", "threatened", when="2024-09"),
     "had passed"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "record"), PLACED, ids=[row[0] for row in PLACED])
def test_placed(behaviour: str, record: Record) -> None:
    log = stated(document("a"), record)
    assert [line.subject.id for line in view("timeline", log, "2025-08-01")] == ["r1"]
    assert not view("unplaced", log, "2025-08-01")


@pytest.mark.parametrize(("behaviour", "record", "reason"), UNPLACED, ids=[row[0] for row in UNPLACED])
def test_unplaced(behaviour: str, record: Record, reason: str) -> None:
    log = stated(document("a"), record)
    assert not view("timeline", log, "2025-08-01")
    [line] = view("unplaced", log, "2025-08-01")
    assert isinstance(line, UnplacedLine)
    assert reason in line.reason


MADE_UP_FOR = [
    ("the day of publication", {"when": "2025-06-06"}),
    ("doubt", {"when": "2025-06-05", "confidence": 0.4}),
    ("a year", {"when": "2019", "evidence": said("They met in 2019.")}),
    ("last year", {"when": "2024", "evidence": said("They met last year.")}),
]


@pytest.mark.parametrize(("behaviour", "fields"), MADE_UP_FOR, ids=[row[0] for row in MADE_UP_FOR])
def test_a_second_document_makes_up_for_it(behaviour: str, fields: dict[str, Any]) -> None:
    log = [*stated(document("a"), event("r1", **fields)), *stated(document("b"), event("r1", **fields))]
    assert len(view("timeline", log)) == 1


def test_what_a_document_without_a_date_tells_has_no_day_to_count_from() -> None:
    log = stated(document("a", None), event("r1", when="2016-12-25", evidence=said("They dined at Christmas.")))
    [line] = view("unplaced", log, "2025-08-01")
    assert isinstance(line, UnplacedLine)
    assert "no date to count from" in line.reason


def test_an_analyst_may_vouch_for_a_date() -> None:
    log = stated(document("a"), event("r1", when="2025-07-05", confidence=0.4))
    accepted = AcceptLine(line="l", entries=(log[-1].id,))
    ruling = Decided(
        id="k",
        document="",
        clocks=Clocks(recorded_at="2025-07-02"),
        analyst="Ada",
        reason="",
        turn=1,
        decision=accepted,
    )
    assert view("unplaced", log, "2025-08-01")
    assert [line.review for line in view("timeline", [*log, ruling], "2025-08-01")] == ["accepted"]
