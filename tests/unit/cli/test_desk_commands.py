"""The commands of a desk: init, add, the views, diff, why, search, doctor."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from small_reader import PORK, STEEL, Run

from detente.state import VIEWS


def test_adding_again_is_harmless_and_says_so(run: Run, desk: Path) -> None:
    result = run("add", "docs.jsonl")
    assert result.exit_code == 0
    assert "0 added (0 quotes, 0 records), 2 already there" in result.stderr


def test_failures_leave_the_rest_added(run: Run, desk: Path, tmp_path: Path) -> None:
    lines = ['{"id": "d3", "text": "x"}', "{", '{"id": "d1", "text": "changed"}', '{"id": "d4", "text": "y"}']
    (tmp_path / "more.jsonl").write_text("\n".join(lines))
    result = run("add", "more.jsonl")
    assert result.exit_code == 3
    assert "2 added (0 quotes, 0 records), 2 failed" in result.stderr
    assert "more.jsonl:2: broken JSON" in result.stderr
    assert "'d1'" in result.stderr


def test_triage_keeps_what_is_not_about_the_dispute_out_of_the_desk(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "pork.toml").write_text('[words]\npork = ["pork"]\n[[ways]]\npork = 1\n')
    (tmp_path / "stream.jsonl").write_text(
        '{"id": "t1", "text": "Beijing imposed a tariff of 9 percent on pork on 2025-05-25."}\n'
        '{"id": "t2", "text": "The choir sang in the square."}\n{"id": "t3"}\n'
    )
    result = run("add", "stream.jsonl", "--profile", "pork.toml")
    assert (result.exit_code, "t3" in result.stderr or "'text'" in result.stderr) == (3, True)
    assert "1 added (0 quotes, 1 records)" in result.stderr
    assert "1 passed over by triage" in result.stderr
    assert [row["id"] for row in json.loads(run("search", "tariff", "9").stdout)] == ["t1"]
    assert run("search", "choir").exit_code == 1


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_a_command_that_writes_every_form(run: Run, desk: Path, name: str) -> None:
    array = json.loads(run(name, "--json").stdout)
    lines = [json.loads(line) for line in run(name, "--jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(name, "--csv").stdout)))
    assert array == lines
    assert [row["id"] for row in rows] == [line["id"] for line in lines]


def ids(run: Run, *words: str) -> list[str]:
    result = run(*words, "--jsonl")
    named = {"--actor", "--country", "--issue"} & set(words)
    assert result.exit_code == (1 if named and not result.stdout else 0), result.stderr
    return [json.loads(line)["evidence"][0]["document"] for line in result.stdout.splitlines()]


FILTERS = [
    ((), ["d1", "d2"]),
    (("--as-of", "2025-05-10"), ["d1"]),
    (("--known-at", "2025-05-03"), ["d1"]),
    (("--as-of", "2025-04"), []),
    (("--as-of", "2025-05"), ["d1", "d2"]),
    (("--actor", "united"), ["d1", "d2"]),
    (("--actor", "nobody"), []),
    (("--country", "chn", "--type", "TARIFF"), ["d1", "d2"]),
    (("--country", "CAN"), []),
    (("--kind", "measure", "--kind", "event"), ["d1", "d2"]),
    (("--kind", "event"), []),
    (("--status", "planned"), []),
    (("--standing", "stated"), ["d1", "d2"]),
    (("--since", "2025-05-10"), ["d2"]),
    (("--limit", "1"), ["d1"]),
    (("--min-confidence", "0.9"), []),
    (("--issue", "minerals"), []),
]


@pytest.mark.parametrize(("words", "expected"), FILTERS)
def test_clocks_and_filters_choose_lines_of_the_timeline(
    run: Run, desk: Path, words: tuple[str, ...], expected: list[str]
) -> None:
    assert ids(run, "timeline", *words) == expected


def test_a_clock_of_a_view_counts_days(run: Run, desk: Path) -> None:
    result = run("timeline", "--known-at", "2025-06-05T23:00Z")
    assert result.exit_code == 2
    assert "write 2025-06-05" in result.stderr


def test_the_desk_may_be_named_before_or_after_the_command_or_by_the_environment(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = desk.rename(tmp_path / "other.db")
    assert run("timeline").exit_code == 2
    assert ids(run, "timeline", "--desk", str(moved)) == ids(run, "--desk", str(moved), "timeline") == ["d1", "d2"]
    monkeypatch.setenv("DETENTE_DESK", str(moved))
    assert ids(run, "timeline") == ["d1", "d2"]


def test_a_missing_desk_names_the_command_that_makes_one(run: Run) -> None:
    result = run("state")
    assert result.exit_code == 2
    assert "detente init" in result.stderr


def test_a_desk_is_not_made_twice(run: Run, desk: Path) -> None:
    assert run("init").exit_code == 2


def test_diff_tells_what_came_between_two_days(run: Run, desk: Path) -> None:
    changes = json.loads(run("diff", "2025-05-04", "2025-06-01", "--json").stdout)
    assert [(c["view"], c["change"], c["after"]["actors"][0]["name"]) for c in changes] == [
        ("measures", "new", "China")
    ]
    assert run("diff", "2025-06-01", "2025-06-02", "--jsonl").stdout == ""


def test_why_shows_the_sentence_with_the_words_marked(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.loads(run("quotes", "--jsonl").stdout)
    explained = json.loads(run("why", line["id"]).stdout)
    (account,) = explained["accounts"]
    (evidence,) = account["evidence"]
    assert evidence["text"] == "We had no choice,"
    assert evidence["sentence"]["text"] in PORK
    assert evidence["text"] in evidence["sentence"]["text"]
    monkeypatch.setattr("detente.cli.output.form_of", lambda given, piped="json": given or "table")
    shown = run("why", line["id"]).stdout
    assert "[We had no choice,] ” Ms Chen said." in shown
    assert "rule small" in shown


@pytest.mark.parametrize("words", [("why", "l-nothing"), ("search", "zebra")])
def test_what_was_asked_for_by_name_and_is_not_there_exits_with_1(run: Run, desk: Path, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert words[1] in result.stderr


def test_search_finds_documents_by_their_words(run: Run, desk: Path) -> None:
    (hit,) = json.loads(run("search", "pork", "tariff").stdout)
    assert hit["id"] == "d2"
    assert "[pork]" in hit["snippet"]


def test_stories_of_files_need_no_desk(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STEEL)
    (tmp_path / "b.txt").write_text(PORK)
    rows = [json.loads(line) for line in run("stories", "a.txt", "b.txt").stdout.splitlines()]
    assert [set(row) for row in rows] == [{"id", "story", "origin", "copied"}] * 2
    assert run("stories", "-o", "x.jsonl").exit_code == 2


def test_doctor_checks_every_span_of_the_desk(run: Run, desk: Path) -> None:
    checks = {check["check"]: check for check in json.loads(run("doctor").stdout)}
    assert checks["desk"]["found"].startswith("detente.db: 2 documents, 4 spans")
    assert checks["sqlite"]["ok"]


def test_doctor_exits_with_3_where_the_desk_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("no desk")
    result = run("doctor", "--desk", "broken.db")
    assert result.exit_code == 3
    assert not {c["check"]: c["ok"] for c in json.loads(result.stdout)}["desk"]


def test_replay_makes_the_desk_anew_from_its_log_with_the_same_state(run: Run, desk: Path, tmp_path: Path) -> None:
    result = run("replay", tmp_path / "again.db")
    assert (result.exit_code, "equals" in result.stderr) == (0, True)
    assert run("state", "--json").stdout == run("state", "--json", "--desk", tmp_path / "again.db").stdout


def test_replay_onto_a_desk_that_is_there_is_refused(run: Run, desk: Path) -> None:
    assert run("replay", desk).exit_code == 2
