"""Deadlines: what counts as one, which accounts are of one, and the three statuses kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from small_log import CHINA, TRUMP, USA, document, event, pledge, stated, tariff, view

from detente.model import Actor, Commitment, Entry, Event, Measure, Source, Span
from detente.state.views import DueLine


def words(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text), text),)


def due(log: Sequence[Entry], day: str = "2025-06-10") -> list[DueLine]:
    return [line for line in view("due", log, day) if isinstance(line, DueLine)]


def promise(text: str, until: str | None = None, **fields: Any) -> Commitment:
    given = {"targets": (USA,), "evidence": words(text), "confidence": 0.9} | fields
    return pledge("r1", until, **given)


UNDATED = [
    ("an act that can be seen done", "China agreed to buy 200 more aircraft.", True),
    ("an act foreseen", "China will approve export licences for magnets.", True),
    ("a set phrase", "China will take the necessary measures against the new duties.", False),
    ("willingness", "China stands ready to open talks with all sides.", False),
    ("a demand", "Washington demanded that China agree to buy more aircraft.", False),
    ("a broken promise recalled", "China reneged on what it had agreed to buy.", False),
    ("doing together is no act", "China will work with others to lower costs.", False),
    ("no act", "China is committed to peace.", False),
]


@pytest.mark.parametrize(("behaviour", "text", "kept"), UNDATED, ids=[row[0] for row in UNDATED])
def test_an_undertaking_without_a_date_counts_where_it_names_an_act(behaviour: str, text: str, kept: bool) -> None:
    assert bool(due(stated(document("a"), promise(text)))) is kept


def test_an_undertaking_toward_nobody_and_without_a_date_is_no_line() -> None:
    assert not due(stated(document("a"), promise("China will buy more aircraft.", targets=())))


DATES = [
    ("a day to come", "2025-07-01", True),
    ("a year far ahead", "2060", True),
    ("the end of the century", "2099-12", False),
    ("a day before the report", "2025-06-01", False),
]


@pytest.mark.parametrize(("behaviour", "until", "kept"), DATES, ids=[row[0] for row in DATES])
def test_which_dates_are_due_dates(behaviour: str, until: str, kept: bool) -> None:
    assert bool(due(stated(document("a"), promise("China is committed to peace.", until)))) is kept


def test_the_reader_must_be_sure_of_it() -> None:
    assert not due(stated(document("a"), promise("China will buy aircraft.", "2025-07-01", confidence=0.4)))


def test_ten_reports_of_one_deadline_are_one_line() -> None:
    text = "China will publish the list of reliable suppliers by 1 July."
    log = [entry for at in range(10) for entry in stated(document(f"d{at}"), promise(text, "2025-07-01"))]
    [line] = due(log)
    assert len(line.accounts) == 10


def test_two_undertakings_for_one_day_are_two_lines() -> None:
    one = promise("China will publish the list of reliable suppliers.", "2025-07-01")
    other = promise("China will buy wheat from American farms.", "2025-07-01")
    assert len(due([*stated(document("a"), one), *stated(document("b"), other)])) == 2


PLEDGE = promise("China agreed to approve licences for rare earth magnets by 1 June.", "2025-06-01")


def fulfilment(text: str, **fields: Any) -> Event:
    given = {"actors": (CHINA,), "targets": (USA,), "evidence": words(text), "when": "2025-06-01"} | fields
    return event("r2", "COOPERATE", **given)


DEEDS = [
    ("the same act to the same thing", {}, "China approved licences for magnets made of rare earths.", "met"),
    ("another act", {}, "China opened talks on rare earth magnets.", "overdue by 9 days"),
    ("another thing", {}, "China approved a merger of two makers of chips.", "overdue by 9 days"),
    ("somebody else", {"actors": (USA,)}, "Washington approved licences for rare earth magnets.", "overdue by 9 days"),
    ("not done yet", {"status": "planned"}, "China approved licences for rare earth magnets.", "overdue by 9 days"),
    ("toward another", {"targets": (Actor("Japan", "JPN"),)}, "China approved licences for rare earth magnets.",
     "overdue by 9 days"),
    ("some day or other", {"when": None}, "China approved licences for rare earth magnets.", "overdue by 9 days"),
    ("in that year", {"when": "2025"}, "China approved licences for rare earth magnets.", "overdue by 9 days"),
    ("in that month", {"when": "2025-05"}, "China approved licences for rare earth magnets.", "met"),
    ("long after it was due", {"when": "2025-09-01"}, "China approved licences for rare earth magnets.",
     "overdue by 9 days"),
    ("going on", {"when": None, "status": "ongoing"}, "China approved licences for rare earth magnets.", "met"),
    ("before it was promised", {"when": "2025-04-01"}, "China approved licences for rare earth magnets.",
     "overdue by 9 days"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "fields", "text", "expected"), DEEDS, ids=[row[0] for row in DEEDS])
def test_an_undertaking_is_met_by_the_same_act(
    behaviour: str, fields: dict[str, Any], text: str, expected: str
) -> None:
    log = [*stated(document("a", "2025-05-12"), PLEDGE), *stated(document("b"), fulfilment(text, **fields))]
    [line] = due(log)
    assert line.schedule == expected
    assert line.said == "promised"


def test_what_shows_it_is_shown_with_its_words() -> None:
    told = fulfilment("China approved licences for rare earth magnets.")
    log = [*stated(document("a", "2025-05-12"), PLEDGE), *stated(document("b"), told)]
    [line] = due(log)
    assert line.shown == "met: “China approved licences for rare earth magnets.” (Desk Daily, 2025-06-06)"
    assert {piece.document for piece in line.evidence} == {"a", "b"}
    assert len(line.shown_by) == 1


def test_it_is_overdue_by_itself_and_says_until_when_was_looked() -> None:
    log = stated(document("a", "2025-05-12"), PLEDGE)
    assert [line.schedule for line in due(log, "2025-06-01")] == ["due today"]
    [line] = due(log, "2025-06-02")
    assert (line.schedule, line.shown) == ("overdue by 1 day", "no evidence found as of 2025-06-02")


ANNOUNCED = tariff("r1", 25, "raise", "planned", when="2025-06-14")


def change(rate: float | None, action: str, status: str, text: str, when: str | None) -> Measure:
    return tariff("r2", rate, action, status, when=when, evidence=words(text))


BECAME = [
    ("nothing told before its day", None, "2025-06-10", "due in 4 days"),
    ("nothing told after it", None, "2025-06-20", "no account of it yet"),
    ("told as done on its day", change(25, "raise", "happened", "The duty rose to 25 percent.", "2025-06-14"),
     "2025-06-20", "met"),
    ("another rate on its day", change(40, "raise", "happened", "The duty rose to 40 percent.", "2025-06-14"),
     "2025-06-20", "no account of it yet"),
    ("put off", change(25, "raise", "planned", "The rise was delayed until July 9.", "2025-07-09"),
     "2025-06-20", "due in 19 days"),
    ("called off", change(None, "suspend", "happened", "The rise was dropped.", "2025-06-14"),
     "2025-06-20", "called off"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "later", "day", "expected"), BECAME, ids=[row[0] for row in BECAME])
def test_a_change_announced_for_a_day(behaviour: str, later: Measure | None, day: str, expected: str) -> None:
    log = list(stated(document("a", "2025-06-01"), ANNOUNCED))
    log += stated(document("b", "2025-06-15" if day > "2025-06-15" else "2025-06-09"), later) if later else ()
    assert expected in [line.schedule for line in due(log, day) if line.key.endswith("2025-06-14")]


def test_a_due_date_that_was_moved_says_what_it_was() -> None:
    later = change(25, "raise", "planned", "The rise was delayed until July 9.", "2025-07-09")
    log = [*stated(document("a", "2025-06-01"), ANNOUNCED), *stated(document("b", "2025-06-09"), later)]
    [line] = due(log)
    assert (line.was, line.due and line.due.end) == ("2025-06-14", "2025-07-09")


def test_an_undertaking_is_put_off_by_a_later_one_to_do_the_same() -> None:
    later = promise("China postponed to 1 July the approval of licences for rare earth magnets.", "2025-07-01")
    log = [*stated(document("a", "2025-05-12"), PLEDGE), *stated(document("b", "2025-05-30"), later)]
    [line] = due(log)
    assert (line.was, line.schedule) == ("2025-06-01", "due in 21 days")


def truce(name: str, text: str, **fields: Any) -> Event:
    given = {"actors": (USA, CHINA), "issues": ("cease-fire",), "evidence": words(text)} | fields
    return event(name, "AGREE", **given)


EASED = tariff("r2", 30, "lower", "planned", when="2025-05-14")
GENEVA = stated(document("a", "2025-05-12"), truce("r1", "The two sides agreed to a 90-day truce."), EASED)


def truces(log: Sequence[Entry], day: str = "2025-06-10") -> list[DueLine]:
    return [line for line in due(log, day) if line.sort == "truce"]


def test_a_truce_for_a_length_ends_so_long_after_measures_are_eased() -> None:
    [line] = truces(GENEVA)
    assert (line.due and line.due.end, line.schedule) == ("2025-08-12", "due in 63 days")
    assert len(line.evidence) == 2


def test_a_truce_for_a_length_whose_beginning_is_not_told_has_no_end() -> None:
    assert not truces(stated(document("a", "2025-05-12"), truce("r1", "The two sides agreed to a 90-day truce.")))


def test_an_old_truce_told_again_does_not_begin_anew() -> None:
    again = stated(document("b", "2025-05-15"), truce("r1", "The 90-day truce expires this summer."), EASED)
    assert not truces(again)


def test_a_truce_lapses_by_itself_and_is_extended_where_that_is_told() -> None:
    longer = stated(document("b", "2025-08-11"), truce("r1", "They extended the truce by 90 days."))
    assert [line.schedule for line in truces(GENEVA, "2025-08-20")] == ["lapsed"]
    [line] = truces([*GENEVA, *longer], "2025-08-20")
    assert (line.was, line.due and line.due.end, line.schedule) == ("2025-08-12", "2025-11-10", "due in 82 days")


EXTENSIONS = [
    ("a short extension counts once, though it is told near its own end, too", ("2025-08-10",), "2025-09-11"),
    ("however often it is told", ("2025-08-10", "2025-08-13", "2025-08-27"), "2025-09-11"),
    ("one of the next end counts in its turn", ("2025-08-10", "2025-09-08"), "2025-10-11"),
]


@pytest.mark.parametrize(("behaviour", "days", "end"), EXTENSIONS, ids=[row[0] for row in EXTENSIONS])
def test_a_truce_is_extended_by_what_is_told_and_no_more(behaviour: str, days: tuple[str, ...], end: str) -> None:
    longer = truce("r1", "They extended the truce by 30 days.")
    log = [*GENEVA, *(entry for day in days for entry in stated(document(day, day), longer))]
    [line] = truces(log, "2025-09-15")
    assert line.due is not None
    assert line.due.end == end


def test_an_end_told_with_its_extension_is_not_extended_by_it() -> None:
    ends = truce("r1", "They extended the truce by 30 days, to 11 September.", when="2025-08-12/2025-09-11")
    again = truce("r1", "They extended the truce by 30 days.")
    log = [*stated(document("a", "2025-08-10"), ends), *stated(document("b", "2025-08-12"), again)]
    [line] = truces(log, "2025-09-01")
    assert line.due is not None
    assert line.due.end == "2025-09-11"


def test_what_the_parties_say_of_it_is_their_word_and_no_evidence() -> None:
    charge = event(
        "r1", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), evidence=words("China has violated the deal, Trump wrote.")
    )
    kept = event(
        "r1", "AGREE", actors=(CHINA,), evidence=words("China has carried out the agreement."),
        attribution=(Source("China Ministry of Commerce", "government"),),
    )  # fmt: skip
    log = [*GENEVA, *stated(document("b", "2025-05-30"), charge), *stated(document("c", "2025-06-05"), kept)]
    [line] = truces(log)
    assert "broken by China, says United States (2025-05-30)" in line.said
    assert line.shown == "in force"
    assert line.schedule == "due in 63 days"


KEPT = [
    ("as the speaker says of itself", "China has fully implemented the agreement.", True),
    ("not where it was kept but in part", "China has hardly implemented the agreement.", False),
    ("nor of somebody else", "China welcomes that the United States has observed the agreement.", False),
]


@pytest.mark.parametrize(("behaviour", "text", "kept"), KEPT, ids=[row[0] for row in KEPT])
def test_a_party_says_that_it_kept_an_agreement(behaviour: str, text: str, kept: bool) -> None:
    account = event(
        "r1", "AGREE", actors=(CHINA,), targets=(USA,), evidence=words(text),
        attribution=(Source("China", "government"),),
    )  # fmt: skip
    [line] = truces([*GENEVA, *stated(document("c", "2025-06-05"), account)])
    assert ("kept by China, says China" in line.said) is kept


ACCUSED = [
    ("by whom the words have it", "China said that the United States had violated the deal.", CHINA, USA, True),
    ("but not by the one who broke it", "On a platform he wrote that China has violated the deal.", CHINA, USA, False),
]


@pytest.mark.parametrize(("behaviour", "text", "by", "of", "said"), ACCUSED, ids=[row[0] for row in ACCUSED])
def test_a_party_says_that_another_broke_it(behaviour: str, text: str, by: Actor, of: Actor, said: bool) -> None:
    charge = event("r1", "ACCUSE", actors=(by,), targets=(of,), evidence=words(text))
    [line] = truces([*GENEVA, *stated(document("b", "2025-05-30"), charge)])
    assert ("broken by United States, says China" in line.said) is said


def test_what_was_met_or_lapsed_is_history_after_two_months() -> None:
    assert not truces(GENEVA, "2025-12-31")


def test_plans_of_one_meeting_are_one_line() -> None:
    log = [
        *stated(document("a", "2025-06-06"), event("r1", status="planned", when="2025-06-15", actors=(TRUMP, CHINA))),
        *stated(document("b", "2025-06-07"), event("r1", status="planned", when="2025-06", actors=(USA, CHINA))),
    ]
    [line] = due(log)
    assert (line.sort, line.due and line.due.start, len(line.accounts)) == ("meeting", "2025-06-15", 2)
