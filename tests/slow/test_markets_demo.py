"""The demo's series, and that what the guides to markets and studies say to type does run on the demo desk."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import cli
from detente.desk import Desk
from detente.ingest import documents
from detente.markets.loading import About, load

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
GUIDES = ("markets.md", "studies.md")
for extra in ("exchange_calendars", "scipy", "matplotlib"):
    pytest.importorskip(extra, reason=f"{extra}, of the extras `markets` and `plots`, is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in `demo/` and its desk with both series, called `us-china.db`."""
    folder = tmp_path_factory.mktemp("guides")
    shutil.copytree(DEMO, folder / "demo", ignore=shutil.ignore_patterns("out", "__pycache__"))
    with Desk.create(folder / "us-china.db") as desk:
        assert all(added.outcome == "added" for added in desk.add(documents([str(DEMO / "dispatches.jsonl")])))
        for name, instrument in (("dow", "the Dow"), ("shanghai", "Shanghai Composite")):
            about = About(instrument=instrument, source="made up for the demo", vintage="2025-09-01")
            assert desk.store.series.add(load(DEMO / f"{name}.csv", about), "2025-09-01T00:00:00Z")
    return folder


def commands(guide: str) -> list[list[str]]:
    """The lines of the guide's blocks that call `detente`."""
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return [shlex.split(line)[1:] for line in re.findall(r"^ {0,4}(detente (?!serve)\S.*)$", text, re.M)]


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_says_to_type_runs(guide: str, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made)
    monkeypatch.setenv("DETENTE_DESK", "us-china.db")
    asked = commands(guide)
    assert len(asked) > 4
    for words in asked:
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, (words, done.stderr)


def test_the_python_of_the_guide_runs(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made)
    text = (ROOT / "docs" / "studies.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```python\n(.*?)```", text, re.S)
    (made / "guide.py").write_text(block, encoding="utf-8")
    assert runpy.run_path("guide.py")["row"].n > 0


def test_the_report_that_errs_contradicts_twice(made: Path) -> None:
    asked = ["markets", "check", "--as-of", "2025-06-12", "--csv", "--desk", str(made / "us-china.db")]
    lines = CliRunner().invoke(cli, asked).stdout.splitlines()[1:]
    assert Counter(line.split(",")[1] for line in lines) == {"agrees": 4, "contradicts": 2}


def test_the_series_are_made_by_their_script() -> None:
    made = runpy.run_path(str(DEMO / "series.py"))
    for seed, (name, (_, known)) in enumerate(made["KNOWN"].items()):
        rows = [line.split(",") for line in (DEMO / f"{name}.csv").read_text(encoding="utf-8").split()[1:]]
        found = made["closes"]([day for day, _ in rows], known, made["random"].Random(seed))
        assert [f"{close:.2f}" for close in found] == [close for _, close in rows]
