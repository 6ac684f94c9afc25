"""The analyst's commands: each enters one entry, says which, and can be taken back; who is who; what is odd."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import Result
from small_reader import DOCUMENTS, SmallReader

from detente.desk import Desk
from detente.model import Measure, RecordStated
from detente.reading import readers

Run = Callable[..., Result]


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def told() -> dict[float, RecordStated]:
    """The accounts of tariffs in the state of the desk, by rate."""
    with Desk.open("detente.db", read_only=True) as desk:
        found = [entry for group in desk.state().records.values() for entry in group]
    return {
        entry.record.rate.value: entry for entry in found if isinstance(entry.record, Measure) and entry.record.rate
    }


def test_a_line_is_corrected_and_the_correction_taken_back(run: Run, desk: Path) -> None:
    line = told()[25].id
    entry = run("correct", line, "rate=30 percent", "--why", "misread", "--by", "Ada").stdout.strip()
    assert set(told()) == {30, 15}
    (row,) = rows(run("decisions"))
    assert (row["id"], row["analyst"], row["does"], row["reason"]) == (entry, "Ada", "correct", "misread")
    assert json.loads(run("why", line).stdout)["decisions"][0]["id"] == entry
    assert run("undo", entry, "--why", "read again").exit_code == 0
    assert set(told()) == {25, 15}
    assert [row["holds"] for row in rows(run("decisions"))] == [True, False]


def test_a_withdrawn_document_leaves_the_views(run: Run, desk: Path) -> None:
    assert run("withdraw", "d1", "--why", "a hoax").exit_code == 0
    assert set(told()) == {15}


def test_a_withdrawn_line_leaves_the_views(run: Run, desk: Path) -> None:
    line = told()[15].id
    assert run("withdraw", line, "--why", "a question").exit_code == 0
    assert set(told()) == {25}


def test_accept_and_note_stand_on_the_line(run: Run, desk: Path) -> None:
    line = rows(run("quotes"))[0]["id"]
    assert run("accept", line).exit_code == run("note", line, "ask her").exit_code == 0
    (row,) = rows(run("quotes"))
    assert (row["review"], row["notes"], row["confidence"]) == ("accepted", ["ask her"], 1.0)


def test_actors_are_listed_merged_and_split(run: Run, desk: Path) -> None:
    listed = {row["name"]: row for row in rows(run("actors"))}
    assert (listed["Chen Li"]["quotes"], listed["Chen Li"]["known"], listed["China"]["records"]) == (1, "proposed", 2)
    assert [row["name"] for row in rows(run("actors", "--proposed"))] == ["Chen Li"]
    assert run("merge", "Chen Li", "He Lifeng", "--why", "a slip").exit_code == 0
    assert [row["speaker"]["name"] for row in rows(run("quotes"))] == ["He Lifeng"]
    assert run("split", "China", "Taiwan", "--in", "d2", "--why", "so").exit_code == 0
    assert {actor.country for entry in told().values() for actor in entry.record.actors} == {"USA", "TWN"}


def test_actors_are_added_by_name_and_by_file_once(run: Run, desk: Path) -> None:
    Path("a.csv").write_text("name,kind,country\nGrain Board,organisation,PRT\n")
    assert "2 added" in run("actors", "add", "a.csv", "Chen Li", "--country", "CHN").stderr
    assert "0 added to the desk's table, 1 there already" in run("actors", "add", "a.csv").stderr
    assert rows(run("actors", "--proposed")) == []


def test_the_reader_is_given_the_desks_table(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Knowing(SmallReader):
        def know(self, actors: object) -> None:
            given.append(actors)

    given: list[object] = []
    monkeypatch.setattr(readers, "load", lambda kind: Knowing)
    run("actors", "add", "Ann Roe")
    document = msgspec.structs.replace(DOCUMENTS[0], id="d3")
    assert run("add", "-", input=msgspec.json.encode(document)).exit_code == 0
    Path("a.csv").write_text("name\nBo Lee\n")
    assert run("read", "-", "--actors", "a.csv", input=msgspec.json.encode(document)).exit_code == 0
    assert [[actor.name for actor in one] for one in given] == [["Ann Roe"], ["Bo Lee"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("grade", ["B2", "b", "3"])
def test_a_source_is_graded(run: Run, desk: Path, grade: str) -> None:
    assert run("grade", "Harbour News", grade, "--why", "own correspondent").exit_code == 0
    (row,) = rows(run("decisions"))
    assert (row["decision"]["reliability"], row["decision"]["credibility"]) in {("B", 2), ("B", None), (None, 3)}


REFUSED = [
    ("no reason", ("withdraw", "d1"), (2, "--why")),
    ("a blank reason", ("withdraw", "d1", "--why", " "), (2, "give a reason")),
    ("no grade", ("grade", "Harbour News", "G7", "--why", "so"), (2, "'G7' is no grade")),
    ("an empty grade", ("grade", "Harbour News", "", "--why", "so"), (2, "is no grade")),
    ("no such line", ("accept", "l-0"), (1, "'l-0'")),
    ("nothing to add", ("actors", "add"), (2, "nobody to add")),
    ("another word", ("actors", "remove", "x"), (2, "'remove' is no part of this command")),
    ("no such file", ("actors", "add", "none.csv"), (1, "none.csv: no such file")),
    ("a country that is no code", ("actors", "add", "Ann Roe", "--country", "Portugal"), (2, "ISO 3166")),
    ("two forms", ("timeline", "--json", "--csv"), (2, "--json and --csv do not go together")),
    ("an empty search", ("search", ""), (2, "no word to search for")),
    ("a search for marks", ("search", "*", '"'), (2, "no word to search for")),
]


@pytest.mark.parametrize(("behaviour", "words", "answer"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(run: Run, desk: Path, behaviour: str, words: tuple[str, ...], answer: tuple[int, str]) -> None:
    result = run(*words)
    assert (result.exit_code, answer[1] in result.stderr) == (answer[0], True), result.output
    assert rows(run("decisions")) == []


def test_one_form_twice_is_one_form(run: Run, desk: Path) -> None:
    assert run("timeline", "--csv", "--csv").exit_code == 0


def test_a_reader_that_fails_costs_one_document_and_doctor_says_so(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the reader divides by nought on one of two documents."""

    class Broken(SmallReader):
        def read(self, document: Any, *, broad: bool = False) -> Any:
            return super().read(document, broad=bool(1 / (document.id != "bad")))

    monkeypatch.setattr(readers, "load", lambda kind: Broken)
    lines = [msgspec.json.encode(msgspec.structs.replace(DOCUMENTS[0], id=name)) for name in ("bad", "good")]
    result = run("add", "-", input=b"\n".join(lines))
    assert result.exit_code == 3
    assert "document 'bad': the reader failed on it (ZeroDivisionError" in result.stderr
    assert "1 added" in result.stderr
    assert [(row["flag"], row["document"]) for row in rows(run("flags"))] == [("defect", "bad")]
    checks = {row["check"]: row["found"] for row in json.loads(run("doctor").stdout)}
    assert checks["flags"].startswith("1 defect;")
    assert run("read", "-", input=b"\n".join(lines)).exit_code == 3


def test_where_nobody_is_logged_in_the_analyst_must_be_named(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.delenv("DETENTE_ANALYST", raising=False)
    monkeypatch.setattr("getpass.getuser", nobody)
    result = run("withdraw", "d1", "--why", "so")
    assert (result.exit_code, "--by NAME" in result.stderr) == (2, True)
    assert run("withdraw", "d1", "--why", "so", "--by", "Ada").exit_code == 0
