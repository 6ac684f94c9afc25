"""`brief`, `export` and `alerts` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_reader import Run

AS_OF = ("--as-of", "2025-06-10")


@pytest.mark.parametrize(("name", "begins"), [("b.md", "# "), ("b.html", "<!doctype html>"), ("b.txt", "# ")])
def test_a_brief_is_written_in_the_format_that_the_file_tells(run: Run, desk: Path, name: str, begins: str) -> None:
    result = run("brief", *AS_OF, "--since", "2025-05", "--for", "Ada", "-o", name)
    assert result.exit_code == 0, result.output
    page = Path(name).read_text(encoding="utf-8")
    assert page.startswith(begins)
    assert "state of play on 10 June 2025" in page


def test_a_brief_that_looks_back_from_the_future_is_wrong_use(run: Run, desk: Path) -> None:
    result = run("brief", *AS_OF, "--since", "2025-07-01")
    assert result.exit_code == 2
    assert "2025-07-01 is after --as-of 2025-06-10" in result.stderr


def test_the_formats_are_listed_with_a_line_of_help_each(run: Run) -> None:
    result = run("export", "--list")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in ("jsonl", "gdelt", "annotations"))


def test_an_export_goes_to_a_file_or_to_standard_output(run: Run, desk: Path) -> None:
    asked = ("export", "jsonl", "--view", "quotes", "--country", "CHN", *AS_OF)
    [line] = [json.loads(row) for row in run(*asked).stdout.splitlines()]
    assert line["speaker"]["name"] == "Chen Li"
    assert run(*asked, "-o", "x.jsonl").exit_code == 0
    assert json.loads(Path("x.jsonl").read_text(encoding="utf-8")) == line


@pytest.mark.parametrize(
    "words",
    [
        ("export", "xlsx"),
        ("export", "ics", "--view", "quotes"),
        ("alerts", "add"),
        ("alerts", "add", "--deadline", "soon"),
        ("alerts", "add", "--deadline", "7d", "--contested"),
        ("alerts", "add", "--contested", "--country", "CHN"),
        ("alerts", "run", "--once"),
        ("alerts", "run", "--once", "--settings", "nowhere.toml"),
    ],
)
def test_wrong_use_is_said(run: Run, desk: Path, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.strip()


def test_a_view_that_there_is_not_is_not_found(run: Run, desk: Path) -> None:
    assert run("export", "csv", "--view", "nothing").exit_code == 1


def test_rules_are_made_listed_run_and_taken_out(run: Run, desk: Path) -> None:
    made = run("alerts", "add", "--quote-by", "Chen", "--on", "tariff")
    rule = made.stderr.partition(":")[0]
    assert "quotes by Chen on tariff" in made.stderr
    assert "already" in run("alerts", "add", "--quote-by", "chen", "--on", "Tariff").stderr
    [row] = json.loads(run("alerts", "list", "--json").stdout)
    assert (row["id"], row["kind"]) == (rule, "quote-by")
    ran = run("alerts", "run", "--once", "--atom", "a.atom", *AS_OF)
    assert (ran.exit_code, ran.stderr.strip()) == (0, "0 new, 0 sent")
    assert Path("a.atom").read_bytes().startswith(b"<?xml")
    assert run("alerts", "remove", rule).exit_code == 0
    assert run("alerts", "remove", rule).exit_code == 1
