"""The ledger: which step holds, at which rate, and the four dates apart."""

from __future__ import annotations

from typing import Any

import pytest
from small_log import CHINA, TRUMP, USA, XI, document, event, state, stated, tariff, view

from detente.model import Actor, Entry, Line, Measure, Span
from detente.state.truces import truces
from detente.state.views import DueLine, MeasureLine

JAPAN = Actor("Japan", "JPN")
TOTAL = (Span(0, 29, "the tariffs total 30 percent"),)


def ledger(entries: list[Entry] | tuple[Entry, ...], day: str = "2025-06-10", known: str | None = None) -> MeasureLine:
    [line] = view("measures", entries, day, known)
    assert isinstance(line, MeasureLine)
    return line


def rate(line: Line) -> float | None:
    assert isinstance(line.subject, Measure)
    return line.subject.rate.value if line.subject.rate else None


SPRING = [
    *stated(document("a", "2025-02-04"), tariff("r1", 10, when="2025-02-04")),
    *stated(document("b", "2025-04-10"), tariff("r1", 145, "raise", when="2025-04-10")),
    *stated(document("c", "2025-05-12"), tariff("r1", 30, "lower", "planned", when="2025-05-14")),
    *stated(document("d", "2025-05-15"), tariff("r1", 30, "lower", when="2025-05-14/2025-08-12")),
]

AS_OF = [
    ("before anything nothing", "2025-02-01", None, None),
    ("from its day it is in force", "2025-02-04", "in force", 10),
    ("a rise supersedes", "2025-04-10", "raised", 145),
    ("a lowering foreseen changes nothing yet", "2025-05-13", "raised", 145),
    ("from its day it is lower", "2025-05-14", "lowered", 30),
    ("on its last day it still is", "2025-08-12", "lowered", 30),
    ("then it lapses by itself", "2025-08-13", "lapsed", 30),
]


@pytest.mark.parametrize(("behaviour", "day", "stage", "percent"), AS_OF, ids=[row[0] for row in AS_OF])
def test_as_of(behaviour: str, day: str, stage: str | None, percent: float | None) -> None:
    lines = view("measures", SPRING, day)
    assert [(line.stage, rate(line)) for line in lines if isinstance(line, MeasureLine)] == (
        [(stage, percent)] if stage else []
    )


def test_known_at_hides_what_was_published_later() -> None:
    line = ledger(SPRING, "2025-05-13", "2025-05-13")
    assert (line.stage, rate(line), line.ahead) == ("raised", 145, "lower: announced 2025-05-14")
    assert ledger(SPRING, "2025-06-10", "2025-05-11").stage == "raised"


def test_what_was_announced_for_a_day_is_in_force_from_it_unless_something_says_otherwise() -> None:
    line = ledger(SPRING, "2025-06-10", "2025-05-13")
    assert (line.stage, rate(line), line.effective, line.as_announced) == ("lowered", 30, "2025-05-14", True)
    off = stated(document("x", "2025-05-13"), tariff("r1", 145, "extend", when="2025-05-13"))
    assert rate(ledger([*SPRING, *off], "2025-06-10", "2025-05-13")) == 145


NO_ARRIVAL = [
    ("no day given", tariff("r1", 30, "lower", "planned")),
    ("known to the month", tariff("r1", 30, "lower", "planned", when="2025-05")),
    (
        "somebody may yet prevent it",
        tariff("r1", 30, "lower", "planned", when="2025-05-14", evidence=(
            Span(0, 60, "Hawks try to prevent the United States from a cut for China."),
        )),
    ),
    ("some day within weeks", tariff("r1", 30, "lower", "planned", when="2025-05-14/2025-05-31")),
    ("a day before the announcement", tariff("r1", 30, "lower", "planned", when="2025-05-07")),
    ("a threat", tariff("r1", 30, "raise", "threatened", when="2025-05-14")),
    ("a sum told", tariff("r1", 30, "impose", "planned", when="2025-05-14", evidence=TOTAL)),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "measure"), NO_ARRIVAL, ids=[row[0] for row in NO_ARRIVAL])
def test_what_does_not_come_into_force_by_itself(behaviour: str, measure: Measure) -> None:
    line = ledger([*SPRING[:4], *stated(document("c", "2025-05-12"), measure)])
    assert (line.stage, rate(line)) == ("raised", 145)


def test_a_rate_that_is_kept_does_not_move_the_ledger() -> None:
    kept = tariff("r1", 125, "keep", "ongoing", bound="max", when="2025-06-04")
    line = ledger([*SPRING, *stated(document("e", "2025-06-06"), kept)])
    assert (line.stage, rate(line), line.effective) == ("lowered", 30, "2025-05-14")


def test_a_rate_set_from_a_higher_one_is_lowered() -> None:
    words = (Span(0, 52, "a tariff on China cut from 145 percent to 30 percent"),)
    line = ledger(stated(document("e", "2025-06-06"), tariff("r1", 30, when="2025-06-05", evidence=words)))
    assert line.stage == "lowered"


def test_a_range_of_rates_is_no_rise_from_the_one_to_the_other() -> None:
    words = (Span(0, 60, "United States tariffs on China ranging from 10 percent to 30 percent"),)
    line = ledger(stated(document("e", "2025-06-06"), tariff("r1", 30, when="2025-06-05", evidence=words)))
    assert line.stage == "in force"


NOT_IN_THE_LEDGER = [
    ("no state imposes it", {"actors": (Actor("analysts", "USA"),)}),
    ("an outlet imposes nothing", {"actors": (Actor("Reuters", "GBR"),)}),
    ("two states that the text runs together", {"actors": (USA, CHINA)}),
    ("goods that are not made out", {"scope": "the wind in the willows"}),
    ("an instrument that is not known", {"type": "other"}),
    (
        "it falls on 'us', whoever they are",
        {"targets": (), "scope": "steel", "evidence": (Span(0, 39, "The United States charges us 25 percent"),)},
    ),
]


@pytest.mark.parametrize(("behaviour", "fields"), NOT_IN_THE_LEDGER, ids=[row[0] for row in NOT_IN_THE_LEDGER])
def test_what_stays_out_of_the_ledger_stays_in_the_timeline(behaviour: str, fields: dict[str, Any]) -> None:
    entries = stated(document("a"), tariff("r1", 25, **fields))
    assert not view("measures", entries)
    assert view("unplaced", entries)


def test_the_ledger_is_by_state() -> None:
    line = ledger(stated(document("a"), tariff("r1", 25, actors=(TRUMP,), targets=(XI,))))
    assert (line.imposer, line.on) == ("United States", "China")


TRUCE = event("t1", "AGREE", actors=(USA, CHINA), when="/2025-08-12", issues=("cease-fire",))
TRUCES = [
    ("it ends the cut taken under it", TRUCE, "2025-06-10", ("lowered", "2025-08-12")),
    ("after it the cut has lapsed", TRUCE, "2025-08-13", ("lapsed", "2025-08-12")),
    ("a truce of others ends nothing", event("t1", "AGREE", actors=(USA, JAPAN), when="/2025-08-12",
     issues=("cease-fire",)), "2025-06-10", ("lowered", None)),
    ("a stretch in which it was made is no end", event("t1", "AGREE", actors=(USA, CHINA), when="2025-01/2025-08",
     issues=("cease-fire",)), "2025-06-10", ("lowered", None)),
    ("another agreement ends nothing", event("t1", "AGREE", actors=(USA, CHINA), when="/2025-08-12"),
     "2025-06-10", ("lowered", None)),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "truce", "day", "expected"), TRUCES, ids=[row[0] for row in TRUCES])
def test_truces(behaviour: str, truce: Any, day: str, expected: tuple[str, str | None]) -> None:
    log = [*SPRING[:6], *stated(document("t", "2025-05-15"), truce)]
    line = ledger(log, day)
    assert (line.stage, line.expires) == expected


def test_truces_of_two_pairs_that_end_on_one_day_are_two() -> None:
    """Nor is an account that names one party of both an account of either."""
    japan = event("t1", "AGREE", actors=(USA, JAPAN), when="/2025-08-12", issues=("cease-fire",))
    alone = event("t1", "AGREE", actors=(USA,), when="/2025-08-12", issues=("cease-fire",))
    told = [*stated(document("t"), TRUCE), *stated(document("u"), japan), *stated(document("v"), alone)]
    found = truces(state(told))
    assert [(sorted(one.parties), len(one.told)) for one in found] == [(["CHN", "USA"], 1), (["JPN", "USA"], 1)]


def test_a_cut_is_not_of_the_day_on_which_what_is_cut_was_imposed() -> None:
    words = "Both agreed to lower the tariffs imposed after April 2 to 10 percent."
    cut = tariff("r1", 10, "lower", when="2025-04-02", evidence=(Span(0, len(words), words),))
    log = [*SPRING[:4], *stated(document("z", "2025-05-12"), cut)]
    assert rate(ledger(log, "2025-04-05")) == 10
    assert ledger(log, "2025-04-05").since == "2025-02-04"
    assert rate(ledger(log, "2025-05-10")) == 145


SUSPENDED = stated(document("a", "2025-05-14"), tariff("r1", None, "suspend", when="2025-05-14"))
ENDS = [
    ("a later account gives the end alone", {"action": "suspend", "when": "/2025-11-10"}, ("suspended", "2025-11-10")),
    ("it is told to last until then", {"action": "extend", "when": "/2025-11-10"}, ("suspended", "2025-11-10")),
    ("the end of something else", {"action": "lower", "when": "/2025-11-10"}, ("suspended", None)),
    ("an end that is past", {"action": "suspend", "when": "/2025-06-01"}, ("suspended", None)),
    ("no end", {"action": "suspend"}, ("suspended", None)),
]


@pytest.mark.parametrize(("behaviour", "fields", "expected"), ENDS, ids=[row[0] for row in ENDS])
def test_a_suspension_takes_its_end_from_a_later_account_without_a_day(
    behaviour: str, fields: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    later = stated(document("b", "2025-06-06"), tariff("r1", None, status="ongoing", **fields))
    line = ledger([*SUSPENDED, *later])
    assert (line.stage, line.expires) == expected


def test_after_an_end_told_so_it_has_lapsed_and_is_due_until_then() -> None:
    later = stated(document("b", "2025-06-06"), tariff("r1", None, "suspend", "ongoing", when="/2025-11-10"))
    log = [*SUSPENDED, *later]
    assert ledger(log, "2025-11-11").stage == "lapsed"
    due = view("due", log, "2025-11-09")
    assert [one.schedule for one in due if isinstance(one, DueLine)] == ["due in 1 day"]
    assert {piece.document for piece in ledger(log).evidence} == {"a", "b"}


def test_dates_are_kept_apart() -> None:
    line = ledger(
        [
            *SPRING[:4],
            *stated(document("e", "2025-06-01"), tariff("r1", 50, "announce", when="2025-05-30")),
        ]
    )
    assert (line.announced, line.effective, line.expires, line.removed) == ("2025-05-30", "2025-04-10", None, None)


def test_the_end_of_a_step_is_its_expiry() -> None:
    line = ledger(SPRING)
    assert (line.effective, line.expires) == ("2025-05-14", "2025-08-12")


def test_an_interval_that_is_past_says_when_not_how_long() -> None:
    line = ledger(stated(document("a", "2025-06-06"), tariff("r1", 20, "lower", when="2025-05-26/2025-06-01")))
    assert (line.stage, line.expires) == ("lowered", None)


def test_an_extension_supersedes_the_end() -> None:
    extended = tariff("r1", 30, "extend", when="2025-08-11/2025-11-10")
    line = ledger([*SPRING, *stated(document("e", "2025-08-11"), extended)], "2025-09-01")
    assert (line.stage, line.expires) == ("extended", "2025-11-10")


def test_what_it_supersedes_is_named() -> None:
    line = ledger(SPRING)
    assert set(line.superseded) == {SPRING[1].id, SPRING[3].id}


def test_removal() -> None:
    gone = stated(document("e", "2025-07-01"), tariff("r1", None, "remove", when="2025-07-01"))
    line = ledger([*SPRING, *gone], "2025-07-02")
    assert (line.stage, line.removed, line.effective) == ("removed", "2025-07-01", None)


def test_an_undated_report_does_not_move_the_ledger() -> None:
    stale = stated(document("e", "2025-06-06"), tariff("r1", 145, "keep", "ongoing"))
    assert rate(ledger([*SPRING, *stale])) == 30


NEWS = [
    ("a new rate told without a date holds from when it is known", tariff("r1", 55, "raise"), ("raised", 55, None)),
    ("a rate heard of before is told again", tariff("r1", 145, "raise"), ("lowered", 30, "2025-05-14")),
    ("what was imposed some day moves nothing", tariff("r1", 7.5, "impose"), ("lowered", 30, "2025-05-14")),
]


@pytest.mark.parametrize(("behaviour", "measure", "expected"), NEWS, ids=[row[0] for row in NEWS])
def test_changes_told_without_a_date(behaviour: str, measure: Measure, expected: tuple[object, ...]) -> None:
    line = ledger([*SPRING, *stated(document("e", "2025-06-06"), measure)])
    assert (line.stage, rate(line), line.effective) == expected


ONLY = [
    ("a threat", tariff("r1", 50, "threaten", "threatened"), "threatened"),
    ("a proposal", tariff("r1", 50, "propose", "proposed"), "proposed"),
    ("an announcement", tariff("r1", 50, "announce", when="2025-06-01"), "announced"),
    ("a plan", tariff("r1", 50, status="planned", when="2025-06-20"), "announced"),
    ("a plan whose day has come", tariff("r1", 50, status="planned", when="2025-06-07"), "in force"),
    ("a condition", tariff("r1", 50, status="conditional"), "conditional"),
    ("a rumour", tariff("r1", 50, status="unconfirmed"), "unconfirmed"),
    ("in force without a date", tariff("r1", 50, "keep", "ongoing"), "in force"),
    ("a suspension with an end", tariff("r1", 24, "suspend", when="2025-05-14/2025-08-12"), "suspended"),
    ("an end", tariff("r1", 50, "impose", "ended", when="2025-06-01"), "expired"),
]


@pytest.mark.parametrize(("behaviour", "measure", "stage"), ONLY, ids=[row[0] for row in ONLY])
def test_stages(behaviour: str, measure: Measure, stage: str) -> None:
    assert ledger(stated(document("a"), measure)).stage == stage


def test_what_is_said_not_to_be_makes_no_line() -> None:
    assert not view("measures", stated(document("a"), tariff("r1", 50, status="negated")))


def test_a_month_stays_a_month() -> None:
    assert ledger(stated(document("a"), tariff("r1", 25, when="2018-07"))).effective == "2018-07"


def test_a_measure_of_no_known_state_is_not_in_the_ledger() -> None:
    entries = stated(document("a"), tariff("r1", 50, actors=(Actor("some people"),)))
    assert not view("measures", entries)
    assert view("unplaced", entries)


def test_measures_of_two_scopes_are_two_lines() -> None:
    steel = tariff("r2", 50, "raise", scope="steel", when="2025-06-04")
    assert len(view("measures", [*SPRING, *stated(document("e"), steel)])) == 2
