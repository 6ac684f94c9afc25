"""Admiralty grades: two axes, each with its reason, F6 until something is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_log import RECORDED, document, event, state, stated, tariff, view

from detente.model import Clocks, Decided, GradeSource, Standing
from detente.state import why
from detente.state.grades import Grade, Override, TrackRecord, grade, overrides
from detente.state.views import SourceLine


def record(confirmed: int = 0, erred: int = 0, party: str | None = None) -> TrackRecord:
    return TrackRecord(source="outlet:X", told=confirmed + erred + 5, confirmed=confirmed, erred=erred, party=party)


def graded(of: TrackRecord, standing: Standing = "stated", origins: int = 1, own: bool = False) -> Grade:
    return grade(of, standing, origins, own)


RELIABILITY = [
    ("nothing is known", record(), "F"),
    ("two checks are too few", record(2), "F"),
    ("a few good checks", record(3), "C"),
    ("ten good checks", record(10), "B"),
    ("fifty good checks", record(50), "A"),
    ("fifty, two of them bad", record(48, 2), "B"),
    ("one in four bad", record(3, 1), "D"),
    ("all bad", record(0, 3), "E"),
    ("a party is no better than C", record(50, party="CHN"), "C"),
    ("a party may be worse", record(0, 4, party="CHN"), "E"),
]


@pytest.mark.parametrize(("behaviour", "of", "letter"), RELIABILITY, ids=[row[0] for row in RELIABILITY])
def test_reliability(behaviour: str, of: TrackRecord, letter: str) -> None:
    found = graded(of)
    assert found.reliability == letter, behaviour
    assert f"{of.confirmed} of {of.told}" in found.reliability_reason


CREDIBILITY: list[tuple[str, Standing, int, bool, int]] = [
    ("one origin, nothing else", "stated", 1, False, 6),
    ("a party on its own act", "stated", 1, True, 2),
    ("two origins", "confirmed", 2, False, 1),
    ("contested", "contested", 1, False, 4),
    ("denied by a party", "denied", 3, False, 5),
    ("hedged by the text", "unconfirmed", 1, True, 6),
]


@pytest.mark.parametrize(
    ("behaviour", "standing", "origins", "own", "figure"), CREDIBILITY, ids=[row[0] for row in CREDIBILITY]
)
def test_credibility(behaviour: str, standing: Standing, origins: int, own: bool, figure: int) -> None:
    assert graded(record(), standing, origins, own).credibility == figure, behaviour


def test_nothing_known_is_f6() -> None:
    assert graded(record()).code == "F6"


@given(st.integers(0, 80), st.integers(0, 80), st.sampled_from(["stated", "confirmed", "contested", "denied"]))
@settings(max_examples=25, deadline=None)
def test_neither_axis_is_read_off_the_other(confirmed: int, erred: int, standing: Standing) -> None:
    found = graded(record(confirmed, erred), standing)
    assert found.reliability == graded(record(confirmed, erred)).reliability
    assert found.credibility == graded(record(), standing).credibility


def test_an_analysts_grade_stands_before_the_computed_one_and_says_why() -> None:
    given = Override(reliability="B", analyst="ann", reason="known for care")
    found = grade(record(), "stated", 1, own=False, override=given)
    assert found.code == "B6"
    assert found.reliability_reason == "usually reliable: ann: known for care (computed: F)"


LOG = [
    *stated(document("w", "2025-04-10"), tariff("r1", 125, "raise", when="2025-04-09")),
    *stated(document("v", "2025-04-10", "Valley News"), tariff("r1", 125, "raise", when="2025-04-09")),
    *stated(document("x", "2025-06-01"), event("r1", when="2025-05-30")),
]
RULING = Decided(
    id="d1", clocks=Clocks(recorded_at=RECORDED), analyst="ann", reason="known for care", turn=9,
    decision=GradeSource(source="Desk Daily", reliability="A"),
)  # fmt: skip


def test_the_sources_view_grades_outlets_and_takes_the_analysts_word() -> None:
    before, after = ({line.name: line.reliability for line in view("sources", log) if isinstance(line, SourceLine)}
                     for log in (LOG, [*LOG, RULING]))  # fmt: skip
    assert before == {"Desk Daily": "F", "Valley News": "F"}
    assert after == {"Desk Daily": "A", "Valley News": "F"}


def test_overrides_are_those_in_force() -> None:
    assert overrides([RULING]) == {"Desk Daily": Override(reliability="A", analyst="ann", reason="known for care")}


def test_why_gives_each_account_of_the_line_its_grade() -> None:
    [line] = view("meetings", LOG)
    [account] = why(state(LOG), line.id).accounts
    assert account.grade is not None
    assert account.grade.code == "F6"
