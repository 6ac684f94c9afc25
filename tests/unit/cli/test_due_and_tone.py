"""`due --ics` and `tone --series`, over a desk with one pledge and one act."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from icalendar import Calendar
from small_reader import CHINA, USA, Run

from detente.desk import Desk
from detente.model import Commitment, Document, DocumentRef, Event, Interval, ReaderInfo, Reading, Span

TEXT = "Beijing agreed to buy wheat. Beijing accused Washington."


class PledgeReader:
    """Reads one pledge with a date, one without, and one accusation, whatever the text."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        pledge = Commitment(
            id="r1", status="planned", evidence=(Span.of(TEXT, 0, 28),), actors=(CHINA,), targets=(USA,),
            due=Interval(None, "2025-07-01"), confidence=0.9,
        )  # fmt: skip
        charge = Event(
            id="r2", type="ACCUSE", status="happened", evidence=(Span.of(TEXT, 29, 56),), actors=(CHINA,),
            targets=(USA,), when=Interval("2025-06-05", "2025-06-05"), confidence=0.9,
        )  # fmt: skip
        bare = Commitment(
            id="r3", status="planned", evidence=pledge.evidence, actors=(USA,), targets=(CHINA,), confidence=0.9
        )
        info = ReaderInfo(name="pledge", version="1")
        return Reading(document=DocumentRef.of(document, "en"), records=(pledge, charge, bare), reader=info)


@pytest.fixture
def pledged(tmp_path: Path) -> Path:
    path = tmp_path / "pledged.db"
    with Desk.create(path) as desk:
        list(desk.add([Document(id="d1", text=TEXT, published="2025-06-06")], PledgeReader()))
    return path


def test_dated_lines_become_a_calendar_and_the_others_are_counted(run: Run, pledged: Path) -> None:
    result = run("due", "--ics", "--as-of", "2025-06-10", "--desk", pledged)
    [event] = Calendar.from_ical(result.stdout_bytes).walk("VEVENT")
    assert str(event["summary"]) == "undertaking: China > United States"
    assert str(event["description"]).startswith("due in 21 days; said: promised")
    assert (int(event["sequence"]), str(event["status"])) == (0, "CONFIRMED")
    assert str(event["dtstart"].dt) == "2025-07-01"
    assert "1 without a date left out" in result.stderr


WINDOWS = [
    ("from its day on", ("--since", "2025-07-01"), 1),
    ("after it", ("--since", "2025-07-02"), 0),
    ("up to its day", ("--until", "2025-07-01"), 1),
    ("up to the day before, though it was told by then", ("--until", "2025-06-30"), 0),
    ("between two days", ("--since", "2025-06-20", "--until", "2025-07-20"), 1),
    ("all, with what has no date", (), 2),
]


@pytest.mark.parametrize(("behaviour", "asked", "count"), WINDOWS, ids=[row[0] for row in WINDOWS])
def test_what_is_due_is_asked_for_by_its_deadline(
    run: Run, pledged: Path, behaviour: str, asked: tuple[str, ...], count: int
) -> None:
    result = run("due", *asked, "--as-of", "2025-06-10", "--desk", pledged, "--jsonl")
    assert len(result.stdout.splitlines()) == count


def test_other_lines_are_asked_for_until_a_day_by_theirs(run: Run, pledged: Path) -> None:
    for until, count in (("2025-06-04", 0), ("2025-06-05", 1)):
        result = run("timeline", "--until", until, "--type", "ACCUSE", "--desk", pledged, "--jsonl")
        assert len(result.stdout.splitlines()) == count


def test_one_form_at_a_time(run: Run, pledged: Path) -> None:
    assert run("due", "--ics", "--json", "--desk", pledged).exit_code == 2


def test_series_are_points_in_every_form(run: Run, pledged: Path) -> None:
    asked = ("tone", "--series", "--by", "week", "--desk", pledged)
    [point] = json.loads(run(*asked, "--json").stdout)
    [row] = csv.DictReader(io.StringIO(run(*asked, "--csv").stdout))
    assert (point["party"], point["toward"], point["period"], point["pressure"]) == ("CHN", "USA", "2025-W23", -3.0)
    assert (row["lines"], row["acts"]) == ("; ".join(point["lines"]), "; ".join(point["acts"]))


def test_a_point_opens_to_the_words(run: Run, pledged: Path) -> None:
    [point] = json.loads(run("tone", "--series", "--desk", pledged, "--json").stdout)
    assert "Beijing accused Washington." in run("why", point["acts"][0], "--desk", pledged, "--json").stdout
    assert run("why", point["lines"][0], "--desk", pledged).exit_code == 0


def test_the_lines_are_by_month(run: Run, pledged: Path) -> None:
    assert run("tone", "--by", "week", "--desk", pledged).exit_code == 2
