"""`evaluate`: one gold folder or a folder of them, one reader or several, and what it writes beside the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_reader import STEEL, Run


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder of two gold sets: times, and a dispute sheet whose one record the small reader finds."""
    folder = tmp_path / "gold"
    for name in ("sheets", "times"):
        (folder / name).mkdir(parents=True)
        (folder / name / "docs.jsonl").write_text(json.dumps({"id": "d1", "text": STEEL}) + "\n")
    (folder / "times" / "gold.jsonl").write_text(json.dumps({"id": "d1", "times": []}) + "\n")
    record = {"kind": "measure", "type": "tariff", "status": "happened", "evidence": [STEEL], "actors": []}
    (folder / "sheets" / "sheets").mkdir()
    (folder / "sheets" / "sheets" / "d1.json").write_text(json.dumps({"id": "d1", "quotes": [], "records": [record]}))
    return folder


def test_a_folder_of_gold_sets_gives_a_row_a_figure_of_each(run: Run, gold: Path) -> None:
    rows = json.loads(run("evaluate", gold, "--json").stdout)
    assert {row["set"] for row in rows} == {"sheets", "times"}
    assert [row["value"] for row in rows if row["figure"] == "record_f1"] == [100.0]


def test_each_reader_that_is_named_is_scored_by_itself(run: Run, gold: Path) -> None:
    rows = json.loads(run("evaluate", gold / "times", "--reader", "rules", "--reader", "local", "--json").stdout)
    assert list(dict.fromkeys(row["reader"] for row in rows)) == ["rules", "local"]


def test_a_folder_without_gold_is_a_usage_error_that_names_it(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", tmp_path)
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr


def test_the_diagram_is_drawn_where_lines_carry_a_confidence_and_refused_elsewhere(run: Run, gold: Path) -> None:
    assert run("evaluate", gold / "sheets", "--reliability", gold / "r.svg").exit_code == 0
    assert (gold / "r.svg").read_text().startswith("<svg")
    assert run("evaluate", gold / "times", "--reliability", gold / "t.svg").exit_code == 2
