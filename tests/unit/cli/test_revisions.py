"""The commands on what documents came from: revisions, original, vacuum."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from small_reader import Run

PAGE = """<html><head><title>Duty on pork | Harbour Post</title><meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-05-25T09:00:00Z"><link rel="canonical" href="https://h.example/p">
</head><body><article><h1>Duty on pork</h1><p>Beijing imposed a tariff of {rate} percent on pork on 2025-05-25. Nobody
at the harbour had expected it so soon, and eleven ships were at anchor.</p><p>“{words}” Ms Chen said. Prices at the
market of Tollmouth rose within the hour, the office of weights and measures noted.</p></article></body></html>"""
FIRST = PAGE.format(rate=9, words="We shall not give way on pork.")
SECOND = PAGE.format(rate=12, words="We shall talk about pork.")


@pytest.fixture
def revised(run: Run, desk: Path, tmp_path: Path) -> Path:
    """A desk with a page and another edition of it, saved a day later."""
    for name, text in (("monday", FIRST), ("tuesday", SECOND)):
        (tmp_path / f"{name}.html").write_text(text)
        result = run("add", f"{name}.html")
        assert (result.exit_code, "1 of them new editions" in result.stderr) == (0, name == "tuesday"), result.stderr
    return desk


@pytest.mark.parametrize("document", [(), ("monday",), ("monday@2",)])
def test_what_an_outlet_altered_is_shown(run: Run, revised: Path, document: tuple[str, ...]) -> None:
    (step,) = json.loads(run("revisions", *document).stdout)
    assert (step["of"], step["before"], step["after"], step["announced"]) == ("monday", "monday", "monday@2", False)
    assert [one["change"] for one in step["changes"]] == ["altered", "altered"]
    assert [(one["kind"], one["before"]["text"]) for one in step["altered"]] == [
        ("figure", "9"),
        ("quote", "We shall not give way on pork."),
    ]
    rows = list(csv.DictReader(io.StringIO(run("revisions", *document, "--csv").stdout)))
    assert [row["change"] for row in rows] == ["altered", "altered", "figure", "quote"]
    assert {row["flag"] for row in json.loads(run("flags", "--json").stdout)} >= {
        "figure altered without a notice",
        "quote altered without a notice",
    }


def test_diff_of_a_document_says_the_same(run: Run, revised: Path) -> None:
    assert run("diff", "monday").stdout == run("revisions", "monday").stdout
    assert run("diff", "2025-05-12").exit_code == 2
    assert run("diff", "monday", "2025-05-12").exit_code == 2


def test_pages_of_an_archive_that_are_not_about_the_dispute_are_counted(run: Run, desk: Path, tmp_path: Path) -> None:
    archive = Path(__file__).parents[1] / "ingest" / "saved" / "captures.warc.gz"
    (tmp_path / "p.toml").write_text('[words]\nkarsberg = ["again"]\n[[ways]]\nkarsberg = 1\n')
    result = run("add", archive, "--profile", "p.toml")
    assert result.exit_code == 0
    assert "2 passed over by triage" in result.stderr


def test_a_document_without_editions_has_no_revisions(run: Run, desk: Path) -> None:
    assert json.loads(run("revisions").stdout) == json.loads(run("revisions", "d1").stdout) == []
    assert run("revisions", "nobody").exit_code == 1


def test_the_original_comes_back_as_it_was(run: Run, revised: Path, tmp_path: Path) -> None:
    assert run("original", "monday", "-o", "again.html").exit_code == 0
    assert (tmp_path / "again.html").read_text() == FIRST
    assert run("original", "monday@2").stdout == SECOND
    missing = run("original", "d1")
    assert (missing.exit_code, "came as text" in missing.stderr) == (1, True)


@pytest.mark.parametrize(("keep", "left"), [("all", 2), ("1", 1), ("0", 0), ("90d", 2)])
def test_originals_are_let_go_of_by_policy(run: Run, revised: Path, keep: str, left: int) -> None:
    result = run("vacuum", "--keep", keep)
    assert result.exit_code == 0
    assert f"{2 - left} originals let go of" in result.stderr
    assert run("original", "monday@2").exit_code == (0 if left else 1)
    assert len(json.loads(run("revisions").stdout)) == 1


@pytest.mark.parametrize("keep", ["some", "-1", "9d9", "999999999d", ""])
def test_a_policy_that_is_none_is_wrong_use(run: Run, revised: Path, keep: str) -> None:
    result = run("vacuum", "--keep", keep)
    assert (result.exit_code, "Error" in result.stderr) == (2, True)
