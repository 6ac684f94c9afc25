"""The frame: help, examples, errors and exit codes, broken pipes, completion, schema."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click
import pytest
from small_reader import Run

from detente import __version__
from detente.cli import read as read_command
from detente.cli.errors import exit_code
from detente.cli.main import EXAMPLES, MODULES, Detente, cli
from detente.errors import DocumentInvalid, NotFound, SpanMismatch, StoreError
from detente.schema import NAMES
from detente.state import VIEWS

CONTEXT = click.Context(cli, info_name="detente")
COMMANDS = {name: cli.get_command(CONTEXT, name) for name in MODULES}


def test_every_view_has_a_command() -> None:
    assert set(VIEWS) <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_help_says_what_a_command_does_and_shows_examples(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout


ALL_EXAMPLES = [example for command in COMMANDS.values() for example in getattr(command, "examples", ())]


@pytest.mark.parametrize("example", [*EXAMPLES, *ALL_EXAMPLES])
def test_examples_parse(example: str) -> None:
    words = shlex.split(example.split("detente ", 1)[1].removesuffix(')"').split(" > ")[0])
    command = COMMANDS[words[0]]
    assert command is not None
    command.make_context(words[0], words[1:], parent=CONTEXT)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound("x"), 1),
        (click.UsageError("x"), 2),
        (DocumentInvalid("x"), 3),
        (StoreError("x"), 3),
        (SpanMismatch("x"), 70),
        (ZeroDivisionError("x"), 70),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
    ],
)
def test_each_error_has_its_exit_code_and_one_line(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> None:
        raise error

    assert exit_code(run, debug=False) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_debug_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*args: object, **named: object) -> None:
        raise ZeroDivisionError("a defect")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(read_command, "documents", broken)
    quiet, loud = run("read", "a.txt"), run("--debug", "read", "a.txt")
    assert (quiet.exit_code, loud.exit_code) == (70, 70)
    assert "Traceback" not in quiet.stderr
    assert "ZeroDivisionError: a defect" in quiet.stderr
    assert "Traceback" in loud.stderr


def test_quiet_says_errors_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": "b"}\n')
    assert run("-q", "init").stderr == ""
    assert run("-q", "add", "docs.jsonl").stderr == 'Error: docs.jsonl:2: no \'text\'; add "text": "..."\n'


def test_version_and_unknown_commands(run: Run) -> None:
    assert run("--version").stdout == f"detente, version {__version__}\n"
    assert run("dance").exit_code == 2
    assert isinstance(cli, Detente)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_detente(run: Run, shell: str) -> None:
    assert "_DETENTE_COMPLETE" in run("completion", shell).stdout


@pytest.mark.parametrize("name", NAMES)
def test_schema_writes_json(run: Run, name: str) -> None:
    assert json.loads(run("schema", name).stdout)["title"] == f"Detente {name}"
