"""The other views: timeline, quotes, due, meetings, gaps, sources, tone, stories and the overview."""

from __future__ import annotations

from typing import Any

import pytest
from small_log import CHINA, TRUMP, USA, XI, document, event, gap, pledge, quote, stated, tariff, view

from detente.model import Actor, Entry, Event, Source, Span
from detente.state import VIEWS, line_json
from detente.state.views import DueLine, MeetingLine, SourceLine, StoryLine

WIRE = " ".join(f"word{at}" for at in range(300))


def test_the_registry_has_the_contracts_views() -> None:
    wanted = {"state", "timeline", "quotes", "measures", "due", "contested", "gaps", "sources", "tone", "stories"}
    assert wanted <= set(VIEWS)
    assert all(view.name == name and view.summary and view.columns for name, view in VIEWS.items())


def test_the_timeline_is_in_order_and_no_more_precise_than_known() -> None:
    log = stated(
        document("a"),
        event("r1", when=None),
        event("r2", when="2025-06-05"),
        event("r3", when="2025-05", confidence=0.95),
        event("r4", status="planned", when="2025-06/2025-12"),
    )
    [when] = [column for column in VIEWS["timeline"].columns if column.heading == "when"]
    assert [when.value(line) for line in view("timeline", log)] == [
        "2025-05",
        "2025-06 to 2025-12",
        "2025-06-05",
    ]
    assert [line.subject.id for line in view("unplaced", log)] == ["r1"]


def test_the_timeline_tells_each_act_of_a_measure() -> None:
    dated = (Span(0, 21, "From Tuesday, it said"),)
    acts = [(10, "impose", "2025-02-04"), (20, "raise", "2025-03-04")]
    log = stated(document("a"), *(tariff(f"r{rate}", rate, do, when=on, evidence=dated) for rate, do, on in acts))
    assert len(view("timeline", log)) == 2


def test_what_is_done_after_the_day_is_not_told_what_is_planned_is() -> None:
    log = stated(
        document("a", "2025-06-01"), event("r1", when="2025-06-09"), event("r2", status="planned", when="2025-06-20")
    )
    assert [line.subject.id for line in view("timeline", log, "2025-06-05")] == ["r2"]


def test_a_plan_is_told_until_its_day_then_what_became_of_it() -> None:
    log = [
        *stated(document("a", "2025-06-01"), event("r1", status="planned", when="2025-06-09")),
        *stated(document("b", "2025-06-10"), event("r1", when="2025-06-09")),
    ]
    assert [line_json(line)["status"] for line in view("timeline", log, "2025-06-05")] == ["planned"]
    assert [line_json(line)["status"] for line in view("timeline", log, "2025-06-12")] == ["happened"]


def test_an_undated_report_is_not_told_before_it_was_published() -> None:
    log = stated(document("a", "2025-06-06"), event("r1"))
    assert not view("unplaced", log, "2025-06-05")
    assert view("unplaced", log, "2025-06-06")


def test_a_quote_printed_by_three_outlets_is_one_line() -> None:
    said = quote("q1", "this is a line that everybody prints")
    log = [entry for name in ("a", "b", "c") for entry in stated(document(name, outlet=name), said)]
    [line] = view("quotes", log)
    assert (line.origins, len(line.evidence)) == (3, 3)


SCHEDULE = [
    ("far off", "2025-08-12", "2025-06-10", "due in 63 days"),
    ("tomorrow", "2025-06-11", "2025-06-10", "due in 1 day"),
    ("today", "2025-06-10", "2025-06-10", "due today"),
    ("past without evidence", "2025-06-07", "2025-06-10", "overdue by 3 days"),
    ("a month is due at its end", "2025-06", "2025-06-10", "due in 20 days"),
]


@pytest.mark.parametrize(("behaviour", "due", "day", "expected"), SCHEDULE, ids=[row[0] for row in SCHEDULE])
def test_schedules(behaviour: str, due: str | None, day: str, expected: str) -> None:
    [line] = view("due", stated(document("a", "2025-05-12"), pledge("r1", due)), day)
    assert isinstance(line, DueLine)
    assert (line.schedule, line.said) == (expected, "promised")
    assert line.shown == f"no evidence found as of {day}"


def test_the_end_of_a_suspension_is_due_and_then_lapses() -> None:
    log = stated(document("a", "2025-05-15"), tariff("r1", 24, "suspend", when="2025-05-14/2025-08-12"))
    schedules = [view("due", log, day)[0] for day in ("2025-08-01", "2025-08-13")]
    assert [line.schedule for line in schedules if isinstance(line, DueLine)] == ["due in 11 days", "lapsed"]


TRUCE = event("t1", "AGREE", actors=(USA, CHINA), when="/2025-08-12", issues=("cease-fire",))


@pytest.mark.parametrize(("day", "schedule"), [("2025-06-12", "due in 61 days"), ("2025-08-20", "lapsed")])
def test_the_end_of_a_truce_is_due(day: str, schedule: str) -> None:
    log = [*stated(document("a"), TRUCE), *stated(document("b", outlet="Valley News"), TRUCE)]
    [line] = view("due", log, day)
    assert isinstance(line, DueLine)
    assert (line.schedule, line.origins) == (schedule, 2)


PLANNED = event("r1", status="planned", when="2025-06-09", actors=(TRUMP, CHINA))
SCHEDULED = [
    ("days ahead", "2025-06-06", None, "due in 3 days"),
    ("past, nothing told of it", "2025-06-13", None, "no account of it yet"),
    ("past, talks of the same person told of", "2025-06-13", event("r2", when="2025-06-10"), "met"),
    ("past, talks of others told of", "2025-06-13", event("r2", when="2025-06-10", actors=(USA, XI)),
     "no account of it yet"),
    ("past, earlier talks told of", "2025-06-13", event("r2", when="2025-06-02"), "no account of it yet"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "day", "held", "expected"), SCHEDULED, ids=[row[0] for row in SCHEDULED])
def test_a_meeting_planned_is_due(behaviour: str, day: str, held: Event | None, expected: str) -> None:
    told = [*stated(document("a"), PLANNED), *(stated(document("b", "2025-06-11"), held) if held else ())]
    [line] = view("due", told, day)
    assert isinstance(line, DueLine)
    assert line.schedule == expected


QUESTION = (Span(0, 20, "Will they meet soon?"),)


@pytest.mark.parametrize("name", ["meetings", "gaps", "timeline", "unplaced"])
def test_a_question_claims_nothing(name: str) -> None:
    asked = (event("r1", status="planned", evidence=QUESTION), gap("r2", evidence=QUESTION))
    assert not view(name, stated(document("a"), *asked))


def test_the_dated_fact_that_a_question_takes_for_granted_is_told_but_not_placed() -> None:
    log = stated(document("a"), event("r1", when="2025-06-05", evidence=QUESTION))
    assert not view("timeline", log)
    assert view("unplaced", log)


MEETINGS = [
    ("held", "happened", "2025-06-05", "held"),
    ("planned for a day to come", "planned", "2025-06-12", "ahead"),
    ("planned for a day that passed", "planned", "2025-06-07", "no account of it yet"),
    ("planned for a month", "planned", "2025-07", "ahead"),
    ("under way when last heard of", "ongoing", "2025-06", "under way as of 2025-06-06"),
    ("under way on a day that passed", "ongoing", "2025-06-06", "held"),
    ("said not to be", "negated", "2025-06-05", "not held"),
    ("rumoured", "unconfirmed", "2025-06-05", "unconfirmed"),
    ("offered", "proposed", "2025-06-12", "proposed"),
]


@pytest.mark.parametrize(("behaviour", "status", "when", "expected"), MEETINGS, ids=[row[0] for row in MEETINGS])
def test_meetings(behaviour: str, status: str, when: str | None, expected: str) -> None:
    [line] = view("meetings", stated(document("a"), event("r1", status=status, when=when)))
    assert isinstance(line, MeetingLine)
    assert line.state == expected


HOPE = "We hope the United States will act on the consensus of the call."
NO_MEETING: list[tuple[str, dict[str, Any]]] = [
    ("without a date", {}),
    ("some day of a year", {"when": "2025"}),
    ("a month long past", {"when": "2024-03"}),
    ("days of two months and more", {"when": "2025-03-01/2025-06-01"}),
    ("one state alone", {"when": "2025-06-05", "actors": (TRUMP, USA)}),
    ("a call to carry out what was agreed", {"when": "2025-06-05", "evidence": (Span(0, len(HOPE), HOPE),)}),
]


@pytest.mark.parametrize(("behaviour", "fields"), NO_MEETING, ids=[row[0] for row in NO_MEETING])
def test_what_is_no_line_of_the_meetings(behaviour: str, fields: dict[str, Any]) -> None:
    assert not view("meetings", stated(document("a"), event("r1", **fields)))


def test_a_day_long_past_is_told_and_reports_of_one_day_are_one_line() -> None:
    one = stated(document("a"), event("r1", when="2019-06-29"))
    other = stated(
        document("b"), event("r1", when="2019-06-29", actors=(USA, CHINA), evidence=(Span(0, 12, "They talked."),))
    )
    [line] = view("meetings", [*one, *other])
    assert len(line.accounts) == 2


def test_contacts_of_one_day_by_other_people_are_two_lines() -> None:
    presidents = stated(document("a"), event("r1", when="2025-06-05"))
    ministers = (Actor("Scott Bessent", "USA"), Actor("He Lifeng", "CHN"))
    others = stated(document("b"), event("r1", when="2025-06-05", actors=ministers))
    assert len(view("meetings", [*presidents, *others])) == 2


def test_gaps_stand_each_for_itself() -> None:
    assert len(view("gaps", stated(document("a"), gap("r1"), gap("r2")))) == 2


def test_sources_count_outlets_copies_and_origins() -> None:
    call = event("r1", when="2025-06-05", attribution=(Source("Ministry of Tea", "government"),))
    originals = [document(name, "2025-06-05T08:00:00Z", name, WIRE + name) for name in ("a", "b", "c")]
    log: list[Entry] = []
    for at, doc in enumerate(originals):
        log += stated(doc, call, among=originals[:at])
    lines = {line.name: line for line in view("sources", log) if isinstance(line, SourceLine)}
    assert (lines["Ministry of Tea"].outlets, lines["Ministry of Tea"].origins) == (3, 1)
    assert [lines[name].copies for name in ("a", "b", "c")] == [0, 1, 1]


def test_documents_with_one_fact_as_their_news_are_a_story() -> None:
    call = event("r1", when="2025-06-05")
    log = [
        *stated(document("a", "2025-06-05", "a"), call),
        *stated(document("b", "2025-06-06", "b"), call),
        *stated(document("later", "2025-07-06", "c"), call),
    ]
    [line] = view("stories", log, "2025-08-01")
    assert isinstance(line, StoryLine)
    assert (line.documents, line.outlets, line.origins) == (("a", "b"), 2, 2)


def test_the_overview_is_in_sections() -> None:
    log = stated(
        document("a"),
        tariff("r1", 30, "lower", when="2025-05-14"),
        pledge("r2", "2025-08-12"),
        event("r3", status="planned", when="2025-06-20", actors=(TRUMP, XI)),
        gap("r4"),
        quote("q1", "we shall see how that goes"),
    )
    sections = list(dict.fromkeys(line.section for line in view("state", log)))
    assert sections == ["in force", "next due", "meetings ahead", "gaps", "latest quotes"]


def test_the_overview_is_about_the_two_states_most_told_of() -> None:
    peru, chile = Actor("Peru", "PER"), Actor("Chile", "CHL")
    log = stated(
        document("a"),
        event("r1", when="2025-06-05"),
        event("r2", "ACCUSE", actors=(USA,), targets=(CHINA,), when="2025-06-05"),
        tariff("r3", 30, "lower", when="2025-05-14"),
        tariff("r4", 9, "lower", when="2025-05-14", actors=(peru,), targets=(chile,)),
    )
    assert [line.subject.id for line in view("state", log) if line.section == "in force"] == ["r3"]


def test_a_quote_has_the_day_it_was_published() -> None:
    [when] = [column for column in VIEWS["state"].columns if column.heading == "when"]
    [line] = view("state", stated(document("a"), quote("q1", "we shall see how that goes")))
    assert when.value(line) == "published 2025-06-06"


def test_every_cell_of_every_view_is_text() -> None:
    log = stated(
        document("a"), tariff("r1", 30, when="2025-05-14"), pledge("r2", "2025-08-12"), event("r3", when="2025-06-05"),
        gap("r4"), quote("q1", "we shall see how that goes", speaker=None),
    )  # fmt: skip
    for name, each in VIEWS.items():
        cells = [column.value(line) for line in view(name, log) for column in each.columns]
        assert all(isinstance(cell, str) for cell in cells)
