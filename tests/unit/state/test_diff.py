"""What changed, in an analyst's words, each change with the lines it rests on."""

from __future__ import annotations

import pytest
from small_log import CHINA, TRUMP, document, event, gap, pledge, state, stated, tariff

from detente.model import Entry
from detente.state import diff, phrasing

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
     "The United States lowered its tariff on China (all goods) from 145 % to 30 % on 14 May 2025, "
     "until 12 August 2025."),
    ("a lapse", "2025-08-01", "2025-08-20",
     "The United States' tariff on China (all goods) at 30 % lapsed on 12 August 2025."),
    ("a plan that came true", "2025-06-02", "2025-06-06",
     "Held: talks of Donald Trump and Xi Jinping on 5 June 2025 (was ahead)."),
    ("an act", "2025-05-29", "2025-05-31", "Donald Trump accused China on 30 May 2025: “They”"),
    ("a gap", "2025-06-05", "2025-06-06", "Not known: “They”"),
    ("a promise", "2025-05-11", "2025-05-13",
     "New deadline: 7 June 2025, undertaking of China: “They” (due in 25 days)."),
    ("a promise overdue", "2025-06-06", "2025-06-09",
     "Overdue since 7 June 2025: undertaking of China: “They”; no evidence found as of 2025-06-09."),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "before", "after", "text"), CHANGES, ids=[row[0] for row in CHANGES])
def test_changes(behaviour: str, before: str, after: str, text: str) -> None:
    assert text in texts(before, after)


def test_a_cut_to_more_than_holds_that_one_account_tells_changes_nothing() -> None:
    cut = stated(document("g", "2025-06-09"), tariff("r1", 115, "lower", when="2025-06-09", actors=(TRUMP,)))
    changes = diff(state(LOG, "2025-06-08"), state([*LOG, *cut], "2025-06-09"))
    assert not [change.text for change in changes if "tariff" in change.text]


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


def test_what_is_announced_is_not_told_as_done() -> None:
    log = stated(document("a", "2025-05-12"), tariff("r1", 30, "lower", "planned", when="2025-06-14"))
    [change] = [one for one in diff(state([], "2025-05-01"), state(log, "2025-05-13")) if one.view == "measures"]
    assert change.text == (
        "The United States announced that it would lower its tariff on China (all goods) to 30 % on 14 June 2025."
    )


def test_an_act_within_one_state_is_no_change_between_states() -> None:
    log = stated(document("a"), event("r1", "ACCUSE", actors=(CHINA,), targets=(CHINA,), when="2025-06-06"))
    assert not diff(state([], "2025-06-05"), state(log, "2025-06-06"))


def test_a_date_is_no_more_precise_in_words_than_it_is_known() -> None:
    assert [phrasing.date(value) for value in ("2025-05-14", "2025-05", "2025")] == ["14 May 2025", "May 2025", "2025"]
