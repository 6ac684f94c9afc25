"""`detente markets`: series into the desk, moves held against them, the session clock."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result
from few_calendars import few_calendars

from detente.cli.markets import MODULES, markets
from detente.desk import Desk

__all__ = ["few_calendars"]
pytestmark = pytest.mark.usefixtures("few_calendars")
Run = Callable[..., Result]
CLOSES = "Date,Close\n2025-06-03,42519.64\n2025-06-04,42427.74\n2025-06-05,42319.74\n2025-06-05,42319.74\n"


@pytest.fixture
def djia(tmp_path: Path) -> Path:
    path = tmp_path / "djia.csv"
    path.write_text(CLOSES)
    return path


def load(run: Run, desk: Path, *words: object) -> Result:
    return run("markets", "load", "--desk", desk, *words)


def test_a_series_is_loaded_with_its_faults_named_and_listed(run: Run, desk: Path, djia: Path) -> None:
    done = load(run, desk, "--instrument", "the Dow", djia, "--source", "A paper", "--vintage", "2025-07-01")
    assert done.exit_code == 0, done.stderr
    assert (
        "Dow Jones Industrial Average: 3 closes, 2025-06-03 to 2025-06-05, in points (A paper, 2025-07-01)"
        in done.stderr
    )
    assert "duplicate: 1 (2025-06-05)" in done.stderr
    (listed,) = json.loads(run("markets", "list", "--desk", desk).stdout)
    assert (listed["instrument"], listed["closes"], listed["faults"]) == (
        "Dow Jones Industrial Average",
        3,
        "duplicate: 1",
    )
    (fault,) = json.loads(run("markets", "list", "--faults", "--desk", desk).stdout)
    assert (fault["day"], fault["fault"]) == ("2025-06-05", "duplicate")


def test_loading_again_is_harmless(run: Run, desk: Path, djia: Path) -> None:
    for says in ("in points (", "there already"):
        assert says in load(run, desk, "--instrument", "DJIA", djia, "--vintage", "2025-07-01").stderr
    with Desk.open(desk, read_only=True) as opened:
        assert opened.store.series.count() == 1


WRONG = [
    (("--instrument", "the Dow", "none.csv"), 1, "no such file"),
    (("--instrument", "the Dow"), 1, "no series of it comes with Detente"),
    (("--instrument", "Northgate shares", "djia.csv"), 3, "--calendar XNYS --unit USD"),
    (("--instrument", "the Dow", "djia.csv", "--column", "Last"), 3, "no column 'Last'"),
    (("--instrument", "Northgate", "djia.csv", "--calendar", "XXXX", "--unit", "USD"), 1, "no exchange has this code"),
]


@pytest.mark.parametrize(("words", "code", "says"), WRONG)
def test_what_cannot_be_loaded_is_said_with_a_remedy(
    *, run: Run, desk: Path, djia: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = load(run, desk, *words)
    assert (done.exit_code, says in done.stderr) == (code, True), done.stderr


def test_a_desk_without_moves_says_so(run: Run, desk: Path) -> None:
    assert json.loads(run("markets", "check", "--desk", desk).stdout) == []
    assert run("markets", "check", "--instrument", "the Dow", "--desk", desk).exit_code == 1


@pytest.mark.parametrize("given", ["x", "l-1=2025-06-05", "l-1=2025-06-05T21:00", "l-1=nine"])
def test_a_time_of_an_event_needs_its_id_and_its_zone(run: Run, desk: Path, given: str) -> None:
    assert run("markets", "check", "--event-at", given, "--desk", desk).exit_code == 2


CLOCK = [
    (("2025-06-05T21:00+08:00", "the Dow", "Shanghai Composite"), [("XNYS", "2025-06-05"), ("XSHG", "2025-06-06")]),
    (("2025-06-05", "XSHG"), [("XSHG", "2025-06-05"), ("XSHG", "2025-06-06")]),
    (("2025-06-07", "XNYS"), [("XNYS", "2025-06-09")]),
]


@pytest.mark.parametrize(("words", "expected"), CLOCK)
def test_the_clock(run: Run, words: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    rows = json.loads(run("markets", "clock", *words).stdout)
    assert [(row["exchange"], row["day"]) for row in rows] == expected


@pytest.mark.parametrize(("when", "says"), [("2199-01-01", "upgrade"), ("2025-06-05T21:00", "zone"), ("June", "write")])
def test_the_clock_never_guesses(run: Run, when: str, says: str) -> None:
    done = run("markets", "clock", when, "XSHG")
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("name", MODULES)
def test_examples_parse(name: str) -> None:
    context = click.Context(markets, info_name="markets")
    command = markets.get_command(context, name)
    assert command is not None
    for example in command.examples:  # type: ignore[attr-defined]
        words = shlex.split(example)
        assert words[:3] == ["detente", "markets", name]
        command.make_context(name, words[3:], parent=context)


def test_every_command_of_the_group_has_help_and_examples(run: Run) -> None:
    for name in MODULES:
        assert "Examples" in run("markets", name, "--help").stdout
    assert all(name in run("markets", "--help").stdout for name in MODULES)


def test_a_series_loaded_under_the_wrong_name_is_taken_out_of_use(run: Run, desk: Path, djia: Path) -> None:
    load(run, desk, "--instrument", "S&P 500", djia)
    (listed,) = json.loads(run("markets", "list", "--desk", desk).stdout)
    words = ("markets", "withdraw", listed["id"], "--why", "of the Dow", "--by", "Ana", "--desk", desk)
    assert [run(*words).stderr.split(": ")[1].strip() for _ in range(2)] == ["withdrawn", "was withdrawn already"]
    assert json.loads(run("markets", "list", "--desk", desk).stdout) == []
    assert run("markets", "withdraw", "s-0", "--why", "x", "--by", "Ana", "--desk", desk).exit_code == 1


def test_yahoo_needs_an_extra_of_its_own(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yfinance", None)
    words = ("--instrument", "DJIA", "--since", "2025", "--until", "2025-02", "--from", "yahoo", "--desk", desk)
    done = run("markets", "fetch", *words)
    assert (done.exit_code, "pip install 'detente[live]'" in done.stderr) == (2, True), done.stderr
