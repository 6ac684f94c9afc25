"""What the commands on markets say where a package of an extra is not installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_reader import Run

from detente.markets import sessions

DJIA = "Date,Close\n2025-06-04,42427.74\n2025-06-05,42319.74\n"
ASKED = [
    ("load --instrument DJIA djia.csv", "exchange_calendars", "markets"),
    ("load --instrument yuan", "exchange_calendars", "markets"),
    ("load --instrument DJIA djia.parquet", "pyarrow", "markets"),
    ("clock 2025-06-05T21:00+08:00 XNYS", "exchange_calendars", "markets"),
    ("fetch --instrument DJIA --since 2025 --until 2025-02", "exchange_calendars", "markets"),
]


@pytest.mark.parametrize(("words", "hidden", "extra"), ASKED, ids=[case[0] for case in ASKED])
def test_the_extra_to_install_is_named(
    *, run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, words: str, hidden: str, extra: str
) -> None:
    sessions.clock.cache_clear()
    monkeypatch.setitem(sys.modules, hidden, None)
    for name in ("djia.csv", "djia.parquet"):
        Path(name).write_text(DJIA, encoding="utf-8")
    at = () if words.startswith("clock") else ("--desk", desk)
    result = run("markets", *words.split(), *at)
    assert result.exit_code == 2
    assert hidden in result.stderr
    assert f"pip install 'detente[{extra}]'" in result.stderr


@pytest.mark.parametrize("words", [("list",), ("check",)])
def test_what_the_desk_has_is_listed_and_checked_without_any(
    *, run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    for name in ("exchange_calendars", "scipy.stats", "scipy.special", "pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run("markets", *words, "--desk", desk).exit_code == 0


@pytest.mark.slow
def test_the_shipped_series_needs_no_file(run: Run, desk: Path) -> None:
    done = run("markets", "load", "--instrument", "yuan", "--desk", desk)
    assert "European Central Bank" in done.stderr
    assert run("markets", "load", "--instrument", "yuan", "--source", "me", "--desk", desk).exit_code == 2
