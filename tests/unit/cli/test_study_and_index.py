"""`markets study` and `index`, over a desk with two acts and a series of prices."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from small_reader import CHINA, USA, Run

from detente.desk import Desk
from detente.model import Document, DocumentRef, Event, Interval, ReaderInfo, Reading, Series, Span

TEXT = "Beijing accused Washington. Congress said the economy faces uncertainty."
TUESDAY, SATURDAY = "2025-06-03", "2025-06-07"


class ChargeReader:
    """Reads two accusations, the one on a Saturday, and one without a day, whatever the text."""

    def read(self, document: Document, *, broad: bool = False) -> Reading:
        dates = (TUESDAY, SATURDAY, "2025-05")
        records = tuple(
            Event(
                id=f"r{at}", type="ACCUSE", status="happened", evidence=(Span.of(TEXT, 0, 27),), actors=(CHINA,),
                targets=(USA,), when=Interval(day, day), confidence=0.9, issues=(f"issue {at}",),
            )
            for at, day in enumerate(dates)
        )  # fmt: skip
        return Reading(
            document=DocumentRef.of(document, "en"), records=records, reader=ReaderInfo(name="x", version="1")
        )


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a series that has no exchange, from the start of 2024 to the end of June 2025."""
    path = tmp_path_factory.mktemp("studied") / "studied.db"
    every = (dt.date(2024, 1, 1) + dt.timedelta(days=at) for at in range(547))
    days = np.array([day for day in every if day.weekday() < 5], dtype="datetime64[D]")
    closes = 100 * np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.01, len(days))))
    series = Series(
        instrument="Pebbles", days=days, closes=closes, unit="points", source="made up", vintage="2025-07-01"
    )
    with Desk.create(path) as desk:
        list(desk.add([Document(id="d1", text=TEXT, published="2025-06-09", outlet="A Paper")], ChargeReader()))
        desk.store.series.add(series, "2025-07-01T00:00:00Z")
    return path


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output)))


def test_a_study_of_the_desks_events_is_tidy_in_every_form(run: Run, studied: Path) -> None:
    asked = ("markets", "study", "--desk", studied, "--draws", 99, "--window", "0:1")
    table = json.loads(run(*asked, "--json").stdout)
    assert (table[0]["test"], table[0]["counts"], table[0]["events"], table[0]["instrument"]) == (
        "placebo",
        True,
        2,
        "Pebbles",
    )
    assert [row["test"] for row in rows(run(*asked, "--csv").stdout)] == [row["test"] for row in table]


def test_days_lead_back_to_the_entries_and_the_weekend_is_named(run: Run, studied: Path) -> None:
    asked = ("markets", "study", "--desk", studied, "--draws", 0, "--shown", "0:0", "--csv")
    days = rows(run(*asked, "--rows", "days").stdout)
    assert [(row["event_day"], row["session"]) for row in days] == [(TUESDAY, TUESDAY), (SATURDAY, "2025-06-09")]
    assert "Beijing accused Washington." in run("why", days[0]["entries"], "--desk", studied, "--json").stdout
    design = rows(run(*asked, "--rows", "design").stdout)
    assert {"undated", "moved", "overlapping"} <= {row["kind"] for row in design}


def test_dates_of_a_file_are_studied_instead(run: Run, studied: Path) -> None:
    Path("dates.csv").write_text("date,label\n2025-05-06,A tweet\n2025-05-07T21:00+08:00,A call\n", encoding="utf-8")
    asked = ("markets", "study", "--desk", studied, "--events", "dates.csv", "--rows", "days", "--draws", 0, "--json")
    result = run(*asked)
    assert {row["label"] for row in json.loads(result.stdout)} == {"A tweet", "A call"}
    assert "1 clock-missing" in result.stderr


def test_a_time_may_be_given_to_an_event(run: Run, studied: Path) -> None:
    asked = ("markets", "study", "--desk", studied, "--draws", 0, "--shown", "0:0", "--csv")
    [first, *_] = rows(run(*asked, "--rows", "days").stdout)
    timed = run(*asked, "--event-at", f"{first['entries']}=2025-06-03T21:00+08:00")
    assert "1 clock-missing" in timed.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--instrument", "Marbles"), 1, "Marbles"),
        (("--model", "market-model"), 2, "benchmark"),
        (("--window", "1:0"), 2, "ends before it begins"),
        (("--events", "gone.csv"), 1, "gone.csv"),
        (("--factors", "gone.csv"), 2, "--model factors"),
        (("--until", "2020"), 1, "0 events"),
        (("--event-at", "l-1=noon"), 2, "ID=TIME"),
        (("--plot", "x.doc"), 2, ".svg"),
    ],
)
def test_what_cannot_be_studied_is_said(run: Run, studied: Path, words: tuple[str, ...], code: int, says: str) -> None:
    result = run("markets", "study", "--desk", studied, "--draws", 0, *words)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr


@pytest.mark.parametrize(
    ("words", "hidden", "extra"),
    [
        (("markets", "study", "--draws", 0), "scipy.special", "markets"),
        (("markets", "study", "--draws", 0, "--plot", "x.svg"), "matplotlib", "plots"),
        (("index", "pressure", "--plot", "x.svg"), "matplotlib", "plots"),
    ],
)
def test_the_extra_to_install_is_named(
    *, run: Run, studied: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...], hidden: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, hidden, None)
    result = run(*words, "--desk", studied)
    assert (result.exit_code, f"pip install 'detente[{extra}]'" in result.stderr) == (2, True), result.stderr


def test_an_index_has_its_coverage_and_opens_to_its_lines(run: Run, studied: Path) -> None:
    [first, second] = json.loads(run("index", "pressure", "--by", "week", "--desk", studied, "--json").stdout)
    assert (first["period"], first["value"], first["count"], first["documents"]) == ("2025-W23", -6.0, 2, 0)
    assert (second["period"], second["value"], second["documents"], second["outlets"]) == ("2025-W24", 0.0, 1, 1)
    assert first["ids"] == ["d1"]
    assert "Beijing accused Washington." in run("why", first["lines"][0], "--desk", studied, "--json").stdout


def test_an_index_of_acts_may_be_that_of_one_party(run: Run, studied: Path) -> None:
    asked = ("index", "pressure", "--desk", studied, "--csv")
    theirs, ours = (rows(run(*asked, "--party", code).stdout) for code in ("chn", "usa"))
    assert [(row["period"], row["value"]) for row in theirs] == [("2025-05", "-3.0"), ("2025-06", "-6.0")]
    assert [(row["period"], row["value"]) for row in ours] == [("2025-06", "0.0")]


def test_an_index_of_shares_counts_documents(run: Run, studied: Path) -> None:
    result = run("index", "epu", "--scale", "share", "--desk", studied, "--csv")
    [row] = rows(result.stdout)
    assert (row["period"], row["value"], row["ids"]) == ("2025-06", "10000.0", "d1")
    assert "1 of 1 documents" in result.stderr


def test_a_specification_of_ones_own_is_used(run: Run, studied: Path) -> None:
    Path("own.toml").write_text(
        'label = "x"\nnote = "y"\n[sets]\na = ["moon*"]\n[[ways]]\nname = "w"\nall = ["a"]\n', encoding="utf-8"
    )
    [row] = rows(run("index", "epu", "--scale", "share", "--terms", "own.toml", "--desk", studied, "--csv").stdout)
    assert row["value"] == "0.0"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("gloom",), 1, "gloom"),
        (("epu",), 2, "--scale pooled"),
        (("epu", "--base", "2030:2031"), 2, "base"),
        (("epu", "--base", "2030"), 2, "FROM:TO"),
        (("epu", "--party", "USA"), 2, "--party"),
        (("pressure", "--scale", "pooled"), 2, "--scale"),
        (("epu", "--terms", "gone.toml"), 1, "gone.toml"),
        (("epu", "--outlet", "Nowhere"), 1, "0 of 0"),
    ],
)
def test_what_cannot_be_drawn_is_said(run: Run, studied: Path, words: tuple[str, ...], code: int, says: str) -> None:
    result = run("index", *words, "--desk", studied)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr


def test_without_a_name_the_indices_are_listed(run: Run) -> None:
    assert {"epu", "gpr", "cooperation-conflict"} <= {row["name"] for row in json.loads(run("index").stdout)}
