"""What changed, in an analyst's words, each change with the lines it rests on."""

from __future__ import annotations

import pytest
from small_log import CHINA, TRUMP, document, event, gap, pledge, state, stated, tariff

from detente.model import Entry
from detente.state import diff

LOG = [
    *stated(document("a", "2025-04-10"), tariff("r1", 145, "raise", when="2025-04-10")),
    *stated(document("b", "2025-05-14"), tariff("r1", 30, "lower", when="2025-05-14/2025-08-12")),
    *stated(document("c", "2025-06-01"), event("r1", status="planned", when="2025-06-05")),
    *stated(document("d", "2025-06-06"), event("r1", when="2025-06-05"), gap("r2", what="no readout of the call")),
    *stated(document("e", "2025-05-30"), event("r1", "ACCUSE", actors=(TRUMP,), targets=(CHINA,), when="2025-05-30")),
    *stated(document("f", "2025-05-12"), pledge("r1", "2025-06-07", what="reopen the port")),
]


def texts(before: str, after: str) -> list[str]:
    return [change.text for change in diff(state(LOG, before), state(LOG, after))]


CHANGES = [
    ("a rate", "2025-05-01", "2025-05-20",
     "United States tariff on China (all goods): lowered from 145 percent to 30 percent, "
     "in force since 2025-05-14, until 2025-08-12"),
    ("a lapse", "2025-08-01", "2025-08-20",
     "United States tariff on China (all goods): lapsed at 30 percent, effective 2025-05-14, ended 2025-08-12"),
    ("a plan that came true", "2025-06-02", "2025-06-06",
     "Talks of Donald Trump and Xi Jinping on 2025-06-05: held (was ahead)"),
    ("an act", "2025-05-29", "2025-05-31", "Donald Trump accuses China on 2025-05-30"),
    ("a gap", "2025-06-05", "2025-06-06", "Open: no readout of the call"),
    ("a promise", "2025-05-11", "2025-05-13", "China committed: reopen the port; due in 25 days"),
    ("a promise overdue", "2025-06-06", "2025-06-09",
     "China committed: reopen the port: promised, overdue by 2 days (was promised, due in 1 day)"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "before", "after", "text"), CHANGES, ids=[row[0] for row in CHANGES])
def test_changes(behaviour: str, before: str, after: str, text: str) -> None:
    assert text in texts(before, after)


def test_a_cut_by_so_much_is_not_told_as_the_new_rate() -> None:
    cut = stated(document("g", "2025-06-09"), tariff("r1", 115, "lower", when="2025-06-09", actors=(TRUMP,)))
    changes = diff(state(LOG, "2025-06-08"), state([*LOG, *cut], "2025-06-09"))
    assert "United States tariff on China (all goods): lowered, 115 percent, in force since 2025-06-09" in [
        change.text for change in changes
    ]


def test_days_that_pass_are_no_change() -> None:
    assert texts("2025-06-20", "2025-06-21") == []


def test_every_change_rests_on_lines() -> None:
    changes = diff(state(LOG, "2025-04-01"), state(LOG, "2025-06-30"))
    assert changes
    assert all(change.lines for change in changes)


def test_what_leaves_the_record_is_told() -> None:
    fewer: list[Entry] = [entry for entry in LOG if entry.document != "d"]
    changes = diff(state(LOG, "2025-06-20"), state(fewer, "2025-06-20"))
    assert [change.change for change in changes if change.view == "gaps"] == ["gone"]
