"""The command line run within the test's process, with the small reader in place of every other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from small_reader import DOCUMENTS, SmallReader

from detente.cli.main import cli
from detente.desk import Desk
from detente.reading import readers


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The small reader in place of every other, an empty folder to work in, and no desk from outside."""
    monkeypatch.setattr(readers, "load", lambda kind: SmallReader)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_DESK", raising=False)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command line: `run("read", "a.txt")`."""

    def invoke(*words: object, input: str | bytes | None = None) -> Result:  # noqa: A002 - click's word
        return CliRunner().invoke(cli, [str(word) for word in words], input=input)

    return invoke


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two documents, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "docs.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, DOCUMENTS)))
    with Desk.create(folder / "detente.db") as desk:
        assert [added.outcome for added in desk.add(DOCUMENTS, SmallReader())] == ["added", "added"]
    return folder


@pytest.fixture
def desk(made_once: Path, tmp_path: Path) -> Path:
    """A desk with two documents in the working folder, under its usual name, and beside it the documents."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "detente.db"
