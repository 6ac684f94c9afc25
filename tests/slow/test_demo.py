"""The demo desk, read by the best reader: what holds, what is contested and due, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.desk import Desk
from detente.ingest import documents
from detente.state.views import ContestedLine, DueLine, MeasureLine

DEMO = Path(__file__).parents[2] / "demo" / "dispatches.jsonl"
DAY = dt.date(2025, 6, 12)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.create(tmp_path_factory.mktemp("demo") / "demo.db") as made:
        assert all(added.outcome == "added" for added in made.add(documents([str(DEMO)])))
        yield made


def test_the_ledger_holds_what_was_announced_and_not_what_one_report_has_wrong(desk: Desk) -> None:
    lines = [line for line in desk.lines("measures", as_of=DAY) if isinstance(line, MeasureLine)]
    rates = {line.imposer: line.subject.rate.value for line in lines if line.subject.type == "tariff"}  # type: ignore[union-attr]
    assert rates == {"United States": 30, "China": 10}


def test_what_the_evening_paper_has_wrong_is_contested_with_its_grounds(desk: Desk) -> None:
    lines = [line for line in desk.lines("contested", as_of=DAY) if isinstance(line, ContestedLine)]
    assert [line.ground for line in lines] == [
        "told as in force: up to 125 percent; the ledger has 30 percent since 2025-05-14, when it was cut from 145",
        "the direction: up against down",
        "one word of the post differs: 'difficult' against 'hard'",
    ]


def test_the_truce_ends_on_the_twelfth_of_august(desk: Desk) -> None:
    [line] = [line for line in desk.lines("due", as_of=DAY) if isinstance(line, DueLine) and line.sort == "truce"]
    assert (line.due and line.due.end, line.schedule) == ("2025-08-12", "due in 61 days")
    assert "broken by China, says United States" in line.said
    assert line.shown == "in force"


def test_an_undertaking_has_no_evidence_until_there_is_some(desk: Desk) -> None:
    [line] = [line for line in desk.lines("due", as_of=DAY) if isinstance(line, DueLine) and line.sort == "undertaking"]
    assert "export licences for rare earth magnets" in line.evidence[0].text
    assert line.shown == f"no evidence found as of {DAY}"


def test_every_sentence_of_a_diff_has_its_lines_and_their_words(desk: Desk) -> None:
    changes = desk.diff(dt.date(2025, 5, 11), DAY)
    assert any(change.text.startswith("New deadline: 12 August 2025, the truce of") for change in changes)
    assert all(line.evidence for change in changes for line in change.lines)
    assert all(change.lines for change in changes)
