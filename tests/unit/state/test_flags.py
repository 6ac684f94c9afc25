"""Odd dates are flagged and stay in the state."""

from __future__ import annotations

import datetime as dt

import pytest
from small_log import document, event, state, stated

from detente.model import Aside, Document
from detente.state.flags import flags

CASES = [
    ("publication after the desk took it in", "2031-01-01", None, "happened", {"published in the future"}),
    ("a zone ahead of this clock is no oddity", "2025-07-02T03:00:00+09:00", None, "happened", set()),
    ("publication long ago", "1891", None, "happened", {"published before 1900"}),
    ("a record dated long ago", "2025-06-05", "1812-06-18", "happened", {"dated before 1900"}),
    ("what happened after it was told", "2025-06-05", "2025-06-09", "happened", {"happened after it was told"}),
    ("what is planned lies ahead", "2025-06-05", "2025-06-09", "planned", set()),
    ("a month that goes on", "2025-06-05", "2025-06", "happened", set()),
    ("no dates at all", None, None, "happened", set()),
]


@pytest.mark.parametrize(("behaviour", "published", "when", "status", "odd"), CASES, ids=[row[0] for row in CASES])
def test_what_is_odd(behaviour: str, published: str | None, when: str | None, status: str, odd: set[str]) -> None:
    found = state(stated(document("a", published), event("r1", when=when, status=status)))
    assert {flag.flag for flag in flags(found)} == odd
    assert set(found.documents) == {"a"}


CLOCKS = [(None, set()), ("2025-07-01", set()), ("2025-06-25", {"recorded in the future"})]


@pytest.mark.parametrize(("today", "odd"), CLOCKS)
def test_a_clock_that_ran_ahead_is_flagged(today: str | None, odd: set[str]) -> None:
    found = flags(state(stated(document("a"))), (), dt.date.fromisoformat(today) if today else None)
    assert {flag.flag for flag in found} == odd


def test_documents_set_aside_are_flagged_with_the_reason() -> None:
    aside = Aside(document=Document(id="x", text="y"), why="conflict", reason="so it is", recorded_at="2025-07-01")
    (flag,) = flags(state([]), [aside])
    assert (flag.flag, flag.document, flag.found) == ("conflict", "x", "so it is")
