"""Moves that the documents of a desk report, held against its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from few_calendars import few_calendars

from detente.desk import Desk
from detente.model import (
    Actor,
    Document,
    DocumentRef,
    Event,
    Interval,
    Move,
    ReaderInfo,
    Reading,
    Series,
    Span,
    TimeExpression,
)
from detente.replaying import replay
from detente.state import canonical
from detente.verifying import Verified, verify

__all__ = ["few_calendars"]
pytestmark = pytest.mark.usefixtures("few_calendars")
DAY = Interval("2025-06-05", "2025-06-05")
PRESIDENTS = (Actor("Donald Trump", "USA"), Actor("Xi Jinping", "CHN"))
REPORT = (
    "The two presidents held a call on Thursday.\n\n"
    "Investors cheered news of the call. After the call the Dow climbed 160 points in the afternoon and the Shanghai "
    "Composite closed 1.3 percent higher."
)
WIRE = "The presidents of China and the United States spoke by telephone at 9 p.m. Beijing time on Thursday."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def call(name: str, text: str, words: str) -> Event:
    return Event(id=name, type="CONSULT", status="happened", actors=PRESIDENTS, evidence=(span(text, words),), when=DAY)


def move(name: str, instrument: str, change: float, unit: str, basis: str) -> Move:
    words = REPORT[REPORT.index("After") :]
    return Move(
        id=name,
        status="happened",
        evidence=(span(REPORT, words),),
        when=DAY,
        instrument=instrument,
        direction="up",
        change=change,
        unit=unit,  # type: ignore[arg-type]
        basis=basis,  # type: ignore[arg-type]
    )


def reading(document: Document, *records: Event | Move, times: tuple[TimeExpression, ...] = ()) -> Reading:
    info = ReaderInfo(name="hand", version="1")
    return Reading(document=DocumentRef.of(document), records=records, times=times, reader=info)


def series(instrument: str, exchange: str, closes: tuple[float, ...]) -> Series:
    days = np.array(["2025-06-04", "2025-06-05", "2025-06-06"], dtype="datetime64[D]")
    about = {"unit": "points", "source": "A paper", "vintage": "2025-07-01", "calendar": exchange}
    return Series(instrument=instrument, days=days, closes=np.array(closes), **about)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A report that errs and both its series."""
    with Desk.create(tmp_path / "desk.db") as desk:
        report = Document(id="report", text=REPORT, published="2025-06-06", outlet="Caspian Bulletin")
        moves = (
            move("m1", "Dow Jones Industrial Average", 160, "points", "intraday"),
            move("m2", "Shanghai Composite", 1.3, "percent", "close"),
        )
        desk.take(report, reading(report, call("c1", REPORT, "The two presidents held a call on Thursday."), *moves))
        desk.store.series.add(series("Dow Jones Industrial Average", "XNYS", (42427.74, 42319.74, 42762.87)), "now")
        desk.store.series.add(series("Shanghai Composite", "XSHG", (3376.20, 3384.10, 3385.36)), "now")
        yield desk


def found(desk: Desk, **asked: object) -> dict[str, Verified]:
    return {one.instrument: one for one in verify(desk, dt.date(2025, 7, 1), **asked)}  # type: ignore[arg-type]


def wire(desk: Desk) -> None:
    """A second report, which says when the call was."""
    document = Document(id="wire", text=WIRE, published="2025-06-05", outlet="Meridian Wire")
    words = "9 p.m. Beijing time"
    at = span(WIRE, words)
    time = TimeExpression(at.start, at.end, words, "TIME", "2025-06-05T21:00", "2025-06-05", "2025-06-05")
    desk.take(document, reading(document, call("c2", WIRE, WIRE), times=(time,)))


def test_a_rise_within_the_session_is_shown_beside_the_close_that_fell(desk: Desk) -> None:
    dow = found(desk)["Dow Jones Industrial Average"]
    assert (dow.verdict, dow.told, round(dow.measured or 0, 2), dow.close) == ("intraday", 160.0, -108.0, 42319.74)
    assert "it closed 108.00 points lower at 42,319.74 on 2025-06-05" in dow.ground
    assert dow.evidence[0].outlet == "Caspian Bulletin"


def test_a_close_that_is_another_contradicts_whichever_session_is_the_events(desk: Desk) -> None:
    shanghai = found(desk)["Shanghai Composite"]
    assert (shanghai.verdict, shanghai.also) == ("contradicts", ())
    assert [str(day) for day in shanghai.sessions] == ["2025-06-05", "2025-06-06"]


def test_when_another_document_says_when_the_call_was_the_session_had_closed_before_it(desk: Desk) -> None:
    wire(desk)
    both = found(desk)
    assert both["Shanghai Composite"].also == ("impossible in sequence",)
    assert [str(day) for day in both["Shanghai Composite"].sessions] == ["2025-06-06"]
    assert [str(day) for day in both["Dow Jones Industrial Average"].sessions] == ["2025-06-05"]


def test_the_time_that_an_analyst_gives_counts_before_what_documents_tell(desk: Desk) -> None:
    wire(desk)
    morning = dt.datetime.fromisoformat("2025-06-05T08:00+08:00")
    follows = found(desk)["Shanghai Composite"].follows
    for name in (follows, "c1"):
        assert found(desk, times={name: morning})["Shanghai Composite"].also == ()


def test_what_contradicts_a_series_is_contested(desk: Desk) -> None:
    lines = list(desk.lines("contested", as_of=dt.date(2025, 7, 1)))
    assert [(line.subject.id, line.standing, line.field) for line in lines] == [("m2", "contested", "series")]  # type: ignore[attr-defined]


def test_a_series_loaded_later_is_heeded_at_once(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "other.db") as desk:
        report = Document(id="report", text=REPORT, published="2025-06-06", outlet="Caspian Bulletin")
        desk.take(report, reading(report, move("m2", "Shanghai Composite", 1.3, "percent", "close")))
        assert list(desk.lines("contested", as_of=dt.date(2025, 7, 1))) == []
        desk.store.series.add(series("Shanghai Composite", "XSHG", (3376.20, 3384.10, 3385.36)), "now")
        assert len(list(desk.lines("contested", as_of=dt.date(2025, 7, 1)))) == 1


def test_a_desk_made_anew_from_its_log_has_the_series_too(desk: Desk, tmp_path: Path) -> None:
    with replay(desk, tmp_path / "again.db") as again:
        assert canonical(again.state()) == canonical(desk.state())
        for instrument in ("Dow Jones Industrial Average", "Shanghai Composite"):
            (one,), (other,) = (each.store.series.of(instrument) for each in (desk, again))
            assert (one.id, one.closes.tolist()) == (other.id, other.closes.tolist())
        assert len(list(again.lines("contested", as_of=dt.date(2025, 7, 1)))) == 1


def test_what_was_not_known_then_is_not_checked(desk: Desk) -> None:
    assert list(verify(desk, dt.date(2025, 7, 1), known_at=dt.date(2025, 6, 5))) == []
