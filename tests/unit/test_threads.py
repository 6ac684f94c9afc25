"""One desk serves several threads: each sees whole states, and what is added meanwhile is there afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from detente.desk import Desk
from detente.model import Actor, Document, DocumentRef, Interval, Measure, Rate, ReaderInfo, Reading, Span

FIRST = dt.date(2025, 5, 1)
VIEWS = ("state", "timeline", "measures", "unplaced", "gaps", "quotes", "sources", "rates")


def told(day: int) -> tuple[Document, Reading]:
    """A document of that day after the first with one tariff of as many percent."""
    published = str(FIRST + dt.timedelta(days=day))
    text = f"Arcadia put {day + 1} percent on steel on {published}."
    document = Document(id=f"d{day}", text=text, published=published, outlet=f"Outlet {day % 3}")
    measure = Measure(
        id="r1",
        type="tariff",
        action="impose",
        status="happened",
        actors=(Actor("United States", "USA", "Arcadia"),),
        targets=(Actor("China", "CHN"),),
        rate=Rate(day + 1.0, "percent"),
        scope="steel",
        when=Interval(published, published),
        evidence=(Span.of(text, 0, len(text)),),
    )
    reader = ReaderInfo(name="steel", version="1")
    return document, Reading(document=DocumentRef.of(document, "en"), records=(measure,), reader=reader)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "arcadia.db") as desk:
        for day in range(20):
            desk.take(*told(day))
        yield desk


def looked_at(desk: Desk, turn: int) -> list[object]:
    """All views on a day and known by then, which later documents do not alter."""
    day = FIRST + dt.timedelta(days=turn % 5 * 4)
    return [tuple(desk.lines(view, as_of=day, known_at=day)) for view in VIEWS]


def test_readers_see_the_same_as_one_alone_while_documents_are_added(desk: Desk) -> None:
    alone = [looked_at(desk, turn) for turn in range(5)]
    with ThreadPoolExecutor(8) as threads:
        writer = threads.submit(lambda: [desk.take(*told(day)).outcome for day in range(20, 32)])
        found = list(threads.map(lambda turn: looked_at(desk, turn), range(25)))
        assert writer.result() == ["added"] * 12
    assert all(found[turn] == alone[turn % 5] for turn in range(25))
    assert len(desk.state(dt.date(2025, 7, 1)).documents) == 32


def test_several_threads_add_at_once(desk: Desk) -> None:
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda day: desk.take(*told(day)).outcome, [*range(20, 30), *range(20, 30)]))
    assert sorted(outcomes) == ["added"] * 10 + ["present"] * 10
    assert desk.check() == (30, 30)


def test_a_view_is_worked_out_once_however_many_ask(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: desk.view("timeline", as_of=FIRST + dt.timedelta(days=9)), range(16)))
    assert all(one is found[0] for one in found)
