"""Valid time and known-at, for every view: one table over all of them."""

from __future__ import annotations

import pytest
from small_log import CHINA, TRUMP, USA, XI, document, event, gap, move, pledge, quote, stated, tariff, view

from detente.model import Line, Quote
from detente.state import VIEWS

EARLY = stated(
    document("early", "2025-05-02"),
    tariff("r1", 145, "raise", when="2025-04-10"),
    event("r2", when="2025-05-01"),
    event("r3", "REQUEST", actors=(CHINA,), targets=(USA,), when="2025-05-01", issues=("tariffs",)),
    pledge("r4", "2025-06-07"),
    gap("r5"),
    event("r6", "CONSULT", issues=("trade",)),
    move("r7", "up", 100, when="2025-05-01"),
    quote("q1", "we shall see how that goes", "Xi Jinping", "CHN"),
)
LATE = stated(
    document("late", "2025-06-06", "Metro Post"),
    tariff("r1", 30, "lower", when="2025-05-14"),
    event("r2", when="2025-06-05", actors=(TRUMP, XI)),
    event("r3", "ACCUSE", actors=(USA,), targets=(CHINA,), when="2025-06-05", issues=("tariffs",)),
    event("r4", "REJECT", actors=(USA,), targets=(CHINA,), when="2025-06-05", issues=("tariffs",)),
    pledge("r5", "2025-07-07"),
    gap("r6"),
    event("r7", "CONSULT", issues=("trade",)),
    move("r8", "down", 100, when="2025-05-01"),
    quote("q1", "nobody knows how that goes now"),
)
LOG = [*EARLY, *LATE]
DAY, BEFORE = "2025-06-10", "2025-05-03"


def documents(line: Line) -> set[str]:
    return {piece.document for piece in line.evidence}


@pytest.mark.parametrize("name", VIEWS)
def test_known_at_hides_what_was_published_later(name: str) -> None:
    assert all("late" not in documents(line) for line in view(name, LOG, DAY, BEFORE))


@pytest.mark.parametrize("name", VIEWS)
def test_known_at_is_what_a_desk_without_the_later_documents_shows(name: str) -> None:
    assert view(name, LOG, DAY, BEFORE) == view(name, EARLY, DAY)


@pytest.mark.parametrize("name", VIEWS)
def test_as_of_tells_of_nothing_that_was_not_so_or_said_by_then(name: str) -> None:
    for line in view(name, LOG, BEFORE):
        subject = line.subject
        done = not isinstance(subject, Quote) and subject.status in ("happened", "ongoing", "ended")
        start = subject.when.start if done and not isinstance(subject, Quote) and subject.when else None
        assert start is None or start <= BEFORE
        assert start is not None or (line.clocks.known_at or "") <= BEFORE


CHANGES = ["state", "timeline", "quotes", "measures", "totals", "rates", "due", "meetings", "gaps", "positions", "tone"]


@pytest.mark.parametrize("name", CHANGES)
def test_the_later_document_shows_once_it_is_known(name: str) -> None:
    assert view(name, LOG, DAY, BEFORE) != view(name, LOG, DAY)


@pytest.mark.parametrize("name", VIEWS)
def test_every_line_rests_on_words_and_has_an_id(name: str) -> None:
    lines = view(name, LOG, DAY)
    assert all(line.evidence and line.id for line in lines)
    assert len({line.id for line in lines}) == len(lines) or name == "state"
