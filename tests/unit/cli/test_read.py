"""`read`: readings without a desk, streamed in order; failures named at the end; forms and files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from small_reader import PORK, STEEL, Run


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    path = tmp_path / "docs.jsonl"
    path.write_text(f'{{"id": "d1", "text": "{STEEL}"}}\n{{"id": "d2", "text": "{PORK}"}}\n')
    return path


def test_piped_a_reading_is_a_line_in_the_order_of_the_documents(run: Run, docs: Path) -> None:
    result = run("read", docs)
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [reading["document"]["id"] for reading in readings] == ["d1", "d2"]
    assert readings[0]["records"][0]["evidence"] == [{"start": 0, "end": len(STEEL), "text": STEEL}]


def test_json_is_one_array_and_csv_a_row_for_each_quote_and_record(run: Run, docs: Path) -> None:
    assert len(json.loads(run("read", docs, "--json").stdout)) == 2
    rows = list(csv.DictReader(io.StringIO(run("read", docs, "--csv").stdout)))
    assert [(row["document"], row["kind"], row["who"]) for row in rows] == [
        ("d1", "measure", "United States"),
        ("d2", "quote", "Chen Li"),
        ("d2", "measure", "China"),
    ]
    assert all(row["text"] in STEEL + PORK for row in rows)


def test_output_goes_to_a_file_as_json_lines(run: Run, docs: Path, tmp_path: Path) -> None:
    result = run("read", docs, "-o", "out.jsonl")
    assert result.stdout == ""
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


def test_an_input_is_never_overwritten(run: Run, docs: Path) -> None:
    before = docs.read_bytes()
    result = run("read", docs, "-o", docs)
    assert result.exit_code == 2
    assert "is an input too" in result.stderr
    assert docs.read_bytes() == before


def test_failures_are_named_and_counted_and_the_rest_is_kept(run: Run, docs: Path) -> None:
    with docs.open("a") as lines:
        lines.write('{"id": "d3"}\n{"id": "d1", "text": "another text"}\n')
    result = run("read", docs)
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 2
    assert "docs.jsonl:3: no 'text'" in result.stderr
    assert "document 'd1' came before with another text" in result.stderr
    assert result.stderr.splitlines()[-1] == "2 failed"


def test_text_from_standard_input_is_read(run: Run) -> None:
    result = run("read", "-", "--published", "2025-05-03", input=STEEL)
    reading = json.loads(result.stdout)
    assert reading["document"]["published"] == "2025-05-03"
    assert len(reading["records"]) == 1


@pytest.mark.parametrize(("options", "quotes"), [((), 1), (("--attribution", "broad"), 0)])
def test_less_sure_quotes_are_left_out_and_broad_reaches_the_reader(
    run: Run, docs: Path, options: tuple[str, ...], quotes: int
) -> None:
    result = run("read", docs, "--min-confidence", "0.5", *options)
    assert len(json.loads(result.stdout.splitlines()[1])["quotes"]) == quotes


def test_a_terminal_gets_a_table_without_markup_or_control_characters(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("“Tariffs [red]stay\x1b[2J” Ms Chen said.")
    monkeypatch.setattr("detente.cli.output.form_of", lambda given, piped="json": given or "table")
    result = run("read", "a.txt")
    assert "[red]stay�[2J" in result.stdout
    assert "Chen Li" in result.stdout


WRONG = [
    (("read",), "Missing argument"),
    (("read", "missing.jsonl"), "missing.jsonl: no such file"),
    (("read", "docs.jsonl", "--reader", "psychic"), "no reader is called 'psychic'; choose one of local, rules"),
    (("read", "docs.jsonl", "--published", "June"), "'June' is no date"),
    (("read", "docs.jsonl", "--encoding", "klingon"), "no encoding is called 'klingon'"),
    (("read", "docs.jsonl", "-o", "nowhere/out.jsonl"), "cannot be written"),
    (("read", "docs.jsonl", "--min-confidence", "7"), "0<=x<=1"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong_use_exits_with_2_and_says_what_is_wrong(run: Run, docs: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_triage_passes_over_what_is_not_about_the_dispute_and_counts_it(run: Run, docs: Path, tmp_path: Path) -> None:
    mine = tmp_path / "pork.toml"
    mine.write_text('[words]\npork = ["pork"]\n[[ways]]\npork = 0\n')
    result = run("read", docs, "--profile", mine)
    steel, pork = (json.loads(line) for line in result.stdout.splitlines())
    assert (steel["passed_over"], steel["records"]) == ("pork 0 in 11 words", [])
    assert pork["records"]
    assert "passed_over" not in pork
    assert "1 passed over by triage" in result.stderr


def test_a_profile_that_is_not_there_is_wrong_use(run: Run, docs: Path) -> None:
    assert run("read", docs, "--profile", "none.toml").exit_code == 2
    assert "none.toml" in run("read", docs, "--profile", "none.toml").stderr
